"""What doors may read. Nothing here decides who may see it: `core.visibility` does."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from amends.core.events import EVENTS
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Role
from amends.core.transfers import Transfer
from amends.core.value import value
from amends.engine.bought import Bought
from amends.engine.clock import Clock
from amends.engine.entries import entries_of
from amends.engine.people import people_of
from amends.engine.snapshot import read_order, readable
from amends.engine.sold import Sold
from amends.engine.store.base import Column, Row, Store
from amends.engine.store.tables import ASIDE, AsideRow
from amends.engine.sums import statuses
from amends.log.record import Entry, Record, open_entry

ORDER = (
    "o.order_id, o.shop, o.number, o.buyer, o.seller, o.currency, o.policy, o.status, o.placed_at,"
    " o.next_due_at"
)
_DISPUTE = (
    "d.order_id, o.number, d.number, d.buyer, d.seller, d.line, d.grounds, d.stage, d.turn,"
    " d.outcome, d.due, d.opened_at, d.closed_at"
)
_ASIDE = f"SELECT {ASIDE.columns} FROM aside"


@value
class Listed:
    """An order in a list. `due` is the next instant at which silence changes it."""

    order_id: str
    shop: str
    number: str
    buyer: str
    seller: str
    currency: str
    policy: str
    status: str
    placed_at: Instant
    due: Instant | None


@value
class Queued:
    """A dispute in a list."""

    order_id: str
    order_number: str
    number: int
    buyer: str
    seller: str
    line: str
    grounds: str
    stage: str
    turn: str
    outcome: str | None
    due: Instant | None
    opened_at: Instant
    closed_at: Instant | None


@value
class Told:
    """A row of the outbox: who is to be told what, from which event on."""

    position: int
    n: int
    kind: str
    to: str
    dispute: int | None


class Reads(Bought, Sold):
    """The reading half of the engine."""

    store: Store
    clock: Clock

    def now(self) -> Instant:
        """The engine's instant."""
        return self.clock.now(self.store.now(), None)

    def order(self, order_id: str) -> Order | None:
        """The order as of its last event; deadlines that have passed since are not applied.

        Raises `UnreadableOrderError` where its snapshot is damaged.
        """
        rows = self.store.select("SELECT state FROM orders WHERE order_id = ?", (order_id,))
        return read_order(order_id, rows[0][0]) if rows else None

    def stored(self, order_id: str) -> tuple[dict[Role, str], str, AsideRow | None] | None:
        """An order's people, its snapshot as it is written, and whether it is aside, in one look."""
        rows = self.store.select(
            f"SELECT o.buyer, o.seller, o.shop, o.state, {', '.join(f'a.{n}' for n in ASIDE.names)}"
            " FROM orders o LEFT JOIN aside a ON a.order_id = o.order_id WHERE o.order_id = ?",
            (order_id,),
        )
        if not rows:
            return None
        buyer, seller, shop, state, *aside = rows[0]
        people: dict[Role, str] = {"buyer": buyer, "seller": seller, "shop": shop}
        return people, state, AsideRow._make(aside) if aside[0] is not None else None

    def people(self, order_id: str) -> dict[Role, str]:
        """Who buyer, seller and shop of an order are; empty where there is none."""
        return people_of(self.store.select, order_id)

    def version(self, order_id: str) -> tuple[int, Instant | None]:
        """How many events an order has, and when silence changes it next; 0 where there is none."""
        rows = self.store.select(
            "SELECT version, next_due_at FROM orders WHERE order_id = ?", (order_id,)
        )
        return (rows[0][0], rows[0][1]) if rows else (0, None)

    def find(self, name: str) -> list[str]:
        """The ids of the orders that a person means: by id, or by number in whatever shop."""
        rows = self.store.select(
            "SELECT order_id FROM order_number WHERE number = ? ORDER BY order_id LIMIT 100",
            (name,),
        )
        if not rows and _is_id(name):
            rows = self.store.select(
                "SELECT order_id FROM orders WHERE order_id = ?", (name.lower(),)
            )
        return [row[0] for row in rows]

    def beginning_with(self, name: str, limit: int) -> list[str]:
        """The ids of orders whose id or number begins so; every character stands for itself."""
        plain = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self.store.select(
            "SELECT order_id FROM order_number"
            " WHERE number LIKE ? ESCAPE '\\' OR CAST(order_id AS TEXT) LIKE ? ESCAPE '\\'"
            " ORDER BY order_id LIMIT ?",
            (f"{plain}%", f"{plain}%", limit),
        )
        return [row[0] for row in rows]

    def versions(self, order_ids: Sequence[str]) -> dict[str, int]:
        """How many events each of these orders has."""
        marks = ", ".join("?" * len(order_ids))
        return dict(
            self.store.select(
                f"SELECT order_id, version FROM orders WHERE order_id IN ({marks})", order_ids
            )
        )

    def numbered(self, shop: str, numbers: Sequence[str]) -> dict[str, tuple[str, Instant | None]]:
        """Of a shop's numbers those that are taken: the order's id, and when silence changes it."""
        rows = self.store.select(
            "SELECT n.number, n.order_id, o.next_due_at FROM order_number n"
            " JOIN orders o ON o.order_id = n.order_id"
            f" WHERE n.shop = ? AND n.number IN ({', '.join('?' * len(numbers))})",
            [shop, *numbers],
        )
        return {number: (order_id, due) for number, order_id, due in rows}

    def next_due(self, now: Instant) -> Instant | None:
        """When silence changes something next, anywhere."""
        rows = self.store.select(
            "SELECT min(next_due_at) FROM orders WHERE next_due_at >= ?", (now,)
        )
        return rows[0][0] if rows else None

    def is_known_elsewhere(self, name: str, shop: str) -> bool:
        """Whether an account's name stands in an order of another shop."""
        return any(
            self.store.select(
                f"SELECT 1 FROM order_number WHERE {party} = ? AND shop <> ? LIMIT 1", (name, shop)
            )
            for party in ("buyer", "seller")
        )

    def order_id(self, shop: str, number: str) -> str | None:
        """The id of a shop's order."""
        rows = self.store.select(
            "SELECT order_id FROM order_number WHERE shop = ? AND number = ?", (shop, number)
        )
        return rows[0][0] if rows else None

    def entries(self, order_id: str) -> list[Entry]:
        """The log of an order as it is stored."""
        return entries_of(self.store.select, order_id)

    def records(self, order_id: str) -> list[Record[Any]]:
        """The log of an order: what happened, when, by whom."""
        return [open_entry(entry, EVENTS) for entry in self.entries(order_id)]

    def transfers(self, order_id: str) -> list[Transfer]:
        """The money that the order has moved, in the order in which it did."""
        rows = self.store.select(
            "SELECT debit, credit, minor, purpose FROM transfer WHERE order_id = ?"
            " ORDER BY position, n",
            (order_id,),
        )
        return [Transfer(debit=d, credit=c, minor=m, purpose=p) for d, c, m, p in rows]

    def texts(self, order_id: str) -> dict[str, str]:
        """The private texts of an order by their digest; erased ones are missing."""
        rows = self.store.select(
            "SELECT digest, text FROM private_text WHERE order_id = ?", (order_id,)
        )
        return dict(rows)

    def salts(self, order_id: str) -> dict[str, bytes]:
        """The salts of an order's digests by scope, for a case file; erased ones are missing."""
        rows = self.store.select(
            "SELECT scope, salt FROM salt WHERE order_id = ? AND salt IS NOT NULL", (order_id,)
        )
        return {scope: bytes(salt) for scope, salt in rows}

    def outbox(self, order_id: str) -> list[Told]:
        """Who was to be told what about an order."""
        rows = self.store.select(
            "SELECT position, n, kind, recipient, dispute FROM outbox WHERE order_id = ?"
            " ORDER BY position, n",
            (order_id,),
        )
        return [Told(position=p, n=n, kind=k, to=t, dispute=d) for p, n, k, t, d in rows]

    def orders(
        self,
        *,
        buyer: str = "",
        seller: str = "",
        status: str = "",
        due_before: Instant | None = None,
        after: str = "",
        limit: int = 100,
    ) -> list[Listed]:
        """Orders by their ids, which are in the order of time; `after` is the last id seen.

        With `due_before` those that silence changes before that instant, the most urgent first.
        """
        # Whose an order is stands with its number; only a list of somebody's orders begins there.
        people, values = _where(buyer=buyer, seller=seller, of="n.")
        source = "order_number n JOIN orders o USING (order_id)" if people else "orders o"
        others, more = _where(status=status, of="o.")
        where, values = [*people, *others], [*values, *more]
        order_id = "n.order_id" if people else "o.order_id"
        by = order_id
        if due_before is not None:
            where, values = [*where, "o.next_due_at < ?"], [*values, due_before]
            by = f"o.next_due_at, {order_id}"
        if after:
            where, values = [*where, f"{order_id} > ?"], [*values, after]
        rows = self.store.select(
            f"SELECT {ORDER} FROM {source}{_and(where)} ORDER BY {by} LIMIT ?",
            [*values, limit],
        )
        return [in_list(row) for row in rows]

    def disputes(
        self,
        *,
        buyer: str = "",
        seller: str = "",
        turn: str = "",
        stage: str = "",
        closed: bool = False,
        limit: int = 100,
    ) -> list[Queued]:
        """A work list: disputes that are not closed, the most urgent first; or the closed ones."""
        where, values = _where(buyer=buyer, seller=seller, turn=turn, stage=stage, of="d.")
        where.append("d.closed_at IS NOT NULL" if closed else "d.closed_at IS NULL")
        by = "d.closed_at DESC" if closed else "d.due NULLS LAST"
        rows = self.store.select(
            f"SELECT {_DISPUTE} FROM dispute d JOIN orders o USING (order_id){_and(where)}"
            f" ORDER BY {by}, d.order_id LIMIT ?",
            [*values, limit],
        )
        names = [each.name for each in fields(Queued)]
        return [Queued(**dict(zip(names, row, strict=True))) for row in rows]

    def orders_of(self, seller: str) -> Iterator[Order]:
        """Every order of a seller, for the rates."""
        return self._orders_with("seller", seller)

    def orders_bought_by(self, buyer: str) -> Iterator[Order]:
        """Every order of a buyer, for what the arbitrator is shown of earlier disputes."""
        return self._orders_with("buyer", buyer)

    def _orders_with(self, party: str, name: str) -> Iterator[Order]:
        rows = self.store.select(
            "SELECT o.order_id, o.state FROM order_number n JOIN orders o USING (order_id)"
            f" WHERE n.{party} = ? ORDER BY n.order_id",
            (name,),
        )
        return readable(rows)

    def aside(self) -> list[AsideRow]:
        """The orders that were put aside, the oldest first."""
        return [AsideRow._make(row) for row in self.store.select(f"{_ASIDE} ORDER BY since")]

    def put_aside(self, order_id: str) -> AsideRow | None:
        """Since when and why an order is aside; none where it is not."""
        rows = self.store.select(f"{_ASIDE} WHERE order_id = ?", (order_id,))
        return AsideRow._make(rows[0]) if rows else None

    def overdue(self, now: Instant) -> tuple[int, Instant | None]:
        """How many orders wait for a worker, and since when the first of them does."""
        rows = self.store.select(
            "SELECT count(*), min(next_due_at) FROM orders WHERE next_due_at < ?", (now,)
        )
        return rows[0][0], rows[0][1]

    def seen_elsewhere(self, order_id: str) -> frozenset[str]:
        """The files (SHA-256) of this order's exhibits that were exhibits of other orders before."""
        rows = self.store.select(
            "SELECT DISTINCT e.sha256 FROM exhibit e JOIN exhibit x ON x.sha256 = e.sha256"
            " WHERE e.order_id = ? AND x.order_id <> e.order_id",
            (order_id,),
        )
        return frozenset(row[0] for row in rows)

    def count(self) -> dict[str, int]:
        """How many orders there are by status."""
        return dict(statuses(self.store))


def in_list(row: Row) -> Listed:
    """An order in a list, from its columns `ORDER`."""
    names = [each.name for each in fields(Listed)]
    return Listed(**dict(zip(names, row, strict=True)))


def _where(of: str = "", **equal: str) -> tuple[list[str], list[Column]]:
    given = {name: content for name, content in equal.items() if content}
    return [f"{of}{name} = ?" for name in given], list(given.values())


def _and(where: list[str]) -> str:
    return f" WHERE {' AND '.join(where)}" if where else ""


def _is_id(text: str) -> bool:
    return len(text) == 36 and all(c in "0123456789abcdef-" for c in text.lower())
