"""One order under work in a batch: events are applied and become rows, which may yet be dropped."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from amends.core.deadlines import expire
from amends.core.moments import Instant
from amends.core.notices import notices
from amends.core.order import Order
from amends.core.people import CLOCK, Actor
from amends.core.policy import Policy
from amends.engine.projection import number_row, order_row, project, transfer_rows
from amends.engine.seal import NewSalt, Salts, random_salt
from amends.engine.store.base import Held, Writes
from amends.engine.store.tables import (
    EventRow,
    OutboxRow,
    ReceiptRow,
    SaltRow,
    TextRow,
    TransferRow,
)  # fmt: skip
from amends.log.chain import GENESIS, link
from amends.log.codec import dumps, recall
from amends.log.record import Record

_CLOCK = str(CLOCK)


class Failure(NamedTuple):
    """What an order raised, where, and when."""

    error: Exception
    place: str
    at: Instant


class Work:
    """What a batch does to one order. `order` is none for one that is yet to be placed."""

    __slots__ = (
        "before", "events", "failure", "hash", "held", "order", "order_id", "outbox", "receipts",
        "resumed", "salts", "shape", "texts", "transfers",
    )  # fmt: skip

    def __init__(self, order_id: str, held: Held | None, salts: NewSalt = random_salt) -> None:
        self.order_id = order_id
        self.held = held
        self.order: Order | None = None
        self.before: Order | None = None
        self.hash = GENESIS if held is None else held.hash
        self.shape = 0 if held is None else held.shape
        self.salts = Salts(order_id, salts)
        self.failure: Failure | None = None
        self.resumed = False
        self.events: list[EventRow] = []
        self.transfers: list[TransferRow] = []
        self.outbox: list[OutboxRow] = []
        self.texts: dict[str, TextRow] = {}  # by digest
        self.receipts: list[ReceiptRow] = []

    def open(self) -> Order | None:
        """The order as it stands; read from its snapshot when it is first asked for."""
        if self.order is None and self.held is not None:
            order = self.order = self.before = recall(Order, self.held.state)
            assert order.version == self.held.version, "the snapshot is of another version"
        return self.order

    @property
    def position(self) -> int:
        """The position of the order's last event."""
        return 0 if self.order is None else self.order.version

    def apply(
        self, order: Order, happened: Sequence[tuple[Instant, Any]], actor: Actor, name: str
    ) -> None:
        """Take in what happened, each event at its instant, and the order that it led to.

        `name` is the actor as text, which a batch makes once for many events.
        """
        position = self.position
        assert order.version == position + len(happened), "an event moves an order on by one"
        self.order = order
        for at, event in happened:
            position += 1
            self._append(order, position, event, at, actor, name)

    def expire(self, policy: Policy, now: Instant) -> None:
        """Apply every deadline that has fallen, each at its own instant."""
        assert self.order is not None
        after, happened = expire(self.order, policy, now)
        if happened:
            self.apply(after, happened, CLOCK, _CLOCK)

    def _append(
        self, order: Order, position: int, event: Any, at: Instant, actor: Actor, name: str
    ) -> None:
        """The rows of an event: its place in the chain, the money it moves, who is told.

        Thousands a second are made here, and by their place in half the time.
        """
        order_id = self.order_id
        previous = self.hash
        self.hash = link(
            Record(order_id=order_id, position=position, at=at, actor=actor, event=event), previous
        )
        self.events.append(
            EventRow(
                order_id, position, at, name, type(event).__name__, dumps(event).decode(),
                previous, self.hash,
            )
        )  # fmt: skip
        self.transfers += transfer_rows(order_id, position, event, order.currency)
        self.outbox += [
            OutboxRow(order_id, position, n, notice.kind, notice.to, notice.dispute, 0, at)
            for n, notice in enumerate(notices(event, order), 1)
        ]

    def write(self, writes: Writes) -> None:
        """Hand over the rows, unless nothing happened to the order.

        Whatever can raise does so before the first row is handed over, so that an order which
        raises here is put aside like any other and leaves nothing behind.
        """
        order = self.order
        if order is None or order is self.before:
            if self.resumed:
                writes.resumed.append(self.order_id)
            return
        row = order_row(order, self.hash)
        disputes, exhibits = project(self.before, order)
        if self.held is None:
            writes.numbers.append(number_row(order))
            writes.placed.append(row)
        else:
            writes.changed.append(row)
        if self.resumed:
            writes.resumed.append(self.order_id)
        writes.events += self.events
        writes.transfers += self.transfers
        writes.outbox += self.outbox
        writes.receipts += self.receipts
        writes.disputes += disputes
        writes.exhibits += exhibits
        if self.texts:
            writes.texts += self.texts.values()
            scopes = {text.scope for text in self.texts.values()}
            writes.salts += [
                SaltRow(self.order_id, scope, salt)
                for scope, salt in self.salts.made.items()
                if scope in scopes
            ]
