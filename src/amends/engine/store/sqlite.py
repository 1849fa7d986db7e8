"""SQLite: one writer at a time, group commit, `synchronous=FULL`."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from amends.core.moments import Instant
from amends.engine.errors import (
    DatabaseBusyError,
    DatabaseFullError,
    DatabaseGoneError,
    DatabaseRefusedError,
    EngineError,
    WrongAddressError,
)  # fmt: skip
from amends.engine.store.base import CHANGED, HELD, RECEIPT, Column, Held, Row, Select, Writes
from amends.engine.store.version import check_changed, check_version

BUSY_SECONDS = 30.0

_HELD = f"SELECT {HELD}, a.since, a.attempts, a.next_try FROM orders o LEFT JOIN aside a USING (order_id)"
_INSERTS = {
    "policies": "INSERT INTO policy VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    "numbers": "INSERT INTO order_number VALUES (?, ?, ?, ?, ?)",
    "placed": "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "events": "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "transfers": "INSERT INTO transfer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "disputes": "INSERT OR REPLACE INTO dispute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        rows = self.select(
            "SELECT shop, number, order_id FROM order_number"
            f" WHERE (shop, number) IN (VALUES {pairs})",
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
            f"SELECT {RECEIPT} FROM receipt WHERE (order_id, actor, key) IN (VALUES {triples})",
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
        with _told(self._path):
            return self._connection.execute(statement, parameters).fetchall()

    def change(self, statement: str, parameters: Sequence[Column] = ()) -> int:
        """See `Transaction`."""
        with _told(self._path):
            return self._connection.execute(statement, parameters).rowcount

    def write(self, writes: Writes) -> None:
        """See `Transaction`."""
        with _told(self._path):
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


class SqliteStore:
    """A database file. Any thread may use it; writes wait for each other."""

    def __init__(self, path: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> None:
        self.path = path
        self._factory = factory
        self._writing = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._idle: list[sqlite3.Connection] = []

    def check(self) -> None:
        """See `Store`."""
        if not self.path.exists():
            check_version(None)
        found = self.select("SELECT name FROM sqlite_master WHERE name = 'schema_version'")
        rows = self.select("SELECT version FROM schema_version") if found else []
        check_version(rows[0][0] if rows else None)

    def create(self) -> None:
        """See `Store`."""
        with _told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._connect()
            connection.executescript(f"BEGIN; {schema()} COMMIT;")
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        """See `Store`."""
        with self._writing, _told(self.path):
            if self._writer is None:
                self._writer = self._connect()
            connection = self._writer
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield SqliteTransaction(connection, self.path)
                connection.execute("COMMIT")
            except BaseException:
                self._leave(connection)
                raise

    def _leave(self, connection: sqlite3.Connection) -> None:
        """Undo what the transaction did; a connection that cannot is given up."""
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._writer = None
            with suppress(sqlite3.Error):
                connection.close()

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Row]:
        """See `Store`."""
        with self._reader() as connection:
            return connection.execute(statement, parameters).fetchall()

    @contextmanager
    def view(self) -> Iterator[Select]:
        """See `Store`."""
        with self._reader() as connection:
            connection.execute("BEGIN")
            yield lambda statement, parameters: connection.execute(statement, parameters).fetchall()
            connection.execute("ROLLBACK")

    def now(self) -> Instant:
        """See `Store`."""
        return time.time_ns() // 1_000_000

    def close(self) -> None:
        """See `Store`."""
        with self._writing:
            idle, self._idle = self._idle, []
            for connection in [*idle, *filter(None, [self._writer])]:
                with suppress(sqlite3.Error):
                    connection.close()
            self._writer = None

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with, as many as there are readers at once."""
        with _told(self.path):
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._connect()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            raise DatabaseGoneError(
                f"The folder {self.path.parent} does not exist.", "Run `amends init` to make it."
            )
        connection = sqlite3.connect(
            self.path,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=self._factory,
            cached_statements=256,
        )
        try:
            # WAL lets readers go on while the writer writes; FULL makes every commit last.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            # A page that changes often is carried into the file once for many commits.
            connection.execute("PRAGMA wal_autocheckpoint = 16384")
        except BaseException:
            connection.close()
            raise
        return connection


def schema() -> str:
    """The statements that make the tables."""
    return files("amends.engine.store").joinpath("schema_sqlite.sql").read_text("utf-8")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """SQLite's errors in our words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(error, path) from error
    except OSError as error:
        raise DatabaseGoneError(
            f"{path} cannot be used: {error.strerror}.", "Check the folder and its rights."
        ) from error


def _in_our_words(error: sqlite3.Error, path: Path) -> EngineError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return DatabaseFullError(
            f"The disk that holds {path} is full.",
            "Make room and try again: nothing was written, and nothing acknowledged is lost.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusyError(
            f"Another process has been writing to {path} for more than {BUSY_SECONDS:.0f} seconds.",
            "Try again; where that happens often, use PostgreSQL.",
        )
    if name.startswith("SQLITE_NOTADB"):
        return WrongAddressError(
            f"{path} is not a SQLite database.", "Name another file, or move this one away."
        )
    if name.startswith("SQLITE_READONLY"):
        return DatabaseGoneError(f"{path} cannot be written to.", "Check the rights of the file.")
    if name.startswith(("SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "SQLITE_MISMATCH")):
        return DatabaseRefusedError(f"The database refuses it: {error}.", "Nothing was written.")
    return DatabaseGoneError(
        f"{path} does not answer: {error}.", "Check the disk and the file, then try again."
    )
