"""The server: granian in front of Django, with the deadline worker inside."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.util import Finalize
from typing import Any

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from amends.workers.deadlines import Step, work
from amends.workers.uploads import tidy, tidy_until

THREADS = 16
_log = logging.getLogger("amends.worker")


def serve(host: str, port: int, *, worker: bool = True) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished.

    With `worker` a thread of the server wakes orders whose deadline has passed, and another puts
    uploads in order. They end with the server, after the step that they are at. Any number may run.
    """
    # The server is a process of its own, and takes no open database with it.
    connections.close_all()
    Server(
        "amends.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        # Its warnings are about threads that wait for the database on purpose.
        log_level=LogLevels.error,
    ).serve(target_loader=_with_worker if worker else _alone, wrap_loader=False)


def _alone() -> Callable[..., Any]:
    """The application, loaded in the server's process."""
    from amends.web import engine
    from amends.web.wsgi import application

    Finalize(None, engine.close, exitpriority=1)
    return application


def _with_worker() -> Callable[..., Any]:
    """The application, and the worker beside it on the same engine."""
    from amends.web.engine import engine

    application = _alone()
    stop = threading.Event()
    thread = threading.Thread(
        target=work, args=(engine(), stop, _tell), name="deadlines", daemon=True
    )
    thread.start()
    once = partial(tidy, engine().store)
    threading.Thread(target=tidy_until, args=(stop, _log.warning, once), daemon=True).start()

    def end() -> None:
        stop.set()
        thread.join()

    # Before the engine is closed, of which it has need.
    Finalize(None, end, exitpriority=2)
    return application


def _tell(step: Step) -> None:
    if step.problem:
        _log.warning("%s", step.problem)
    elif step.aside:
        _log.warning("%s orders were put aside; see `amends orders --aside`", step.aside)
