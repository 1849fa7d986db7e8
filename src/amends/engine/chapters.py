"""Everything that is stored, order by order, in flat memory: what audit and rebuild read."""

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from amends.engine.entries import entry_of
from amends.engine.store.base import Select, Store
from amends.engine.store.tables import (
    DISPUTES,
    EVENTS,
    EXHIBITS,
    ORDERS,
    RECEIPTS,
    SALTS,
    TEXTS,
    TRANSFERS,
    DisputeRow,
    ExhibitRow,
    OrderRow,
    ReceiptRow,
    SaltRow,
    Table,
    TextRow,
    TransferRow,
)  # fmt: skip
from amends.log.record import Entry

ORDERS_AT_ONCE = 500
_order_of = attrgetter("order_id")
FIRST = "00000000-0000-0000-0000-000000000000"
_LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"


class Chapter(NamedTuple):
    """All rows of one order. Without `row` there is no order, and yet there are rows of it."""

    order_id: str
    row: OrderRow | None
    entries: list[Entry]
    transfers: list[TransferRow]
    disputes: list[DisputeRow]
    exhibits: list[ExhibitRow]
    receipts: list[ReceiptRow]
    texts: list[TextRow]
    salts: list[SaltRow]


def chapters(store: Store) -> Iterator[Chapter]:
    """Every order with its rows, by id; each few hundred in one consistent view."""
    after = FIRST
    while True:
        with store.view() as select:
            found = select(
                f"SELECT {ORDERS.columns} FROM orders WHERE order_id > ? ORDER BY order_id LIMIT ?",
                (after, ORDERS_AT_ONCE),
            )
            orders = {row.order_id: row for row in map(OrderRow._make, found)}
            last = max(orders) if len(orders) == ORDERS_AT_ONCE else _LAST
            events, transfers, disputes, exhibits, receipts, texts, salts = (
                rows_of(EVENTS, select, after, last),
                rows_of(TRANSFERS, select, after, last),
                rows_of(DISPUTES, select, after, last),
                rows_of(EXHIBITS, select, after, last),
                rows_of(RECEIPTS, select, after, last),
                rows_of(TEXTS, select, after, last),
                rows_of(SALTS, select, after, last),
            )
        parts = (orders, events, transfers, disputes, exhibits, receipts, texts, salts)
        for order_id in sorted({order_id for part in parts for order_id in part}):
            yield Chapter(
                order_id=order_id,
                row=orders.get(order_id),
                entries=[entry_of(row) for row in events.get(order_id, ())],
                transfers=transfers.get(order_id, []),
                disputes=disputes.get(order_id, []),
                exhibits=exhibits.get(order_id, []),
                receipts=receipts.get(order_id, []),
                texts=texts.get(order_id, []),
                salts=salts.get(order_id, []),
            )
        if last == _LAST:
            return
        after = last


def rows_of[R: NamedTuple](
    table: Table[R], select: Select, after: str, last: str
) -> dict[str, list[R]]:
    """The rows of a table by their orders, whose ids come after one and up to another.

    Sorted here by the table's key, since databases do not agree on the order of texts.
    """
    found: dict[str, list[R]] = defaultdict(list)
    for row in select(
        f"SELECT {table.columns} FROM {table.name} WHERE order_id > ? AND order_id <= ?",
        (after, last),
    ):
        named = table.row._make(row)
        found[_order_of(named)].append(named)
    for rows in found.values():
        rows.sort(key=attrgetter(*table.key))
    return found
