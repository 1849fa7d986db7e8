"""The log of an order folded again, and every row that follows from it."""

from collections.abc import Sequence
from typing import Any

from amends.core.deadlines import next_due
from amends.core.events import EVENTS
from amends.core.evolve import evolve
from amends.core.order import Order
from amends.core.postings import postings
from amends.engine.duties import order_columns
from amends.engine.projection import project
from amends.engine.store.base import Row
from amends.engine.work import SHAPE
from amends.log.codec import dumps
from amends.log.record import Entry, Record, open_entry


def opened(entries: Sequence[Entry]) -> list[Record[Any]]:
    """The entries with their events."""
    return [open_entry(entry, EVENTS) for entry in entries]


def fold(records: Sequence[Record[Any]]) -> Order:
    """The order that the records lead to."""
    order: Order | None = None
    for record in records:
        order = evolve(order, record.event, record.at)
    assert order is not None, "a log has at least one record"
    return order


def order_row(order: Order, hash_of_last: bytes) -> Row:
    """The row of table `orders`, in the order of `PLACED`."""
    return (
        order.id, order.shop, order.number, order.buyer, order.seller, order.currency,
        order.policy, order.paid_at, order.version, hash_of_last, SHAPE, dumps(order).decode(),
        order.status, order.last_at, next_due(order), *order_columns(order),
    )  # fmt: skip


def transfer_rows(records: Sequence[Record[Any]], currency: str) -> list[Row]:
    """The rows of table `transfer` that the events cause."""
    return [
        (
            record.order_id, record.position, n, t.debit, t.credit, t.minor, currency, t.purpose,
        )
        for record in records
        for n, t in enumerate(postings(record.event), 1)
    ]  # fmt: skip


def read_rows(order: Order) -> tuple[list[Row], list[Row]]:
    """The rows of tables `dispute` and `exhibit`."""
    return project(None, order)
