"""Many orders chosen by what they have in common, read some at a time."""

from dataclasses import dataclass

from amends.core.moments import Instant
from amends.engine.store.base import Column, Store

COUNTED = 10_000
_FIRST = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Choice:
    """Orders with an open dispute in a stage, or those whose next deadline falls in a period."""

    stage: str = ""
    since: Instant = 0
    until: Instant = 0


@dataclass(frozen=True)
class Place:
    """How far one has come: the last order, and its deadline where that is the order of reading."""

    due: Instant = 0
    order_id: str = _FIRST


def count_chosen(store: Store, choice: Choice) -> tuple[int, bool]:
    """How many orders are chosen, up to ten thousand, and whether there are more."""
    source, values = _source(choice)
    ((count,),) = store.select(
        f"SELECT count(*) FROM (SELECT DISTINCT order_id {source} LIMIT ?) AS c",
        (*values, COUNTED + 1),
    )
    return min(count, COUNTED), count > COUNTED


def next_chosen(store: Store, choice: Choice, place: Place, limit: int) -> tuple[list[str], Place]:
    """The next orders after a place, and the place then; none when all were read."""
    source, values = _source(choice)
    if choice.stage:
        rows = store.select(
            f"SELECT DISTINCT order_id {source} AND order_id > ? ORDER BY order_id LIMIT ?",
            (*values, place.order_id, limit),
        )
        ids = [row[0] for row in rows]
        return ids, Place(order_id=ids[-1]) if ids else place
    rows = store.select(
        f"SELECT next_due_at, order_id {source} AND (next_due_at, order_id) > (?, ?)"
        " ORDER BY next_due_at, order_id LIMIT ?",
        (*values, place.due, place.order_id, limit),
    )
    ids = [row[1] for row in rows]
    return ids, Place(due=rows[-1][0], order_id=ids[-1]) if ids else place


def _source(choice: Choice) -> tuple[str, tuple[Column, ...]]:
    if choice.stage:
        return "FROM dispute WHERE closed_at IS NULL AND stage = ?", (choice.stage,)
    return "FROM orders WHERE next_due_at >= ? AND next_due_at < ?", (choice.since, choice.until)
