"""PostgreSQL: any number of processes, a connection for each thread that needs one."""

import math
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.resources import files
from typing import Any, cast

import psycopg
from psycopg.types.string import TextLoader

from amends.core.moments import Instant
from amends.engine.errors import DatabaseGoneError
from amends.engine.store.base import Column, Row, Select
from amends.engine.store.postgres_errors import in_our_words
from amends.engine.store.postgres_transaction import (
    INSTANT,
    Connection,
    PostgresTransaction,
    numbered,
)  # fmt: skip
from amends.engine.store.version import check_tables

_CARRIED_SECONDS = 10.0


class PostgresStore:
    """A PostgreSQL database, by its address. Any thread may use it; each has its own connection."""

    def __init__(self, url: str, cursor: type[psycopg.RawCursor[Any]] = psycopg.RawCursor) -> None:
        self.url = url
        self._cursor = cursor
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        # What the database's clock told, and when that was by this machine's monotonic clock.
        self._told: tuple[Instant, float] = (0, -math.inf)

    def check(self) -> None:
        """See `Store`."""
        tables = self.tables()
        known = "schema_version" in tables
        rows = self.select("SELECT version FROM schema_version") if known else []
        check_tables(rows[0][0] if rows else None, tables, schema())

    def tables(self) -> set[str]:
        """See `Store`."""
        found = self.select("SELECT relname FROM pg_class WHERE pg_table_is_visible(oid)")
        return {name for (name,) in found}

    def create(self) -> None:
        """See `Store`."""
        with self._connection() as connection, connection.transaction():
            connection.execute(schema())

    @contextmanager
    def transaction(self) -> Iterator[PostgresTransaction]:
        """See `Store`."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            yield PostgresTransaction(connection)
            connection.execute("COMMIT")

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Row]:
        """See `Store`."""
        try:
            return self._select(statement, parameters)
        except DatabaseGoneError:
            # It may have come back since this connection stood idle; a new one says the truth.
            return self._select(statement, parameters)

    def _select(self, statement: str, parameters: Sequence[Column]) -> list[Row]:
        with self._connection() as connection:
            return connection.execute(numbered(statement), parameters or None).fetchall()

    @contextmanager
    def view(self) -> Iterator[Select]:
        """See `Store`."""
        with ExitStack() as stack:
            connection = self._looking(stack)
            yield lambda statement, parameters: connection.execute(
                numbered(statement), parameters or None
            ).fetchall()
            connection.execute("COMMIT")

    def _looking(self, stack: ExitStack) -> Connection:
        """A connection that looks at one moment; where the first had died while idle, a new one."""
        for last in (False, True):
            try:
                with ExitStack() as attempt:
                    connection = attempt.enter_context(self._connection())
                    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    stack.push(attempt.pop_all())
                    return connection
            except DatabaseGoneError:
                if last:
                    raise
        raise AssertionError

    def now(self) -> Instant:
        """See `Store`. The database's clock, asked at most every ten seconds.

        In between it is carried on by this machine's monotonic clock, which nobody sets.
        """
        told, at = self._told
        since = time.monotonic() - at
        if since > _CARRIED_SECONDS:
            told = cast(Instant, self.select(f"SELECT {INSTANT}")[0][0])
            self._told, since = (told, time.monotonic()), 0.0
        return told + int(since * 1000)

    def close(self) -> None:
        """See `Store`."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection for the block. One that failed is not used again, nor are its neighbours."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        try:
            if connection is None:
                connection = self._connect()
            yield connection
            if connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
                with self._lock:
                    self._idle.append(connection)
            else:
                connection.close()
        except psycopg.Error as error:
            self._give_up(connection)
            raise in_our_words(error) from error
        except BaseException:
            self._give_up(connection)
            raise

    def _give_up(self, connection: Connection | None) -> None:
        if connection is None:
            return
        if not connection.broken:
            # Whatever raised, a transaction that stands open would hold its locks.
            with suppress(psycopg.Error):
                connection.rollback()
                with self._lock:
                    self._idle.append(connection)
                return
        with suppress(psycopg.Error):
            connection.close()
        # When one connection breaks, the server has probably gone: the idle ones are as dead.
        self.close()

    def _connect(self) -> Connection:
        connection: Connection = psycopg.connect(
            self.url,
            autocommit=True,
            connect_timeout=10,
            # Raw: a long statement is sent as it stands and not parsed anew for every batch.
            cursor_factory=self._cursor,
            **_SETTINGS,
        )
        connection.adapters.register_loader("uuid", TextLoader)
        return connection


# A plan that was made while a table was small must not be kept when it is large: by key, always.
_SETTINGS: dict[str, Any] = {
    "options": "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off"
    " -c client_min_messages=warning -c timezone=UTC",
    "client_encoding": "UTF8",
    "application_name": "amends",
}


def schema() -> str:
    """The statements that make the tables."""
    return files("amends.engine.store").joinpath("schema_postgres.sql").read_text("utf-8")
