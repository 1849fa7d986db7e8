"""A transaction on SQLite, which has the whole database to itself."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amends.core.moments import Instant
from amends.engine.store.base import (
    CHANGED,
    DISPUTE,
    HELD,
    PLACED,
    RECEIPT,
    Column,
    Held,
    Row,
    Writes,
)  # fmt: skip
from amends.engine.store.sqlite_errors import told
from amends.engine.store.version import check_changed

_HELD = f"SELECT {HELD}, a.since, a.attempts, a.next_try FROM orders o LEFT JOIN aside a USING (order_id)"
_INSERTS = {
    "policies": "INSERT INTO policy VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    "numbers": "INSERT INTO order_number VALUES (?, ?, ?, ?, ?)",
    "placed": f"INSERT INTO orders VALUES ({', '.join('?' for _ in PLACED)})",
    "events": "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "transfers": "INSERT INTO transfer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "disputes": f"INSERT OR REPLACE INTO dispute VALUES ({', '.join('?' for _ in DISPUTE)})",
    "exhibits": "INSERT INTO exhibit VALUES (?, ?, ?, ?, ?, ?)",
    "texts": "INSERT INTO private_text VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    "salts": "INSERT INTO salt (order_id, scope, salt) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET salt = excluded.salt",
    "outbox": "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "receipts": "INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?)",
    "aside": "INSERT OR REPLACE INTO aside VALUES (?, ?, ?, ?, ?, ?)",
}
_UPDATE = (
    f"UPDATE orders SET {', '.join(f'{column} = ?' for column in CHANGED[1:])} WHERE order_id = ?"
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
        rows = self.select(f"{_HELD} WHERE o.order_id IN ({marks})", order_ids)
        return time.time_ns() // 1_000_000, [Held._make(row) for row in rows]

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        instant = time.time_ns() // 1_000_000 if now is None else now
        rows = self.select(
            f"{_HELD} WHERE o.next_due_at < ? AND o.shape <= ?"
            " AND (a.next_try IS NULL OR a.next_try <= ?) ORDER BY o.next_due_at LIMIT ?",
            (instant, shape, instant, limit),
        )
        return instant, [Held._make(row) for row in rows]

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[Row]:
        """See `Transaction`."""
        triples = ", ".join("(?, ?, ?)" for _ in keys)
        return self.select(
            f"WITH wanted(order_id, actor, key) AS (VALUES {triples}) SELECT {RECEIPT}"
            " FROM wanted w CROSS JOIN receipt r"
            " ON r.order_id = w.order_id AND r.actor = w.actor AND r.key = w.key",
            [part for key in keys for part in key],
        )

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
        for name, statement in _INSERTS.items():
            rows = getattr(writes, name)
            if rows:
                self._connection.executemany(statement, rows)
        if writes.changed:
            rows = [(*row[1:], row[0]) for row in writes.changed]
            done = self._connection.executemany(_UPDATE, rows).rowcount
            check_changed(done, len(rows))
        if writes.resumed:
            rows = [(order_id,) for order_id in writes.resumed]
            self._connection.executemany("DELETE FROM aside WHERE order_id = ?", rows)
