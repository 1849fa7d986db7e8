"""A job while it is carried out: it tells how far it is, and hears whether to stop."""

import hashlib
import time
from pathlib import Path
from typing import Any

from amends.web.jobs.asking import clock_now
from amends.web.jobs.kept import files_of_jobs
from amends.web.models.jobs import Job

_TELL_EVERY = 0.5


class StoppedHereError(Exception):
    """Somebody asked the job to stop."""


class TakenOverError(Exception):
    """Another runner has the job now."""


class UnderWay:
    """What a piece of long work holds in its hands."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._mine = Job.objects.filter(pk=job.pk, runner=job.runner, state="running")
        self._next = 0.0

    @property
    def arguments(self) -> dict[str, Any]:
        """What it was asked for with."""
        return self.job.arguments

    def tell(self, done: int, of: int | None = None, cursor: dict[str, Any] | None = None) -> None:
        """Say how far it is; a cursor is kept at once, a mere count now and then.

        Raises `StoppedHereError` when it is to stop and `TakenOverError` when it is no longer ours.
        """
        if cursor is None and time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _TELL_EVERY
        fresh: dict[str, Any] = {"done": done, "heard": clock_now()}
        if of is not None:
            fresh["of"] = of
        if cursor is not None:
            fresh["cursor"] = cursor
        if not self._mine.update(**fresh):
            raise TakenOverError
        if self._mine.filter(stop_asked=True).exists():
            raise StoppedHereError

    def answer(self, **found: Any) -> None:
        """Keep what came of it."""
        self._mine.update(answer=found)

    def keep(self, file: Path, name: str) -> None:
        """Keep the answer's file in the storage, where every server finds it."""
        digest = hashlib.sha256()
        with file.open("rb") as source:
            while piece := source.read(1 << 20):
                digest.update(piece)
            source.seek(0)
            files_of_jobs().put(digest.hexdigest(), source)
        self._mine.update(file=digest.hexdigest(), file_name=name)

    def end(self, state: str) -> None:
        """It is over."""
        self._mine.update(state=state, ended=clock_now())

    def fail(self, problem: str) -> None:
        """It could not be done; `problem` says why."""
        self._mine.update(state="failed", ended=clock_now(), answer={"problem": problem[:500]})
