"""The process that decodes one picture and then ends: `python -m amends.uploads.child FORMAT`.

The picture is its standard input, the answer its standard output. Whatever a hostile picture does to
a decoder happens here: without the environment's secrets, without the network where the system can
take it away, with little memory and time, and to nobody else's picture.
"""

import contextlib
import json
import os
import resource
import struct
import sys
from typing import Any

from amends.uploads.limits import CHILD_CPU_SECONDS, CHILD_FILES, CHILD_MEMORY
from amends.uploads.reasons import Reason, RefusedFileError


def restrict() -> None:
    """Give up what decoding does not need; none of it can be taken back."""
    for what, most in (
        (resource.RLIMIT_AS, CHILD_MEMORY),
        (resource.RLIMIT_CPU, CHILD_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, CHILD_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # Only some systems allow this to everybody; the other limits stand without it.
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    os.chdir("/")


def main() -> None:
    """Decode, answer, end."""
    answer = os.dup(1)
    # Nothing that a library prints gets into the answer.
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.lseek(0, 0, os.SEEK_SET)
    restrict()
    head, *parts = _outcome(sys.argv[1])
    head["parts"] = [len(part) for part in parts]
    told = json.dumps(head).encode()
    for piece in (struct.pack(">I", len(told)), told, *parts):
        _write(answer, piece)


def _outcome(name: str) -> tuple[Any, ...]:
    try:
        # Inside the limits: what a decoder needs to start counts too.
        from amends.uploads.picture import cleaned

        with os.fdopen(0, "rb") as file:
            picture = cleaned(file, name)
    except RefusedFileError as refused:
        return (_refused(refused.reason),)
    except MemoryError:
        return (_refused("needs_too_much"),)
    except Exception:  # noqa: BLE001 - decoders raise whatever they like at broken pictures
        return (_refused("broken"),)
    return (picture.head(), picture.clean, picture.small)


def _refused(reason: Reason) -> dict[str, Any]:
    return {"refused": reason}


def _write(to: int, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        view = view[os.write(to, view) :]


if __name__ == "__main__":
    main()
