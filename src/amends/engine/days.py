"""Figures by day, for whoever runs the platform: reckoned from everything, some orders at a time.

What happened stands in the log and the ledger, which have no index over time: commands would pay
for it. So all is read once, in the order of the keys, and summed by day (in UTC). Any period is
then a sum over days.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from amends.core.moments import DAY
from amends.engine.store.base import Select, Store

ORDERS_AT_ONCE = 1000
LONGEST_DAYS = 365

_FIRST = "00000000-0000-0000-0000-000000000000"
_LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"
_NEXT = "SELECT order_id FROM orders WHERE order_id > ? ORDER BY order_id LIMIT 1 OFFSET ?"
_DISPUTES = (
    "SELECT d.opened_at, d.closed_at, d.grounds, d.outcome, d.bearer, d.refund, o.currency"
    " FROM dispute d JOIN orders o USING (order_id) WHERE d.order_id > ? AND d.order_id <= ?"
)
_ACTED = ("PlatformSteppedIn", "RulingIssued", "AppealDecided")
_EVENTS = (
    f"SELECT type, at / {DAY}, body FROM event WHERE order_id > ? AND order_id <= ? AND type IN"
    f" ('PlatformDeadlineMissed', {', '.join(repr(name) for name in _ACTED)})"
)


def _kind_of(account: str) -> str:
    """The account's kind, without whose it is; the platform's own two stay apart."""
    kinds = ("escrow", "buyer", "seller", "carrier", "provider")
    cases = " ".join(f"WHEN {account} LIKE '{kind}:%' THEN '{kind}'" for kind in kinds)
    return f"CASE {cases} ELSE {account} END"


_MONEY = (
    f"SELECT e.at / {DAY}, t.currency, t.purpose, {_kind_of('t.debit')}, {_kind_of('t.credit')},"
    " sum(t.minor), count(*) FROM transfer t"
    " JOIN event e ON e.order_id = t.order_id AND e.position = t.position"
    " WHERE t.order_id > ? AND t.order_id <= ? GROUP BY 1, 2, 3, 4, 5"
)


class Key(NamedTuple):
    """What was counted on which day (days since the epoch, UTC).

    | subject | name | part |
    |---|---|---|
    | `opened`, `closed` | grounds | –, outcome |
    | `days` | how many days a dispute was open, rounded up | |
    | `bearer` | who bears the loss | |
    | `credit`, `debit` | the kind of account that money entered or left | purpose |
    | `missed`, `acted` | the platform's deadline; what it did | |
    """

    day: int
    subject: str
    name: str
    part: str = ""
    currency: str = ""


class Figures:
    """Counts and sums of money by key."""

    def __init__(self) -> None:
        self.orders = 0
        self.count: Counter[Key] = Counter()
        self.minor: Counter[Key] = Counter()

    def add(self, key: Key, count: int = 1, minor: int = 0) -> None:
        """Count it."""
        self.count[key] += count
        self.minor[key] += minor


def reckon(store: Store, tell: Callable[[int], None] = lambda orders: None) -> Figures:
    """The figures of everything. `tell` hears how many orders have been read; it may raise to stop."""
    found = Figures()
    after = _FIRST
    while True:
        with store.view() as select:
            rows = select(_NEXT, (after, ORDERS_AT_ONCE - 1))
            until = rows[0][0] if rows else _LAST
            _read(select, found, after, until)
        found.orders += ORDERS_AT_ONCE if rows else 0
        tell(found.orders)
        if not rows:
            return found
        after = until


def _read(select: Select, found: Figures, after: str, until: str) -> None:
    bounds = (after, until)
    for opened_at, closed_at, grounds, outcome, bearer, refund, currency in select(
        _DISPUTES, bounds
    ):
        found.add(Key(opened_at // DAY, "opened", grounds))
        if closed_at is None:
            continue
        day, minor = closed_at // DAY, refund or 0
        found.add(Key(day, "closed", grounds, outcome or "", currency), minor=minor)
        if bearer:
            found.add(Key(day, "bearer", bearer, "", currency), minor=minor)
        length = min(-(-(closed_at - opened_at) // DAY), LONGEST_DAYS)
        found.add(Key(day, "days", str(length)))
    for name, day, body in select(_EVENTS, bounds):
        if name in _ACTED:
            found.add(Key(day, "acted", name))
        else:
            found.add(Key(day, "missed", json.loads(body)["kind"]))
    for day, currency, purpose, debit, credit, minor, count in select(_MONEY, bounds):
        found.add(Key(day, "debit", debit, purpose, currency), count, int(minor))
        found.add(Key(day, "credit", credit, purpose, currency), count, int(minor))
