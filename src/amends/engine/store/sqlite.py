"""SQLite: one writer at a time, group commit, `synchronous=FULL`."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

from amends.core.moments import Instant
from amends.engine.errors import DatabaseGoneError
from amends.engine.store.base import Column, Row, Select
from amends.engine.store.sqlite_errors import BUSY_SECONDS, told
from amends.engine.store.sqlite_transaction import SqliteTransaction
from amends.engine.store.version import check_tables


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
            check_tables(None, (), schema())
        tables = self.tables()
        known = "schema_version" in tables
        rows = self.select("SELECT version FROM schema_version") if known else []
        check_tables(rows[0][0] if rows else None, tables, schema())

    def tables(self) -> set[str]:
        """See `Store`."""
        return {name for (name,) in self.select("SELECT name FROM sqlite_master")}

    def create(self) -> None:
        """See `Store`."""
        with told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._connect()
            connection.executescript(f"BEGIN; {schema()} COMMIT;")
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        """See `Store`."""
        with self._writing, told(self.path):
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
        with told(self.path):
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
