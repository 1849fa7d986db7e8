"""Carrying jobs out: one thread a server takes what waits, and what another left behind."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable

from django.db import close_old_connections
from django.db.models import Q
from django.db.utils import Error as DatabaseError

from amends.app.jobs import audit, case_file, export_everything, play_scenarios
from amends.core.moments import DAY, MINUTE
from amends.engine.engine import Engine
from amends.engine.errors import EngineError
from amends.ports.storage.port import StorageError
from amends.web.engine import engine
from amends.web.jobs.asking import ask, clock_now
from amends.web.jobs.clocks import change_clocks
from amends.web.jobs.figures import reckon_figures
from amends.web.jobs.kept import forget_old
from amends.web.jobs.under_way import StoppedHereError, TakenOverError, UnderWay
from amends.web.models.jobs import Job

# A runner on another machine that has said nothing for so long is gone.
SILENT = 2 * MINUTE
PAUSE_SECONDS = 1.0
_FIGURES_EVERY = DAY

_WORK: dict[str, Callable[[Engine, UnderWay], None]] = {
    "audit": audit,
    "case": case_file,
    "clock": change_clocks,
    "export": export_everything,
    "figures": reckon_figures,
    "scenarios": play_scenarios,
}

_token = uuid.uuid4().hex[:8]
_log = logging.getLogger(__name__)


def runner_name() -> str:
    """Who carries out here: machine, process, and a mark that no later process has."""
    return f"{socket.gethostname()}:{os.getpid()}:{_token}"


def start() -> threading.Event:
    """Begin to carry out jobs in a thread of this process; setting the event ends it."""
    ended = threading.Event()
    threading.Thread(target=_loop, args=(ended,), name="jobs", daemon=True).start()
    return ended


def run_next() -> bool:
    """Take one job and carry it out; whether there was one."""
    job = _claim()
    if job is None:
        return False
    _carry_out(job)
    return True


def _loop(ended: threading.Event) -> None:
    while not ended.wait(PAUSE_SECONDS):
        try:
            daily()
            while not ended.is_set() and run_next():
                pass
        except (DatabaseError, EngineError, StorageError) as error:
            _log.warning("Jobs wait for the database or the storage: %s", error)
        finally:
            close_old_connections()


def daily() -> None:
    """Once a day the figures are reckoned without anybody's asking, and old files deleted."""
    last = Job.objects.filter(kind="figures").order_by("-made").first()
    if last is None or (not last.open and last.made < clock_now() - _FIGURES_EVERY):
        ask("figures", "clock")
        forget_old()


def _claim() -> Job | None:
    """The oldest job that waits or was left behind, now ours; nobody else's at the same time."""
    waiting = Job.objects.filter(Q(state="waiting") | Q(state="running")).order_by("made")
    for job in waiting[:20]:
        if job.state == "running" and not _left_behind(job):
            continue
        now = clock_now()
        as_seen = Job.objects.filter(pk=job.pk, state=job.state, runner=job.runner, heard=job.heard)
        if as_seen.update(
            state="running", runner=runner_name(), heard=now, started=job.started or now
        ):
            job.refresh_from_db()
            return job
    return None


def _left_behind(job: Job) -> bool:
    if job.heard < clock_now() - SILENT:
        return True
    host, _, rest = job.runner.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdecimal() or job.runner == runner_name():
        return False
    return int(pid) == os.getpid() or not _lives(int(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _carry_out(job: Job) -> None:
    under_way = UnderWay(job)
    try:
        _WORK[job.kind](engine(), under_way)
        under_way.end("done")
    except StoppedHereError:
        under_way.end("stopped")
    except TakenOverError:
        return
    except (EngineError, StorageError) as error:
        under_way.fail(str(error))
    except Exception as error:  # noqa: BLE001 (one job that fails never stops the next)
        _log.exception("The job %s failed", job.pk)
        under_way.fail(type(error).__name__)
