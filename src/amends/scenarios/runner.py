"""Plays a scenario through the real engine, on a throw-away database and under a stepped clock.

Each play is played with a deadline worker that comes at every due instant, and with one that never
comes; by decision 3 of the architecture every expectation holds both times, and both leave the
same log. Every invariant of `amends audit` is looked at afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from amends.core.value import value
from amends.engine.audit import audit
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.scenarios.play import Play, Workers
from amends.scenarios.stage import Failure, Stage

# Memory where the system has a folder in it: a throw-away database needs no disk to sync to.
_MEMORY = Path("/dev/shm")  # noqa: S108


@value
class Performance:
    """One play, played in one way; `workers` is absent for a file that could not be read."""

    file: str
    title: str
    workers: Workers | None
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came true."""
        return not self.failures


type _Log = tuple[str, ...]


def perform(play: Play) -> list[Performance]:
    """Play a scenario in every way that it asks for, and compare what each way leaves behind."""
    performances: list[Performance] = []
    first: _Log | None = None
    for workers in play.workers:
        failures, log = _once(play, workers)
        if first is not None:
            failures += _differences(first, log)
        first = log
        performances.append(
            Performance(file=play.file, title=play.title, workers=workers, failures=tuple(failures))
        )
    return performances


def _once(play: Play, workers: Workers) -> tuple[list[Failure], _Log]:
    clock = SteppedClock(play.start)
    with _throwaway_engine(clock) as engine:
        stage = Stage(play, workers, engine, clock)
        failures = stage.play_all()
        # Whoever came last: from here on all that has fallen due is written.
        engine.sweep()
        return failures + _unsound(engine), stage.log()


def _unsound(engine: Engine) -> list[Failure]:
    """What an audit finds, invariant by invariant."""
    return [
        Failure(line=1, at="", step="audit", expected=check.says, found=check.first.sentence)
        for check in audit(engine.store, engine.policy).checks.values()
        if check.first is not None
    ]


def _differences(first: _Log, second: _Log) -> list[Failure]:
    """Where two logs part: the same commands leave the same events, whoever came when."""
    for one, other in zip_longest(first, second, fillvalue="nothing"):
        if one != other:
            return [Failure(line=1, at="", step="log", expected=one, found=other)]
    return []


@contextmanager
def _throwaway_engine(clock: SteppedClock) -> Iterator[Engine]:
    folder = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="amends-scenario-", dir=folder) as home:
        store = open_store(Path(home) / "play.sqlite3")
        store.create()
        engine = Engine(store, clock)
        try:
            yield engine
        finally:
            engine.close()
