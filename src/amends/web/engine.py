"""The one engine of this process, opened at its first use."""

import threading

from django.conf import settings

from amends.engine.engine import Engine, open_engine

_lock = threading.Lock()
_open: Engine | None = None


def engine() -> Engine:
    """The engine on the configured database."""
    global _open
    with _lock:
        if _open is None:
            clock = settings.AMENDS_CLOCK() if settings.AMENDS_CLOCK is not None else None
            _open = open_engine(settings.AMENDS_DATABASE, clock)
        return _open


def close() -> None:
    """Finish what was submitted and close the database; the next use opens it again."""
    global _open
    with _lock:
        if _open is not None:
            _open.close()
        _open = None
