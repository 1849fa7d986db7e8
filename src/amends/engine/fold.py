"""The log of an order folded again, and the rows that follow from it."""

from collections.abc import Sequence
from typing import Any

from amends.core.events import EVENTS
from amends.core.evolve import evolve
from amends.core.order import Order
from amends.engine.projection import project, transfer_rows
from amends.engine.store.tables import DisputeRow, ExhibitRow, TransferRow
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


def moved(records: Sequence[Record[Any]], currency: str) -> list[TransferRow]:
    """The rows of table `transfer` that the events cause."""
    return [
        row
        for record in records
        for row in transfer_rows(record.order_id, record.position, record.event, currency)
    ]


def read_rows(order: Order) -> tuple[list[DisputeRow], list[ExhibitRow]]:
    """The rows of tables `dispute` and `exhibit`."""
    return project(None, order)
