"""Having a picture decoded by a child process, and surviving whatever becomes of the child."""

import contextlib
import importlib.util
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from amends.uploads.formats import FormatName
from amends.uploads.limits import (
    CHILD_SECONDS,
    CHILDREN_AT_ONCE,
    LARGEST_ANSWER,
    TURN_SECONDS,
)
from amends.uploads.reasons import REASONS, Reason, RefusedFileError

_turns = threading.BoundedSemaphore(CHILDREN_AT_ONCE)
_PIECE = 256 * 1024


@dataclass(frozen=True)
class Decoded:
    """A picture made anew: a copy for others, a small one, and what the original says."""

    clean: bytes
    small: bytes
    width: int
    height: int
    camera: dict[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


def heic_is_here() -> bool:
    """Whether the extra that decodes HEIC is installed."""
    return importlib.util.find_spec("pillow_heif") is not None


def decode(picture: int, name: FormatName, seconds: float = CHILD_SECONDS) -> Decoded:
    """Decode the file behind a descriptor; each in a fresh process, two at a time.

    Raises `RefusedFileError` with what the child said, or with what became of it.
    """
    if name == "heic" and not heic_is_here():
        raise RefusedFileError("heic_not_here")
    if not _turns.acquire(timeout=TURN_SECONDS):
        raise RefusedFileError("busy")
    try:
        return _read(_asked(picture, name, seconds))
    finally:
        _turns.release()


def _asked(picture: int, name: FormatName, seconds: float) -> bytes:
    # Nothing of our environment: it may hold the database's password.
    child = subprocess.Popen(  # noqa: S603 - our own module in our own Python
        [sys.executable, "-I", "-B", "-m", "amends.uploads.child", name],
        stdin=picture,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        answer = _answer(child, time.monotonic() + seconds)
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise RefusedFileError("took_too_long") from error
    finally:
        _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise RefusedFileError("took_too_long")
    if child.returncode != 0:
        raise RefusedFileError("broken")
    return answer


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Whatever it still does, and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _answer(child: "subprocess.Popen[bytes]", until: float) -> bytes:
    """What the child says, as long as it is not too long and does not take too long."""
    assert child.stdout is not None
    said = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not waiting.select(max(0.0, until - time.monotonic())):
                raise RefusedFileError("took_too_long")
            piece = os.read(child.stdout.fileno(), _PIECE)
            if not piece:
                return bytes(said)
            said += piece
            if len(said) > LARGEST_ANSWER:
                raise RefusedFileError("needs_too_much")


def _read(answer: bytes) -> Decoded:
    """The answer, believed only as far as it has the right shape."""
    try:
        (length,) = struct.unpack_from(">I", answer)
        head = json.loads(answer[4 : 4 + length])
        if "refused" in head:
            raise RefusedFileError(_reason(head["refused"]))
        first, second = (int(each) for each in head["parts"])
        start = 4 + length
        clean, small = answer[start : start + first], answer[start + first :]
        decoded = Decoded(
            clean=clean,
            small=small,
            width=int(head["width"]),
            height=int(head["height"]),
            camera=_camera(head["camera"]),
            marks=tuple(bytes.fromhex(each).hex() for each in head["marks"]),
        )
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise RefusedFileError("broken") from error
    if len(small) != second or not (_is_jpeg(clean) and _is_jpeg(small)):
        raise RefusedFileError("broken")
    return decoded


def _reason(said: object) -> Reason:
    return said if said in REASONS else "broken"


def _camera(said: Any) -> dict[str, Any]:
    """Short words and numbers, and nothing else."""
    names = ("taken", "offset", "device", "software", "latitude", "longitude")
    return {
        name: said[name] if isinstance(said[name], float) else str(said[name])[:120]
        for name in names
        if isinstance(said.get(name), str | float)
    }


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and content.endswith(b"\xff\xd9")
