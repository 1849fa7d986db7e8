"""The tables: one definition each. Columns, their order and types, upserts and arrays follow from it.

What a column means is said in schema_postgres.sql. A row is a tuple with names: a batch moves
thousands of them. Ids are text, instants milliseconds, hashes bytes.
"""

from typing import Annotated, Any, Literal, NamedTuple, get_args, get_type_hints

from amends.core.moments import Instant
from amends.core.transfers import Purpose

# A column's type in PostgreSQL. A `word` is text that we chose ourselves: nothing in it is to be
# escaped when many are handed over at once, and it is never absent.
type Kind = Literal["uuid", "integer", "bigint", "text", "word", "bytea"]

Id = Annotated[str, "uuid"]
Text = Annotated[str, "text"]
Word = Annotated[str, "word"]
Whole = Annotated[int, "integer"]
Minor = Annotated[int, "bigint"]
Moment = Annotated[Instant, "bigint"]
Bytes = Annotated[bytes, "bytea"]


class OrderRow(NamedTuple):
    """An order as of its last event."""

    order_id: Id
    shop: Text
    number: Text
    buyer: Text
    seller: Text
    currency: Word
    policy: Text
    placed_at: Moment
    version: Whole
    hash: Bytes
    shape: Whole
    state: Text
    status: Word
    last_at: Moment
    next_due_at: Moment | None
    duty: Text | None
    duty_by: Moment | None
    counted_at: Moment | None
    counts: Whole | None


class NumberRow(NamedTuple):
    """Which order a shop's number means, and whose it is."""

    shop: Text
    number: Text
    order_id: Id
    buyer: Text
    seller: Text


class EventRow(NamedTuple):
    """A record of the log."""

    order_id: Id
    position: Whole
    at: Moment
    actor: Text
    type: Word
    body: Text
    previous: Bytes
    hash: Bytes


class TransferRow(NamedTuple):
    """Money that an event moved."""

    order_id: Id
    position: Whole
    n: Whole
    debit: Text
    credit: Text
    minor: Minor
    currency: Word
    purpose: Annotated[Purpose, "word"]


class DisputeRow(NamedTuple):
    """What queues and pages filter and sort disputes on."""

    order_id: Id
    number: Whole
    buyer: Text
    seller: Text
    line: Text
    grounds: Word
    stage: Word
    turn: Word
    outcome: Text | None
    due: Moment | None
    opened_at: Moment
    closed_at: Moment | None
    language: Text
    policy: Text
    claim: Minor
    refund: Minor | None
    bearer: Text | None
    task: Text | None
    answer_by: Moment | None
    ready_at: Moment | None
    barred: Text
    judge: Text | None
    review: Text | None
    duty: Text | None
    duty_by: Moment | None


class ExhibitRow(NamedTuple):
    """An exhibit, by the hash of its file."""

    order_id: Id
    dispute: Whole
    number: Whole
    owner: Word
    kind: Word
    sha256: Text


class TextRow(NamedTuple):
    """A private text: what stands for it in the log, with whom it is erased, and its kind."""

    order_id: Id
    digest: Text
    scope: Text
    field: Text
    text: Text
    sought: Text | None


class SaltRow(NamedTuple):
    """The salt of a scope's digests; none once it was erased."""

    order_id: Id
    scope: Text
    salt: Bytes | None
    erased_at: Moment | None = None


class OutboxRow(NamedTuple):
    """Who is to be told what."""

    order_id: Id
    position: Whole
    n: Whole
    kind: Text
    recipient: Text
    dispute: Whole | None
    attempts: Whole
    next_attempt: Moment | None


class ReceiptRow(NamedTuple):
    """What was answered to a key: the request's hash, and its first and last event."""

    order_id: Id
    actor: Text
    key: Text
    request: Bytes
    first: Whole
    last: Whole
    seen_at: Moment


class AsideRow(NamedTuple):
    """An order that raised: since when, where, what it said, and when it is tried again."""

    order_id: Id
    since: Moment
    place: Text
    reason: Text
    attempts: Whole
    next_try: Moment


class PayoutRow(NamedTuple):
    """What was paid out to a seller, the n-th time, and what then went back of an advance."""

    seller: Text
    currency: Text
    n: Whole
    key: Text
    at: Moment
    minor: Minor
    returned: Minor


class PolicyRow(NamedTuple):
    """A policy version that orders have pinned, or may."""

    reference: Text
    body: Text
    hash: Bytes
    used_since: Moment


class SwitchRow(NamedTuple):
    """From when on new orders pin which policy; who said so, and when."""

    from_at: Moment
    reference: Text
    given_by: Text
    given_at: Moment


class WorkerRow(NamedTuple):
    """A worker that looks for deadlines: when it began, when it last did, and what it met then."""

    name: Text
    started_at: Moment
    swept_at: Moment
    problem: Text


class Table[R: NamedTuple]:
    """A table with the class of its rows.

    `key` tells rows apart; neither it nor what is `fixed` is ever changed. `again` says what
    becomes of a row whose key is there already: it is refused, the old row is kept as it is, or
    what may change of it is changed.
    """

    def __init__(
        self,
        name: str,
        row: type[R],
        key: tuple[str, ...],
        *,
        fixed: tuple[str, ...] = (),
        again: Literal["refused", "kept", "changed"] = "refused",
    ) -> None:
        self.name = name
        self.row = row
        self.key = key
        self.fixed = fixed
        self.names: tuple[str, ...] = row._fields
        self.columns = ", ".join(self.names)
        hints = get_type_hints(row, include_extras=True)
        self.kinds: dict[str, Kind] = {name: _kind(hints[name]) for name in self.names}
        self.optional = frozenset(
            name for name in self.names if type(None) in get_args(hints[name])
        )
        self.changing = tuple(name for name in self.names if name not in (*key, *fixed))
        changes = ", ".join(f"{name} = excluded.{name}" for name in self.changing)
        self.meets = {
            "refused": "",
            "kept": " ON CONFLICT DO NOTHING",
            "changed": f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        }[again]
        marks = ", ".join("?" for _ in self.names)
        # One row, on both databases.
        self.insert = f"INSERT INTO {name} ({self.columns}) VALUES ({marks}){self.meets}"


def _kind(hint: Any) -> Kind:
    """The type in the hint of a column, which may be optional."""
    for each in (hint, *get_args(hint)):
        if hasattr(each, "__metadata__"):
            kind: Kind = each.__metadata__[0]
            return kind
    raise TypeError(f"{hint} is no column")


ORDERS = Table(
    "orders", OrderRow, ("order_id",),
    fixed=("shop", "number", "buyer", "seller", "currency", "policy", "placed_at"),
)  # fmt: skip
NUMBERS = Table("order_number", NumberRow, ("shop", "number"))
EVENTS = Table("event", EventRow, ("order_id", "position"))
TRANSFERS = Table("transfer", TransferRow, ("order_id", "position", "n"))
DISPUTES = Table(
    "dispute", DisputeRow, ("order_id", "number"),
    fixed=("buyer", "seller", "line", "grounds"), again="changed",
)  # fmt: skip
EXHIBITS = Table("exhibit", ExhibitRow, ("order_id", "dispute", "number"))
TEXTS = Table("private_text", TextRow, ("order_id", "digest"), again="kept")
SALTS = Table("salt", SaltRow, ("order_id", "scope"), fixed=("erased_at",), again="changed")
OUTBOX = Table("outbox", OutboxRow, ("order_id", "position", "n"))
RECEIPTS = Table("receipt", ReceiptRow, ("order_id", "actor", "key"))
ASIDE = Table("aside", AsideRow, ("order_id",), fixed=("since",), again="changed")
PAYOUTS = Table("payout", PayoutRow, ("seller", "currency", "n"), again="kept")
POLICIES = Table("policy", PolicyRow, ("reference",), again="kept")
SWITCHES = Table("policy_switch", SwitchRow, ("from_at",), again="changed")
WORKERS = Table("worker", WorkerRow, ("name",), fixed=("started_at",), again="changed")

TABLES: tuple[Table[Any], ...] = (
    ORDERS, NUMBERS, EVENTS, TRANSFERS, DISPUTES, EXHIBITS, TEXTS, SALTS, OUTBOX, RECEIPTS, ASIDE,
    PAYOUTS, POLICIES, SWITCHES, WORKERS,
)  # fmt: skip
