"""The worker beside the deadline worker: removes uploads that nobody put into a case, and puts right
what a process that was killed left between an upload and its exhibit.

It holds no state. Any number may run, and one that is killed is continued by the next.
"""

import subprocess
import sys
import threading
from collections.abc import Callable

from amends.engine.errors import EngineError
from amends.engine.store.base import Store
from amends.ports.storage import StorageError

PAUSE_SECONDS = 3600.0
_TIDY = [sys.executable, "-m", "amends.cli", "uploads", "tidy"]

type Tell = Callable[[str], object]


def tidy(store: Store, tell: Tell) -> None:
    """Do it once; a storage or database that is away is told, and waited for.

    Django has to be set up.
    """
    from django.db import DatabaseError, connections

    from amends.uploads.reconciling import reconcile
    from amends.uploads.removing import remove_stale

    try:
        agreed = reconcile(store)
        removed = remove_stale(store)
    except (StorageError, DatabaseError, EngineError) as error:
        tell(f"uploads: {error}")
    else:
        for count, what in (
            (agreed.settled, "uploads found in their cases"),
            (agreed.freed, "uploads given back whose command was never carried out"),
            (agreed.files, "files let go of that no upload named"),
            (removed, "uploads removed that were in no case for seven days"),
        ):
            if count:
                tell(f"{count} {what}")
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
    once: Callable[[Tell], None] = tidy_apart,
    pause: float = PAUSE_SECONDS,
) -> None:
    """Put uploads in order now and every hour, until `stop` is set."""
    while not stop.is_set():
        once(tell)
        stop.wait(pause)
