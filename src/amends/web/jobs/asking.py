"""Asking for long work, and asking it to stop."""

import time
import uuid
from typing import Any, Literal

from amends.core.moments import Instant
from amends.web.models.jobs import Job

Kind = Literal["audit", "export", "case", "figures", "scenarios", "clock"]


def clock_now() -> Instant:
    """This machine's instant: jobs are no part of the marketplace, whose clock a demo moves."""
    return time.time_ns() // 1_000_000


def ask(kind: Kind, by: str, key: uuid.UUID | None = None, **arguments: Any) -> Job:
    """The job that will do it. With the key of a form, sent twice, it is one job.

    The same work that still waits or runs for other people's sake is not begun a second time.
    """
    same = Job.objects.filter(
        kind=kind, arguments=arguments, state__in=("waiting", "running"), stop_asked=False
    ).first()
    if same is not None:
        return same
    job, _ = Job.objects.get_or_create(
        id=key or uuid.uuid4(),
        defaults={"kind": kind, "by": by, "arguments": arguments, "made": clock_now()},
    )
    return job


def stop(job: Job) -> None:
    """Ask it to stop; one that nobody has taken yet is stopped at once."""
    now = clock_now()
    waiting = Job.objects.filter(pk=job.pk, state="waiting")
    if not waiting.update(state="stopped", ended=now, stop_asked=True):
        Job.objects.filter(pk=job.pk, state="running").update(stop_asked=True)


def latest(kind: Kind, state: str = "done") -> Job | None:
    """The last job of a kind in a state."""
    return Job.objects.filter(kind=kind, state=state).order_by("-made").first()
