"""Sums over whole tables: what an import, a simulation and the tour tell at their end.

They take as long as there are rows, so no page asks for them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from amends.core.moments import Instant
from amends.core.people import CLOCK
from amends.engine.store.base import Store

# What ends by silence, or stops waiting.
_ENDS = ("DisputeClosed", "Escalated", "PiecesCancelled", "OrderCompleted", "PromiseBroken")


class Moved(NamedTuple):
    """What was moved for one purpose in a currency, in minor units; whether out of escrow."""

    currency: str
    purpose: str
    out_of_escrow: bool
    minor: int


class Between(NamedTuple):
    """What went from one account to another for one purpose, in minor units."""

    currency: str
    debit: str
    credit: str
    purpose: str
    minor: int


class Fallen(NamedTuple):
    """An end by silence: the event with its order, and the order's number."""

    order_id: str
    position: int
    at: Instant
    number: str


def statuses(store: Store, shops: Sequence[str] | None = None) -> list[tuple[str, int]]:
    """How many orders there are by status, of all shops or of some."""
    where, values = _of(shops)
    rows = store.select(
        f"SELECT o.status, count(*) FROM orders o{where} GROUP BY 1 ORDER BY 1", values
    )
    return [(status, count) for status, count in rows]


def outcomes(
    store: Store, shops: Sequence[str] | None = None
) -> list[tuple[str, str, str | None, int]]:
    """Grounds, stage, outcome and number of disputes."""
    where, values = _of(shops)
    rows = store.select(
        "SELECT d.grounds, d.stage, d.outcome, count(*) FROM dispute d JOIN orders o"
        f" USING (order_id){where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        values,
    )
    return [(grounds, stage, outcome, count) for grounds, stage, outcome, count in rows]


def moved(store: Store, shops: Sequence[str] | None = None) -> list[Moved]:
    """Everything that was ever moved, by currency and purpose."""
    where, values = _of(shops)
    rows = store.select(
        "SELECT t.currency, t.purpose, t.debit LIKE 'escrow:%', sum(t.minor) FROM transfer t"
        f" JOIN orders o USING (order_id){where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        values,
    )
    return [
        Moved(currency, purpose, bool(out), int(minor)) for currency, purpose, out, minor in rows
    ]


def moved_between(store: Store, after: Instant, until: Instant) -> list[tuple[str, str, int]]:
    """Purpose, currency and sum of what was moved after one instant and up to another."""
    rows = store.select(
        "SELECT t.purpose, t.currency, sum(t.minor) FROM transfer t"
        " JOIN event e ON e.order_id = t.order_id AND e.position = t.position"
        " WHERE e.at > ? AND e.at <= ? GROUP BY 1, 2 ORDER BY 1, 2",
        (after, until),
    )
    return [(purpose, currency, int(minor)) for purpose, currency, minor in rows]


def held(store: Store) -> list[tuple[str, int]]:
    """What is held in escrow, by currency."""
    rows = store.select(
        "SELECT currency, sum(CASE WHEN credit LIKE 'escrow:%' THEN minor ELSE 0 END)"
        " - sum(CASE WHEN debit LIKE 'escrow:%' THEN minor ELSE 0 END)"
        " FROM transfer GROUP BY currency ORDER BY currency"
    )
    return [(currency, int(minor)) for currency, minor in rows]


def fallen(store: Store, after: Instant, until: Instant) -> list[Fallen]:
    """What ended by silence after one instant and up to another, in the order of time."""
    rows = store.select(
        "SELECT e.order_id, e.position, e.at, o.number FROM event e JOIN orders o USING (order_id)"
        f" WHERE e.actor = ? AND e.at > ? AND e.at <= ? AND e.type IN {_ENDS}"
        " ORDER BY e.at, e.order_id",
        (str(CLOCK), after, until),
    )
    return [Fallen._make(row) for row in rows]


def between_accounts(store: Store) -> list[Between]:
    """Everything that was ever moved, by currency, accounts and purpose."""
    rows = store.select(
        "SELECT currency, debit, credit, purpose, sum(minor) FROM transfer GROUP BY 1, 2, 3, 4"
    )
    return [
        Between(currency, debit, credit, purpose, int(minor))
        for currency, debit, credit, purpose, minor in rows
    ]


def entered(store: Store, account: str, currency: str) -> int:
    """What an account ever took in."""
    ((minor,),) = store.select(
        "SELECT sum(minor) FROM transfer WHERE credit = ? AND currency = ?", (account, currency)
    )
    return int(minor or 0)


def paid_out(store: Store) -> dict[tuple[str, str], int]:
    """What was paid out, by seller and currency."""
    rows = store.select("SELECT seller, currency, sum(minor) FROM payout GROUP BY 1, 2")
    return {(seller, currency): int(minor) for seller, currency, minor in rows}


def receipts(store: Store) -> int:
    """How many commands were ever accepted."""
    count: int = store.select("SELECT count(*) FROM receipt")[0][0]
    return count


def _of(shops: Sequence[str] | None) -> tuple[str, Sequence[str]]:
    if shops is None:
        return "", ()
    return f" WHERE o.shop IN ({', '.join('?' * len(shops))})", shops
