"""What a store gives: one transaction for a whole batch, a handful of statements, and reads.

The rows of each table are in tables.py. Nothing here knows a rule.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, Protocol, Self

from amends.core.moments import Instant
from amends.engine.store import tables as t

SCHEMA_VERSION = 1

# The last instant of the year 9999: what has no deadline comes after what has. Indexes name it too.
LAST_INSTANT = 253_402_300_799_000

Row = tuple[Any, ...]
Column = str | int | bytes | None

type Select = Callable[[str, Sequence[Column]], list[Row]]


class Held(NamedTuple):
    """An order as the database holds it; the last three are those of `aside`."""

    order_id: str
    version: int
    hash: bytes
    last_at: Instant
    shape: int
    state: str
    next_due_at: Instant | None
    since: Instant | None
    attempts: int | None
    next_try: Instant | None


_OF = {"since": "a", "attempts": "a", "next_try": "a"}
# What `Held` is made of, after SELECT.
HELD = (
    f"{', '.join(f'{_OF.get(name, "o")}.{name}' for name in Held._fields)}"
    " FROM orders o LEFT JOIN aside a USING (order_id)"
)


@dataclass(slots=True)
class Writes:
    """Everything that one batch writes.

    `placed` are new orders, `changed` old ones; of old disputes, salts and orders put aside what
    may change is changed. `resumed` are orders that leave `aside`.
    """

    placed: list[t.OrderRow] = field(default_factory=list)
    numbers: list[t.NumberRow] = field(default_factory=list)
    changed: list[t.OrderRow] = field(default_factory=list)
    events: list[t.EventRow] = field(default_factory=list)
    transfers: list[t.TransferRow] = field(default_factory=list)
    disputes: list[t.DisputeRow] = field(default_factory=list)
    exhibits: list[t.ExhibitRow] = field(default_factory=list)
    texts: list[t.TextRow] = field(default_factory=list)
    salts: list[t.SaltRow] = field(default_factory=list)
    outbox: list[t.OutboxRow] = field(default_factory=list)
    receipts: list[t.ReceiptRow] = field(default_factory=list)
    policies: list[t.PolicyRow] = field(default_factory=list)
    aside: list[t.AsideRow] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events or self.aside or self.resumed)

    def add(self, other: Self) -> None:
        """Take in what another batch writes, too."""
        for each in fields(self):
            getattr(self, each.name).extend(getattr(other, each.name))

    def inserted(self) -> list[tuple[t.Table[Any], list[Any]]]:
        """The rows that are inserted, by their tables: those that have any, always in this order."""
        lists: tuple[tuple[t.Table[Any], list[Any]], ...] = (
            (t.POLICIES, self.policies),
            (t.NUMBERS, self.numbers),
            (t.ORDERS, self.placed),
            (t.EVENTS, self.events),
            (t.TRANSFERS, self.transfers),
            (t.DISPUTES, self.disputes),
            (t.EXHIBITS, self.exhibits),
            (t.TEXTS, self.texts),
            (t.SALTS, self.salts),
            (t.OUTBOX, self.outbox),
            (t.RECEIPTS, self.receipts),
            (t.ASIDE, self.aside),
        )
        return [(table, rows) for table, rows in lists if rows]


class Transaction(Protocol):
    """One open transaction. It commits when its block ends, and leaves nothing when that raises."""

    def numbers(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The orders that (shop, number) mean, those that exist."""
        ...

    def lock(self, order_ids: Sequence[str]) -> None:
        """Wait for these orders in the order of their ids, in a statement of its own."""
        ...

    def held(self, order_ids: Sequence[str]) -> tuple[Instant, list[Held]]:
        """The database's instant and the orders that exist, with what `aside` says of them."""
        ...

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """Lock and read orders whose deadline has fallen (`due < now`), earliest first.

        Orders that others hold are passed over, as are those put aside and not yet to be tried
        again, and those of a newer shape. Without `now` the database's clock decides.
        """
        ...

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[t.ReceiptRow]:
        """The receipts of these (order, actor, key)."""
        ...

    def salts(self, order_ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Order, scope and salt of these orders, those that are not erased."""
        ...

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Row]:
        """Rows of a statement written for both databases, with `?` for parameters."""
        ...

    def change(self, statement: str, parameters: Sequence[Column] = ()) -> int:
        """Carry out such a statement; how many rows it changed."""
        ...

    def write(self, writes: Writes) -> None:
        """Write it all, in as few statements as the database allows."""
        ...


class Store(Protocol):
    """A database with the tables of Amends."""

    def check(self) -> None:
        """Raise `MissingSchemaError`, `OlderSchemaError` or `NewerSchemaError`."""
        ...

    def tables(self) -> set[str]:
        """The names of all tables that there are, ours and others'."""
        ...

    def create(self) -> None:
        """Make the tables in an empty database, from the file that the migration runs too."""
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """A transaction that writes."""
        ...

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Row]:
        """Rows outside of a transaction; `?` for parameters."""
        ...

    def view(self) -> AbstractContextManager[Select]:
        """One consistent view for several reads, which nobody's writing changes."""
        ...

    def now(self) -> Instant:
        """The database's clock."""
        ...

    def close(self) -> None:
        """Give back connections; the store is not used after."""
        ...
