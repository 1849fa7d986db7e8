"""Everything that is stored, order by order, in flat memory: what audit and rebuild read."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from amends.engine.entries import EVENT_COLUMNS, entry_of
from amends.engine.store.base import (
    DISPUTE,
    EXHIBIT,
    PLACED,
    TRANSFER,
    Row,
    Select,
    Store,
)  # fmt: skip
from amends.log.record import Entry

ORDERS_AT_ONCE = 500
_FIRST = "00000000-0000-0000-0000-000000000000"
_LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"
_ROWS = {
    "event": EVENT_COLUMNS,
    "transfer": ", ".join(TRANSFER),
    "dispute": ", ".join(DISPUTE),
    "exhibit": ", ".join(EXHIBIT),
    "receipt": "order_id, actor, key, first, last",
    "private_text": "order_id, digest, scope, field, text",
    "salt": "order_id, scope, salt, erased_at",
}
_KEYS = {
    "event": "position", "transfer": "position, n", "dispute": "number",
    "exhibit": "dispute, number", "receipt": "first", "private_text": "digest", "salt": "scope",
}  # fmt: skip


class Chapter(NamedTuple):
    """All rows of one order. Without `row` there is no order, and yet there are rows of it."""

    order_id: str
    row: Row | None  # in the order of `PLACED`
    entries: list[Entry]
    transfers: list[Row]
    disputes: list[Row]
    exhibits: list[Row]
    receipts: list[Row]
    texts: list[Row]
    salts: list[Row]


def chapters(store: Store) -> Iterator[Chapter]:
    """Every order with its rows, by id; each few hundred in one consistent view."""
    after = _FIRST
    while True:
        with store.view() as select:
            orders = select(
                f"SELECT {', '.join(PLACED)} FROM orders WHERE order_id > ?"
                " ORDER BY order_id LIMIT ?",
                (after, ORDERS_AT_ONCE),
            )
            last = orders[-1][0] if len(orders) == ORDERS_AT_ONCE else _LAST
            found = _between(select, after, last)
        rows = {row[0]: row for row in orders}
        for order_id in sorted(rows.keys() | found.keys()):
            of = found.get(order_id, {})
            yield Chapter(
                order_id=order_id,
                row=rows.get(order_id),
                entries=[entry_of(row) for row in of.get("event", ())],
                transfers=of.get("transfer", []),
                disputes=of.get("dispute", []),
                exhibits=of.get("exhibit", []),
                receipts=of.get("receipt", []),
                texts=of.get("private_text", []),
                salts=of.get("salt", []),
            )
        if last == _LAST:
            return
        after = last


def _between(select: Select, after: str, last: str) -> dict[str, dict[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, columns in _ROWS.items():
        for row in select(
            f"SELECT {columns} FROM {table} WHERE order_id > ? AND order_id <= ?"
            f" ORDER BY order_id, {_KEYS[table]}",
            (after, last),
        ):
            found[row[0]][table].append(row)
    return found
