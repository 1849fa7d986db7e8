"""Everything that is kept of an order and does not follow from something else.

The log, the erasable texts with their salts, the receipts, and what was to be told. The rest
(snapshot, ledger, read tables) is folded from the log again, when an order is taken back.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amends.engine.entries import EVENT_COLUMNS, entry_of
from amends.engine.store.base import Row, Select, Store
from amends.log.chain import Head
from amends.log.record import Entry

ORDERS_AT_ONCE = 200
_FIRST = "00000000-0000-0000-0000-000000000000"
# The columns of each table, and how many of them, after the order's id, tell its rows apart.
_COLUMNS = {
    "event": (EVENT_COLUMNS, 1),
    "private_text": ("order_id, digest, scope, field, text", 1),
    "salt": ("order_id, scope, salt, erased_at", 1),
    "receipt": ("order_id, actor, key, request, first, last, seen_at", 2),
    "outbox": ("order_id, position, n, kind, recipient, dispute, attempts, next_attempt", 2),
}


class Dossier(NamedTuple):
    """One order. Rows are those of the tables, without the order's id; `shop`, `number` name it."""

    order_id: str
    head: Head
    entries: Sequence[Entry]
    texts: Sequence[Row] = ()  # digest, scope, field, text
    salts: Sequence[Row] = ()  # scope, salt (none when erased), erased_at
    receipts: Sequence[Row] = ()  # actor, key, request, first, last, seen_at
    outbox: Sequence[Row] = ()  # position, n, kind, recipient, dispute, attempts, next_attempt


class KeptPolicy(NamedTuple):
    """A policy version that orders have pinned."""

    reference: str
    body: str
    hash: bytes
    used_since: int


def kept_policies(store: Store) -> list[KeptPolicy]:
    """Every policy version that is kept."""
    rows = store.select("SELECT reference, body, hash, used_since FROM policy ORDER BY reference")
    return [KeptPolicy(r, body, bytes(found), since) for r, body, found, since in rows]


def dossiers(store: Store) -> Iterator[Dossier]:
    """Every order by its id, some hundred at a time, each of these in one consistent view."""
    after = _FIRST
    while True:
        with store.view() as select:
            orders = select(
                "SELECT order_id, version, hash FROM orders WHERE order_id > ?"
                " ORDER BY order_id LIMIT ?",
                (after, ORDERS_AT_ONCE),
            )
            if not orders:
                return
            last = orders[-1][0]
            rows = {table: _rows(select, table, after, last) for table in _COLUMNS}
        for order_id, version, found in orders:
            of = {table: each.get(order_id, []) for table, each in rows.items()}
            yield Dossier(
                order_id=order_id,
                head=Head(position=version, hash=bytes(found)),
                entries=[entry_of((order_id, *row)) for row in of["event"]],
                texts=of["private_text"],
                salts=of["salt"],
                receipts=of["receipt"],
                outbox=of["outbox"],
            )
        after = last


def _rows(select: Select, table: str, after: str, last: str) -> dict[str, list[Row]]:
    """The rows by order. Sorted here, since databases do not agree on the order of texts."""
    columns, keys = _COLUMNS[table]
    found: dict[str, list[Row]] = {}
    for order_id, *rest in select(
        f"SELECT {columns} FROM {table} WHERE order_id > ? AND order_id <= ?", (after, last)
    ):
        found.setdefault(order_id, []).append(tuple(rest))
    for rows in found.values():
        rows.sort(key=lambda row: row[:keys])
    return found
