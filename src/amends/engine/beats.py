"""That a worker lives: one row a worker, written every few seconds, by the database's clock."""

from amends.core.moments import DAY, MINUTE, SECOND, Instant
from amends.core.value import value
from amends.engine.store.base import Store
from amends.engine.store.tables import WORKERS, WorkerRow

EVERY_SECONDS = 10
# A worker that has not been heard of for so long is not alive.
SILENT = MINUTE
_FORGOTTEN = 7 * DAY


@value
class Heartbeat:
    """When a worker began and when it last looked for deadlines; `problem` is what it met then.

    `silent` is how long ago that was, in milliseconds.
    """

    name: str
    started_at: Instant
    swept_at: Instant
    problem: str
    silent: int

    @property
    def alive(self) -> bool:
        """Whether it was heard of within the last minute."""
        return self.silent < SILENT


def beat(store: Store, name: str, problem: str = "") -> None:
    """Say that the worker `name` has just looked; rows of workers long gone are cleared away."""
    now = store.now()
    with store.transaction() as transaction:
        transaction.change(WORKERS.insert, WorkerRow(name, now, now, problem[:500]))
        transaction.change("DELETE FROM worker WHERE swept_at < ?", (now - _FORGOTTEN,))


def heartbeats(store: Store) -> list[Heartbeat]:
    """The workers of the last days, the one last heard of first."""
    now = store.now()
    rows = store.select(f"SELECT {WORKERS.columns} FROM worker ORDER BY swept_at DESC LIMIT 20")
    return [
        Heartbeat(name=n, started_at=b, swept_at=at, problem=p, silent=max(0, now - at))
        for n, b, at, p in rows
    ]


assert EVERY_SECONDS * SECOND < SILENT, "a worker that lives is heard of in time"
