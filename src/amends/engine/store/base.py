"""What a store gives: one transaction for a whole batch, a handful of statements, and reads.

Rows are plain tuples in the order of the columns named here: a batch moves thousands of them.
Ids are text, instants milliseconds, hashes bytes. Nothing here knows a rule.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from amends.core.moments import Instant

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


HELD = "o.order_id, o.version, o.hash, o.last_at, o.shape, o.state, o.next_due_at"
ASIDE = "order_id, since, place, reason, attempts, next_try"
RECEIPT = "r.order_id, r.actor, r.key, r.request, r.first, r.last"

PLACED = (
    "order_id", "shop", "number", "buyer", "seller", "currency", "policy", "placed_at",
    "version", "hash", "shape", "state", "status", "last_at", "next_due_at", "duty", "duty_by",
    "counted_at", "counts",
)  # fmt: skip
CHANGED = ("order_id", *PLACED[8:])
EVENT = ("order_id", "position", "at", "actor", "type", "body", "previous", "hash")
TRANSFER = (
    "order_id", "position", "n", "debit", "credit", "minor", "currency", "purpose",
)  # fmt: skip
DISPUTE = (
    "order_id", "number", "buyer", "seller", "line", "grounds", "stage", "turn", "outcome", "due",
    "opened_at", "closed_at", "language", "policy", "claim", "refund", "bearer", "task",
    "answer_by", "ready_at", "barred", "judge", "review", "duty", "duty_by",
)  # fmt: skip
EXHIBIT = ("order_id", "dispute", "number", "owner", "kind", "sha256")


@dataclass(slots=True)
class Writes:
    """Everything that one batch writes, as rows of the tables' columns in the order of the schema.

    `placed` are new orders, `changed` old ones; `disputes` and `salts` replace what is there;
    `resumed` are orders that leave `aside`.
    """

    placed: list[Row] = field(default_factory=list)
    numbers: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    transfers: list[Row] = field(default_factory=list)
    disputes: list[Row] = field(default_factory=list)
    exhibits: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    salts: list[Row] = field(default_factory=list)
    outbox: list[Row] = field(default_factory=list)
    receipts: list[Row] = field(default_factory=list)
    policies: list[Row] = field(default_factory=list)
    aside: list[Row] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events or self.aside or self.resumed)


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

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[Row]:
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
