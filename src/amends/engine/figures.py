"""What the operator is shown of the whole house: bounded counts, each from an index.

No statement here walks over a table: a count ends at its bound and then says "at least".
"""

from typing import NamedTuple

from amends.core.judging import TASKS
from amends.core.moments import DAY, Instant
from amends.engine.reads import ORDER, Listed, in_list
from amends.engine.store.base import Column, Store

MOST = 2000
LISTED = 10
TURNS = ("buyer", "seller", "arbitrator", "bank", "none")


class Bounded(NamedTuple):
    """A count up to a bound; `more`: there are at least so many."""

    size: int
    more: bool


class Overdue(NamedTuple):
    """Orders that wait for a worker: how many, since when the first, and the first few."""

    orders: Bounded
    since: Instant | None
    first: tuple[tuple[str, str, Instant], ...]  # order, its number, since when


class Queue(NamedTuple):
    """Open disputes in one stage in which it is one side's turn; `more` as in `Bounded`."""

    turn: str
    stage: str
    size: int
    more: bool


class Waiting(NamedTuple):
    """A dispute that waits for an arbitrator: the task, and until when the platform means to act."""

    order_id: str
    order_number: str
    dispute: int
    task: str
    answer_by: Instant


class AsideOrder(NamedTuple):
    """An order that was put aside, with its number in the shop."""

    order_id: str
    number: str
    since: Instant
    place: str
    reason: str
    attempts: int
    next_try: Instant


def overdue(store: Store, now: Instant) -> Overdue:
    """The orders whose deadline has fallen and that no worker has looked at yet."""
    rows = store.select(
        "SELECT order_id, number, next_due_at FROM orders WHERE next_due_at < ?"
        " ORDER BY next_due_at LIMIT ?",
        (now, LISTED),
    )
    count = len(rows)
    if count == LISTED:
        ((count,),) = store.select(
            "SELECT count(*) FROM (SELECT 1 FROM orders WHERE next_due_at < ?"
            " ORDER BY next_due_at LIMIT ?) AS late",
            (now, MOST),
        )
    since = rows[0][2] if rows else None
    return Overdue(Bounded(count, count >= MOST), since, tuple((r[0], r[1], r[2]) for r in rows))


def aside(store: Store, after: str = "", limit: int = 20) -> list[AsideOrder]:
    """Orders that were put aside, by their ids, which are in the order of time."""
    where, values = ("WHERE a.order_id > ?", [after]) if after else ("", [])
    rows = store.select(
        "SELECT a.order_id, o.number, a.since, a.place, a.reason, a.attempts, a.next_try"
        f" FROM aside a JOIN orders o USING (order_id) {where} ORDER BY a.order_id LIMIT ?",
        [*values, limit],
    )
    return [AsideOrder(*row) for row in rows]


def queues(store: Store) -> list[Queue]:
    """Open disputes by turn and stage; of a long queue the most urgent ones are counted."""
    each = (
        f"SELECT '{{turn}}', stage, count(*) FROM (SELECT stage FROM dispute WHERE turn = '{{turn}}'"
        f" AND closed_at IS NULL ORDER BY due LIMIT {MOST}) AS q GROUP BY stage"
    )
    rows = store.select(" UNION ALL ".join(each.format(turn=turn) for turn in TURNS))
    whole: dict[str, int] = {}
    for turn, _, count in rows:
        whole[turn] = whole.get(turn, 0) + count
    order = {turn: n for n, turn in enumerate(TURNS)}
    found = [Queue(turn, stage, count, whole[turn] >= MOST) for turn, stage, count in rows]
    return sorted(found, key=lambda queue: (order[queue.turn], -queue.size))


def platform_missed(store: Store, now: Instant) -> tuple[Bounded, list[Waiting]]:
    """Cases in which the platform has not answered by when it meant to; the longest first."""
    return _platform(store, 0, now)


def platform_soon(store: Store, now: Instant) -> tuple[Bounded, list[Waiting]]:
    """Cases that the platform means to answer within a day; the most urgent first."""
    return _platform(store, now, now + DAY)


def _platform(store: Store, since: Instant, until: Instant) -> tuple[Bounded, list[Waiting]]:
    one = (
        "SELECT * FROM (SELECT d.order_id, d.number, d.task, d.answer_by FROM dispute d"
        " WHERE d.task = ? AND d.answer_by >= ? AND d.answer_by < ?"
        f" ORDER BY d.answer_by LIMIT {MOST // len(TASKS)}) AS t"
    )
    values: list[Column] = [value for task in TASKS for value in (task, since, until)]
    rows = store.select(" UNION ALL ".join([one] * len(TASKS)), values)
    waiting = [Waiting(order_id, "", number, task, at) for order_id, number, task, at in rows]
    full = any(sum(each.task == t for each in waiting) >= MOST // len(TASKS) for t in TASKS)
    first = sorted(waiting, key=lambda each: each.answer_by)[:LISTED]
    numbers = _numbers(store, [each.order_id for each in first])
    named = [each._replace(order_number=numbers.get(each.order_id, "")) for each in first]
    return Bounded(len(rows), full), named


def listed(store: Store, order_ids: list[str]) -> list[Listed]:
    """These orders, as in a list."""
    if not order_ids:
        return []
    marks = ", ".join("?" for _ in order_ids)
    rows = store.select(
        f"SELECT {ORDER} FROM orders o WHERE o.order_id IN ({marks}) ORDER BY o.order_id",
        order_ids,
    )
    return [in_list(row) for row in rows]


def _numbers(store: Store, order_ids: list[str]) -> dict[str, str]:
    if not order_ids:
        return {}
    marks = ", ".join("?" for _ in order_ids)
    return dict(
        store.select(f"SELECT order_id, number FROM orders WHERE order_id IN ({marks})", order_ids)
    )
