"""The worker beside the deadline worker: removes uploads that nobody put into a case.

It holds no state. Any number may run, and one that is killed is continued by the next.
"""

import subprocess
import sys
import threading
from collections.abc import Callable

from amends.ports.storage import StorageError

PAUSE_SECONDS = 3600.0
_TIDY = [sys.executable, "-m", "amends.cli", "uploads", "tidy"]

type Tell = Callable[[str], object]


def tidy(tell: Tell) -> None:
    """Remove what is stale, once; a storage or database that is away is told, and waited for.

    Django has to be set up.
    """
    from django.db import DatabaseError, connections

    from amends.uploads.removing import remove_stale

    try:
        removed = remove_stale()
    except (StorageError, DatabaseError) as error:
        tell(f"uploads: {error}")
    else:
        if removed:
            tell(f"{removed} uploads removed that were in no case for seven days")
    finally:
        connections.close_all()


def tidy_apart(tell: Tell) -> None:
    """`amends uploads tidy` in a process of its own: the deadline worker knows no web framework."""
    done = subprocess.run(_TIDY, capture_output=True, text=True, check=False)  # noqa: S603
    for line in (done.stdout + done.stderr).splitlines():
        tell(line)


def tidy_until(
    stop: threading.Event,
    tell: Tell,
    once: Callable[[Tell], None] = tidy,
    pause: float = PAUSE_SECONDS,
) -> None:
    """Remove what is stale now and every hour, until `stop` is set."""
    while not stop.is_set():
        once(tell)
        stop.wait(pause)
