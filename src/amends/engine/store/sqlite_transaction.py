"""A transaction on SQLite, which has the whole database to itself."""

import sqlite3
import time
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from amends.core.moments import Instant
from amends.engine.store.base import HELD, Column, Held, Writes
from amends.engine.store.sqlite_errors import told
from amends.engine.store.tables import ORDERS, RECEIPTS, ReceiptRow
from amends.engine.store.version import check_changed

# The columns of an order that change, then its key.
_of_changed = attrgetter(*ORDERS.changing, *ORDERS.key)
_UPDATE = (
    f"UPDATE orders SET {', '.join(f'{name} = ?' for name in ORDERS.changing)} WHERE order_id = ?"
)


class SqliteTransaction:
    """A transaction that began with BEGIN IMMEDIATE, so that nobody else writes meanwhile."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def numbers(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """See `Transaction`."""
        pairs = ", ".join("(?, ?)" for _ in wanted)
        # CROSS JOIN keeps the order of the two: a look-up for each pair, never a walk over the table.
        rows = self.select(
            f"WITH wanted(shop, number) AS (VALUES {pairs}) SELECT n.shop, n.number, n.order_id"
            " FROM wanted w CROSS JOIN order_number n ON n.shop = w.shop AND n.number = w.number",
            [part for pair in wanted for part in pair],
        )
        return {(shop, number): order_id for shop, number, order_id in rows}

    def lock(self, order_ids: Sequence[str]) -> None:
        """Nothing to do: the transaction has the whole database."""

    def held(self, order_ids: Sequence[str]) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        marks = ", ".join("?" * len(order_ids))
        rows = self.select(f"SELECT {HELD} WHERE o.order_id IN ({marks})", order_ids)
        return time.time_ns() // 1_000_000, [Held._make(row) for row in rows]

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        instant = time.time_ns() // 1_000_000 if now is None else now
        rows = self.select(
            f"SELECT {HELD} WHERE o.next_due_at < ? AND o.shape <= ?"
            " AND (a.next_try IS NULL OR a.next_try <= ?) ORDER BY o.next_due_at LIMIT ?",
            (instant, shape, instant, limit),
        )
        return instant, [Held._make(row) for row in rows]

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[ReceiptRow]:
        """See `Transaction`."""
        triples = ", ".join("(?, ?, ?)" for _ in keys)
        rows = self.select(
            f"WITH wanted(order_id, actor, key) AS (VALUES {triples}) SELECT {RECEIPTS.columns}"
            " FROM wanted CROSS JOIN receipt USING (order_id, actor, key)",
            [part for key in keys for part in key],
        )
        return [ReceiptRow._make(row) for row in rows]

    def salts(self, order_ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """See `Transaction`."""
        marks = ", ".join("?" * len(order_ids))
        return self.select(
            f"SELECT order_id, scope, salt FROM salt WHERE salt IS NOT NULL AND order_id IN ({marks})",
            order_ids,
        )

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Any]:
        """See `Transaction`."""
        with told(self._path):
            return self._connection.execute(statement, parameters).fetchall()

    def change(self, statement: str, parameters: Sequence[Column] = ()) -> int:
        """See `Transaction`."""
        with told(self._path):
            return self._connection.execute(statement, parameters).rowcount

    def write(self, writes: Writes) -> None:
        """See `Transaction`."""
        with told(self._path):
            self._write(writes)

    def _write(self, writes: Writes) -> None:
        for table, rows in writes.inserted():
            # Plain tuples are bound in half the time that it takes with names.
            self._connection.executemany(table.insert, map(tuple, rows))
        if writes.changed:
            changed = [_of_changed(row) for row in writes.changed]
            done = self._connection.executemany(_UPDATE, changed).rowcount
            check_changed(done, len(changed))
        if writes.resumed:
            resumed = [(order_id,) for order_id in writes.resumed]
            self._connection.executemany("DELETE FROM aside WHERE order_id = ?", resumed)
