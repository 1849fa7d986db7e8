"""What a seller's own pages read: work lists by their indexes, however many orders there are.

Lists are read by key: `after` is the last row seen. Nothing here reads more rows than a page shows,
but for what a filter by grounds passes over among the seller's own.
"""

from collections.abc import Mapping, Sequence

from amends.core.moments import DAY, Instant
from amends.core.value import value
from amends.engine.store.base import LAST_INSTANT, Column, Row, Store

# Counts are exact up to here; beyond it is enough to know that there are more.
COUNTED = 1000
# Outcomes are called usual by the latest so many closed disputes of a seller.
LATEST = 300

# Of a seller: the policy of the latest order, and how many orders count from when to when, by kind.
POLICY_OF_LATEST = (
    "SELECT o.policy FROM (SELECT order_id FROM order_number WHERE seller = ?"
    " ORDER BY order_id DESC LIMIT 1) few JOIN orders o USING (order_id)"
)
COUNTED_ORDERS = (
    "SELECT counts, count(*) FROM orders WHERE seller = ? AND counted_at IS NOT NULL"
    " AND counted_at >= ? AND counted_at <= ? GROUP BY 1"
)
_DUTIES = {
    "dispute": f"SELECT order_id, number, duty, coalesce(duty_by, {LAST_INSTANT}) FROM dispute",
    "orders": f"SELECT order_id, 0, duty, coalesce(duty_by, {LAST_INSTANT}) FROM orders",
}
_TURNS = {"buyer": ("buyer", "none"), "platform": ("arbitrator", "bank")}
_OPEN = f"SELECT order_id, number, stage, coalesce(due, {LAST_INSTANT}) FROM dispute"
_GOING_BACK = "stage IN ('return', 'replacement')"


@value
class Place:
    """Where one row of a list stands: its instant, and which order and dispute it is about.

    `number` 0 is the order itself. `at` is the deadline, or in the list of what is over its end.
    """

    at: Instant
    order_id: str
    number: int
    about: str = ""  # the duty, or the stage


@value
class Counts:
    """How many rows each list of a seller has; more than `COUNTED` are not told apart."""

    duties: int
    buyer: int
    platform: int
    returns: int
    closed: int


class Sold:
    """Reads of a seller's work lists."""

    store: Store

    def duties(
        self, seller: str, *, grounds: str = "", after: Place | None = None, limit: int = 20
    ) -> list[Place]:
        """What the seller has to do, the most urgent first; with `grounds` only such disputes."""
        tables = ["dispute"] if grounds else ["dispute", "orders"]
        parts, values = [], list[Column]()
        for table in tables:
            number, order = ("number", ", number") if table == "dispute" else ("0", "")
            where = ["seller = ?", "duty IS NOT NULL"]
            given: list[Column] = [seller]
            if grounds:
                where, given = [*where, "grounds = ?"], [*given, grounds]
            if after:
                where.append(f"(coalesce(duty_by, {LAST_INSTANT}), order_id, {number}) > (?, ?, ?)")
                given += [after.at, after.order_id, after.number]
            parts.append(
                f"SELECT * FROM ({_DUTIES[table]} WHERE {' AND '.join(where)}"
                f" ORDER BY coalesce(duty_by, {LAST_INSTANT}), order_id{order} LIMIT ?) few"
            )
            values += [*given, limit]
        rows = self.store.select(
            f"{' UNION ALL '.join(parts)} ORDER BY 4, 1, 2 LIMIT ?", [*values, limit]
        )
        return [_place(row) for row in rows]

    def waiting(
        self,
        seller: str,
        of: str,
        *,
        grounds: str = "",
        after: Place | None = None,
        limit: int = 20,
    ) -> list[Place]:
        """A seller's open disputes that wait for `buyer` or `platform`, by their next deadline."""
        parts, values = [], list[Column]()
        for turn in _TURNS[of]:
            where, given = _from("turn = ?", [turn], seller, grounds, after)
            parts.append(
                f"SELECT * FROM ({_OPEN} WHERE {where} AND closed_at IS NULL"
                f" ORDER BY coalesce(due, {LAST_INSTANT}), order_id, number LIMIT ?) few"
            )
            values += [*given, limit]
        rows = self.store.select(
            f"{' UNION ALL '.join(parts)} ORDER BY 4, 1, 2 LIMIT ?", [*values, limit]
        )
        return [_place(row) for row in rows]

    def going_back(
        self, seller: str, *, grounds: str = "", after: Place | None = None, limit: int = 20
    ) -> list[Place]:
        """A seller's returns and replacements under way, by their next deadline."""
        where, given = _from(_GOING_BACK, [], seller, grounds, after)
        rows = self.store.select(
            f"{_OPEN} WHERE {where} ORDER BY coalesce(due, {LAST_INSTANT}), order_id, number"
            " LIMIT ?",
            [*given, limit],
        )
        return [_place(row) for row in rows]

    def over(
        self, seller: str, *, grounds: str = "", after: Place | None = None, limit: int = 20
    ) -> list[Place]:
        """A seller's closed disputes, the latest first."""
        where, given = ["seller = ?", "closed_at IS NOT NULL"], list[Column]([seller])
        if grounds:
            where, given = [*where, "grounds = ?"], [*given, grounds]
        if after:
            where.append("(closed_at, order_id, number) < (?, ?, ?)")
            given += [after.at, after.order_id, after.number]
        rows = self.store.select(
            "SELECT order_id, number, stage, closed_at FROM dispute"
            f" WHERE {' AND '.join(where)} ORDER BY closed_at DESC, order_id DESC, number DESC"
            " LIMIT ?",
            [*given, limit],
        )
        return [_place(row) for row in rows]

    def sold_to(self, seller: str, sought: str, limit: int = 20) -> list[str]:
        """The ids of a seller's orders by their number, or by the buyer's account; newest first."""
        rows = self.store.select(
            "SELECT * FROM (SELECT order_id FROM order_number WHERE number = ? AND seller = ?"
            " LIMIT ?) few UNION SELECT * FROM (SELECT order_id FROM order_number"
            " WHERE buyer = ? AND seller = ? ORDER BY order_id DESC LIMIT ?) few"
            " ORDER BY 1 DESC LIMIT ?",
            (sought, seller, limit, sought, seller, limit, limit),
        )
        return [row[0] for row in rows]

    def counts(self, seller: str) -> Counts:
        """How long each of a seller's lists is, in one statement."""
        lists = {
            "duties": [("dispute", "duty IS NOT NULL"), ("orders", "duty IS NOT NULL")],
            "buyer": [("dispute", f"turn = '{t}' AND closed_at IS NULL") for t in _TURNS["buyer"]],
            "platform": [
                ("dispute", f"turn = '{t}' AND closed_at IS NULL") for t in _TURNS["platform"]
            ],
            "returns": [("dispute", _GOING_BACK)],
            "closed": [("dispute", "closed_at IS NOT NULL")],
        }
        parts = [
            f"SELECT '{name}', (SELECT count(*) FROM (SELECT 1 FROM {table}"
            f" WHERE seller = ? AND {where} LIMIT {COUNTED + 1}) few)"
            for name, sources in lists.items()
            for table, where in sources
        ]
        rows = self.store.select(" UNION ALL ".join(parts), [seller] * len(parts))
        found = dict.fromkeys(lists, 0)
        for name, count in rows:
            found[name] += count
        return Counts(**found)

    def results(self, seller: str) -> list[tuple[str, int, int]]:
        """Grounds, claim and refund of a seller's latest disputes that ended with a result."""
        rows = self.store.select(
            "SELECT grounds, claim, refund, outcome FROM (SELECT grounds, claim, refund, outcome"
            " FROM dispute WHERE seller = ? AND closed_at IS NOT NULL"
            " ORDER BY closed_at DESC LIMIT ?) few",
            (seller, LATEST),
        )
        ended = ("settled", "by_default", "ruled")
        return [(g, claim, refund or 0) for g, claim, refund, outcome in rows if outcome in ended]

    def counted(self, seller: str, since: Instant, until: Instant) -> dict[int, int]:
        """How many of a seller's orders count in the rates from `since` to `until`, by kind."""
        return dict(self.store.select(COUNTED_ORDERS, (seller, since, until)))

    def counted_by_day(self, seller: str, since: Instant, until: Instant) -> Mapping[int, Row]:
        """As `counted`, for each whole day back from `until`: 0 is the last day of it."""
        rows = self.store.select(
            "SELECT (? - counted_at) / ?, counts, count(*) FROM orders WHERE seller = ?"
            " AND counted_at IS NOT NULL AND counted_at >= ? AND counted_at <= ? GROUP BY 1, 2",
            (until, DAY, seller, since, until),
        )
        found: dict[int, Row] = {}
        for age, counts, count in rows:
            found[age] = (*found.get(age, ()), (counts, count))
        return found

    def counted_orders(
        self, seller: str, since: Instant, kinds: Sequence[int], limit: int = 50
    ) -> list[tuple[str, str, Instant, int]]:
        """The latest orders of these kinds that count: id, number, instant and kind."""
        if not kinds:
            return []
        rows = self.store.select(
            "SELECT order_id, number, counted_at, counts FROM orders WHERE seller = ?"
            " AND counted_at IS NOT NULL AND counted_at >= ?"
            f" AND counts IN ({', '.join('?' * len(kinds))})"
            " ORDER BY counted_at DESC LIMIT ?",
            [seller, since, *kinds, limit],
        )
        return [(order_id, number, at, counts) for order_id, number, at, counts in rows]

    def policy_of_latest(self, seller: str) -> str:
        """The policy that a seller's latest order pins; empty for somebody who never sold."""
        rows = self.store.select(POLICY_OF_LATEST, (seller,))
        return rows[0][0] if rows else ""

    def given_keys(self, actor: str, asked: Sequence[tuple[str, str]]) -> frozenset[str]:
        """Those of an actor's (order, key) that were accepted before."""
        if not asked:
            return frozenset()
        one = "(order_id = ? AND actor = ? AND key = ?)"
        rows = self.store.select(
            f"SELECT key FROM receipt WHERE {' OR '.join([one] * len(asked))}",
            [part for order_id, key in asked for part in (order_id, actor, key)],
        )
        return frozenset(row[0] for row in rows)


def _from(
    first: str, values: list[Column], seller: str, grounds: str, after: Place | None
) -> tuple[str, list[Column]]:
    where, given = ["seller = ?", first], list[Column]([seller, *values])
    if grounds:
        where, given = [*where, "grounds = ?"], [*given, grounds]
    if after:
        where.append(f"(coalesce(due, {LAST_INSTANT}), order_id, number) > (?, ?, ?)")
        given += [after.at, after.order_id, after.number]
    return " AND ".join(where), given


def _place(row: Row) -> Place:
    order_id, number, about, at = row
    return Place(at=at, order_id=order_id, number=number, about=about)
