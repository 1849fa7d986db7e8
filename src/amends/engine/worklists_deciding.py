"""What an arbitrator's desk reads: the queue, its counts, like cases, and what these people had.

Every statement walks along an index and stops after a bounded number of rows, so that it takes as
long with a million disputes as with ten thousand. Who may see what is decided by the doors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from amends.core.judging import TASKS, Task
from amends.core.known import Known
from amends.core.moments import Instant
from amends.core.policy import Policy
from amends.core.value import value
from amends.engine.known import stake_elsewhere
from amends.engine.projection import barred_column
from amends.engine.reads import Reads
from amends.engine.store.base import Column

MOST_COUNTED = 1000
MOST_LIKE = 20
MOST_EARLIER = 50
_WAITING = (
    "f.order_id, o.number, f.number, f.buyer, f.seller, f.line, f.grounds, f.language, f.task,"
    " f.answer_by, f.opened_at, f.claim, o.currency, o.version"
)
_DECIDED = (
    "f.order_id, o.number, f.number, f.buyer, f.seller, f.grounds, f.outcome, f.closed_at, f.claim,"
    " f.refund, f.bearer, f.judge, f.review, o.currency"
)


@value
class Waiting:
    """A dispute that waits for an arbitrator. `answer_by`: until when the platform means to act."""

    order_id: str
    order_number: str
    number: int
    buyer: str
    seller: str
    line: str
    grounds: str
    language: str
    task: Task
    answer_by: Instant
    opened_at: Instant
    claim: int
    currency: str
    version: int


@value
class Decided:
    """A closed dispute: what was claimed, what came of it, who ruled, and what an appeal said."""

    order_id: str
    order_number: str
    number: int
    buyer: str
    seller: str
    grounds: str
    outcome: str
    closed_at: Instant
    claim: int
    refund: int
    bearer: str
    judge: str | None
    review: str | None
    currency: str


class Place(NamedTuple):
    """Where a page of the queue ends, and the next begins."""

    answer_by: Instant
    order_id: str
    number: int


def queue(
    reads: Reads,
    person: str,
    now: Instant,
    *,
    tasks: Iterable[Task] = TASKS,
    language: str = "",
    after: Place | None = None,
    limit: int = 25,
) -> list[Waiting]:
    """What this arbitrator can do now, the most urgent first.

    Left out is what they ruled themselves and another must look at, where they are a party, and
    appeals that the other party may still answer.
    """
    parts, values = [], []
    for task in tasks:
        where, found = _waiting(task, person, now, language)
        if after is not None:
            where += " AND (d.answer_by, d.order_id, d.number) > (?, ?, ?)"
            found += [*after]
        parts.append(
            f"SELECT * FROM (SELECT d.* FROM dispute d WHERE {where}"
            " ORDER BY d.answer_by, d.order_id, d.number LIMIT ?) p"
        )
        values += [*found, limit]
    if not parts:
        return []
    rows = reads.store.select(
        f"SELECT {_WAITING} FROM ({' UNION ALL '.join(parts)}) f JOIN orders o USING (order_id)"
        " ORDER BY f.answer_by, f.order_id, f.number LIMIT ?",
        [*values, limit],
    )
    return [_as(Waiting, row) for row in rows]


def counts(reads: Reads, person: str, now: Instant, language: str = "") -> dict[Task, int]:
    """How many of each kind wait, of the first thousand and one of each."""
    parts, values = [], []
    for task in TASKS:
        where, found = _of(task, language)
        theirs, names = _theirs(person, now, "few")
        parts.append(
            f"SELECT '{task}' AS task, count(*) AS waiting FROM (SELECT d.* FROM dispute d WHERE"
            f" {where} ORDER BY d.answer_by, d.order_id, d.number LIMIT {MOST_COUNTED + 1}) few"
            f" WHERE {theirs}"
        )
        values += [*found, *names]
    return dict(reads.store.select(" UNION ALL ".join(parts), values))


def languages(reads: Reads, limit: int = 50) -> list[str]:
    """The languages in which something waits, by their codes; empty where a shop says none."""
    # From each language the index leads to the next one: as many steps as there are languages.
    rows = reads.store.select(
        "WITH RECURSIVE l(language) AS ("
        "SELECT min(language) FROM dispute WHERE task IS NOT NULL UNION ALL"
        " SELECT (SELECT min(d.language) FROM dispute d WHERE d.task IS NOT NULL"
        " AND d.language > l.language) FROM l WHERE l.language IS NOT NULL)"
        " SELECT language FROM l WHERE language IS NOT NULL LIMIT ?",
        [limit],
    )
    return [row[0] for row in rows]


def before(
    reads: Reads, policy: str, grounds: str, people: tuple[str, str], but: tuple[str, int]
) -> tuple[list[Decided], list[Decided]]:
    """The latest rulings about the same grounds under the same policy, and the latest closed
    disputes of a buyer and of a seller: two lists, the latest first, without this dispute."""
    latest = "ORDER BY closed_at DESC, order_id DESC, number DESC LIMIT"
    theirs = [
        f"SELECT * FROM (SELECT * FROM dispute WHERE {party} = ? AND closed_at IS NOT NULL"
        f" {latest} {MOST_EARLIER}) {party}s"
        for party in ("buyer", "seller")
    ]
    rows = reads.store.select(
        f"SELECT f.part, {_DECIDED} FROM (SELECT 'like' AS part, l.* FROM (SELECT * FROM dispute"
        f" WHERE policy = ? AND grounds = ? AND outcome = 'ruled' {latest} {MOST_LIKE + 1}) l"
        f" UNION ALL SELECT 'people' AS part, p.* FROM ({' UNION '.join(theirs)}) p) f"
        " JOIN orders o USING (order_id) WHERE NOT (f.order_id = ? AND f.number = ?)"
        " ORDER BY f.closed_at DESC",
        [policy, grounds, *people, *but],
    )
    found: dict[str, list[Decided]] = {"like": [], "people": []}
    for part, *columns in rows:
        found[part].append(_as(Decided, columns))
    return found["like"][:MOST_LIKE], found["people"]


def ruled_by(
    reads: Reads, person: str, before: Instant | None = None, limit: int = 50
) -> list[Decided]:
    """The latest disputes that one arbitrator ruled, the latest first."""
    earlier = "" if before is None else " AND closed_at < ?"
    rows = reads.store.select(
        f"SELECT {_DECIDED} FROM (SELECT * FROM dispute WHERE judge = ? AND closed_at IS NOT NULL"
        f"{earlier} ORDER BY closed_at DESC LIMIT ?) f JOIN orders o USING (order_id)"
        " ORDER BY f.closed_at DESC",
        [person, *([] if before is None else [before]), limit],
    )
    return [_as(Decided, row) for row in rows]


def known_of_ruling(
    reads: Reads, order_id: str, person: str, now: Instant, policy: Policy
) -> Known:
    """What the engine looks up for a ruling, as far as it decides who must confirm it.

    For that the order is read whole: what else was ruled between its parties is found by their names.
    """
    order = reads.order(order_id)
    assert order is not None, "a ruling is about an order that is there"
    stake = stake_elsewhere(reads.store.select, order, person, now, (), policy)
    return Known(at_stake_before=stake)


def _waiting(task: Task, person: str, now: Instant, language: str) -> tuple[str, list[Column]]:
    where, values = _of(task, language)
    theirs, names = _theirs(person, now, "d")
    return f"{where} AND {theirs}", [*values, *names]


def _of(task: Task, language: str) -> tuple[str, list[Column]]:
    # The task is written out: only so does a partial index serve on every database.
    where = f"d.task = '{task}'"
    return (f"d.language = ? AND {where}", [language]) if language else (where, [])


def _theirs(person: str, now: Instant, of: str) -> tuple[str, list[Column]]:
    return (
        f"replace({of}.barred, ?, '') = {of}.barred AND {of}.buyer <> ? AND {of}.seller <> ?"
        f" AND ({of}.ready_at IS NULL OR {of}.ready_at < ?)",
        [barred_column([person]), person, person, now],
    )


def _as[T](cls: type[T], row: Sequence[Any]) -> T:
    names = [each.name for each in fields(cls)]  # type: ignore[arg-type]
    return cls(**dict(zip(names, row, strict=True)))
