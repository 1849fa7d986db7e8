"""PostgreSQL: any number of processes, rows locked in the order of their ids, bulk statements."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any, cast

import psycopg
from psycopg import errors
from psycopg.types.string import TextLoader

from amends.core.moments import Instant
from amends.engine.errors import (
    DatabaseBusyError,
    DatabaseFullError,
    DatabaseGoneError,
    DatabaseRefusedError,
    EngineError,
    WrongAddressError,
)  # fmt: skip
from amends.engine.store.arrays import array
from amends.engine.store.base import (
    CHANGED,
    DISPUTE,
    HELD,
    RECEIPT,
    Column,
    Held,
    Row,
    Select,
    Writes,
)  # fmt: skip
from amends.engine.store.version import check_changed, check_version

type Connection = psycopg.Connection[tuple[Any, ...]]

_INSTANT = "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_HELD = (
    f"SELECT {_INSTANT}, {HELD}, a.since, a.attempts, a.next_try"
    " FROM orders o LEFT JOIN aside a USING (order_id)"
)

# What each list of `Writes` becomes: its columns' types, and the statement around their rows.
_WRITES: dict[str, tuple[tuple[str, ...], str]] = {
    "policies": (
        ("text", "text", "bytea", "bigint"),
        "INSERT INTO policy SELECT * FROM {rows} ON CONFLICT DO NOTHING RETURNING 1",
    ),
    "numbers": (
        ("text", "text", "uuid", "text", "text"),
        "INSERT INTO order_number SELECT * FROM {rows} RETURNING 1",
    ),
    "placed": (
        (
            *("uuid", "text", "text", "text", "text", "word", "text", "bigint"),
            *("integer", "bytea", "integer", "text", "word", "bigint", "bigint"),
        ),
        "INSERT INTO orders SELECT * FROM {rows} RETURNING 1",
    ),
    "events": (
        ("uuid", "integer", "bigint", "text", "word", "text", "bytea", "bytea"),
        "INSERT INTO event SELECT * FROM {rows} RETURNING 1",
    ),
    "transfers": (
        ("uuid", "integer", "integer", "text", "text", "bigint", "word", "word"),
        "INSERT INTO transfer SELECT * FROM {rows} RETURNING 1",
    ),
    "disputes": (
        (
            *("uuid", "integer", "text", "text", "text", "word", "word", "word", "text"),
            *("bigint", "bigint", "bigint"),
        ),
        "INSERT INTO dispute SELECT * FROM {rows} ON CONFLICT (order_id, number) DO UPDATE SET "
        + ", ".join(f"{column} = excluded.{column}" for column in DISPUTE[6:])
        + " RETURNING 1",
    ),
    "exhibits": (
        ("uuid", "integer", "integer", "word", "word", "text"),
        "INSERT INTO exhibit SELECT * FROM {rows} RETURNING 1",
    ),
    "texts": (
        ("uuid", "text", "text", "text", "text", "text"),
        "INSERT INTO private_text SELECT * FROM {rows} ON CONFLICT DO NOTHING RETURNING 1",
    ),
    "salts": (
        ("uuid", "text", "bytea"),
        "INSERT INTO salt (order_id, scope, salt) SELECT * FROM {rows}"
        " ON CONFLICT (order_id, scope) DO UPDATE SET salt = excluded.salt RETURNING 1",
    ),
    "outbox": (
        ("uuid", "integer", "integer", "text", "text", "integer", "integer", "bigint"),
        "INSERT INTO outbox SELECT * FROM {rows} RETURNING 1",
    ),
    "receipts": (
        ("uuid", "text", "text", "bytea", "integer", "integer", "bigint"),
        "INSERT INTO receipt SELECT * FROM {rows} RETURNING 1",
    ),
    "aside": (
        ("uuid", "bigint", "text", "text", "integer", "bigint"),
        "INSERT INTO aside SELECT * FROM {rows} ON CONFLICT (order_id) DO UPDATE SET"
        " place = excluded.place, reason = excluded.reason, attempts = excluded.attempts,"
        " next_try = excluded.next_try RETURNING 1",
    ),
    "changed": (
        ("uuid", "integer", "bytea", "integer", "text", "word", "bigint", "bigint"),
        f"UPDATE orders o SET {', '.join(f'{column} = c.{column}' for column in CHANGED[1:])}"
        f" FROM {{rows}} AS c({', '.join(CHANGED)}) WHERE o.order_id = c.order_id RETURNING 1",
    ),
}


class PostgresTransaction:
    """An open transaction on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.cursor()

    def numbers(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """See `Transaction`."""
        shops, numbers = zip(*wanted, strict=True)
        rows = self._rows(
            "SELECT n.shop, n.number, n.order_id FROM order_number n"
            " JOIN unnest($1::text[], $2::text[]) AS w(shop, number) USING (shop, number)",
            array("text", shops), array("text", numbers),
        )  # fmt: skip
        return {(shop, number): order_id for shop, number, order_id in rows}

    def lock(self, order_ids: Sequence[str]) -> None:
        """See `Transaction`."""
        self._rows(
            "SELECT 1 FROM orders WHERE order_id = ANY($1::uuid[]) ORDER BY order_id FOR UPDATE",
            array("uuid", order_ids),
        )

    def held(self, order_ids: Sequence[str]) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        rows = self._rows(f"{_HELD} WHERE o.order_id = ANY($1::uuid[])", array("uuid", order_ids))
        instant = rows[0][0] if rows else self._rows(f"SELECT {_INSTANT}")[0][0]
        return instant, [Held._make(row[1:]) for row in rows]

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        instant = self._rows(f"SELECT {_INSTANT}")[0][0] if now is None else now
        rows = self._rows(
            f"{_HELD} WHERE o.next_due_at < $1 AND o.shape <= $2"
            " AND (a.next_try IS NULL OR a.next_try <= $3)"
            " ORDER BY o.next_due_at LIMIT $4 FOR UPDATE OF o SKIP LOCKED",
            instant, shape, instant, limit,
        )  # fmt: skip
        return instant, [Held._make(row[1:]) for row in rows]

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[Row]:
        """See `Transaction`."""
        order_ids, actors, names = zip(*keys, strict=True)
        return self._rows(
            f"SELECT {RECEIPT} FROM receipt"
            " JOIN unnest($1::uuid[], $2::text[], $3::text[]) AS k(order_id, actor, key)"
            " USING (order_id, actor, key)",
            array("uuid", order_ids), array("text", actors), array("text", names),
        )  # fmt: skip

    def salts(self, order_ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """See `Transaction`."""
        return cast(
            list[tuple[str, str, bytes]],
            self._rows(
                "SELECT order_id, scope, salt FROM salt"
                " WHERE order_id = ANY($1::uuid[]) AND salt IS NOT NULL",
                array("uuid", order_ids),
            ),
        )

    def select(self, statement: str, parameters: Sequence[Column] = ()) -> list[Row]:
        """See `Transaction`."""
        return self._rows(_ours(statement), *parameters)

    def change(self, statement: str, parameters: Sequence[Column] = ()) -> int:
        """See `Transaction`."""
        with _told():
            cursor = self._cursor.execute(_ours(statement), parameters)
            return cursor.rowcount

    def write(self, writes: Writes) -> None:
        """See `Transaction`."""
        names = tuple(name for name in _WRITES if getattr(writes, name))
        parameters: list[str] = []
        for name in names:
            types, _ = _WRITES[name]
            columns = zip(*getattr(writes, name), strict=True)
            parameters += [array(kind, column) for kind, column in zip(types, columns, strict=True)]
        if names:
            counts = self._rows(_write_statement(names), *parameters)[0]
            done = dict(zip(names, counts, strict=True)).get("changed", 0)
            check_changed(done, len(writes.changed))
        if writes.resumed:
            self._rows(
                "DELETE FROM aside WHERE order_id = ANY($1::uuid[]) RETURNING 1",
                array("uuid", writes.resumed),
            )

    def _rows(self, statement: str, *parameters: Column) -> list[Row]:
        with _told():
            cursor = self._cursor.execute(statement, parameters or None)
            return cursor.fetchall()


@cache
def _write_statement(names: tuple[str, ...]) -> str:
    """One statement that writes all these lists and counts the rows of each."""
    parts = []
    numbers = count(1)
    for name in names:
        types, statement = _WRITES[name]
        arrays = ", ".join(
            f"${next(numbers)}::{'text' if kind == 'word' else kind}[]" for kind in types
        )
        parts.append(f"{name} AS ({statement.format(rows=f'unnest({arrays})')})")
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in names)
    return f"WITH {', '.join(parts)} SELECT {counts}"


class PostgresStore:
    """A PostgreSQL database, by its address. Any thread may use it; each has its own connection."""

    def __init__(self, url: str, cursor: type[psycopg.RawCursor[Any]] = psycopg.RawCursor) -> None:
        self.url = url
        self._cursor = cursor
        self._lock = threading.Lock()
        self._idle: list[Connection] = []

    def check(self) -> None:
        """See `Store`."""
        found = self.select("SELECT to_regclass('schema_version') IS NOT NULL")[0][0]
        rows = self.select("SELECT version FROM schema_version") if found else []
        check_version(rows[0][0] if rows else None)

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
            return connection.execute(_ours(statement), parameters or None).fetchall()

    @contextmanager
    def view(self) -> Iterator[Select]:
        """See `Store`."""
        self.select("SELECT 1")  # leaves no dead connection behind
        with self._connection() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield lambda statement, parameters: connection.execute(
                _ours(statement), parameters or None
            ).fetchall()
            connection.execute("COMMIT")

    def now(self) -> Instant:
        """See `Store`."""
        return cast(Instant, self.select(f"SELECT {_INSTANT}")[0][0])

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
            raise _in_our_words(error) from error
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


@cache
def _ours(statement: str) -> str:
    """A statement for both databases as PostgreSQL numbers its parameters."""
    numbers = count(1)
    return "".join(
        f"${next(numbers)}" if part == "?" else part for part in re.split(r"(\?)", statement)
    )


@contextmanager
def _told() -> Iterator[None]:
    """PostgreSQL's errors in our words."""
    try:
        yield
    except psycopg.Error as error:
        raise _in_our_words(error) from error


def _in_our_words(error: psycopg.Error) -> EngineError:
    if isinstance(error, errors.DiskFull):
        return DatabaseFullError(
            "The disk of the PostgreSQL server is full.",
            "Make room and try again: nothing was written, and nothing acknowledged is lost.",
        )
    if isinstance(error, errors.InvalidCatalogName | errors.InvalidAuthorizationSpecification):
        return WrongAddressError(
            f"PostgreSQL refuses the address: {_first_line(error)}.", "Check DATABASE_URL."
        )
    if isinstance(error, errors.DeadlockDetected | errors.SerializationFailure):
        return DatabaseBusyError("Another process was in the way.", "Try again.")
    if isinstance(error, errors.UniqueViolation) and error.diag.table_name == "order_number":
        # Tried again, the order that another process has just placed is found.
        return DatabaseBusyError("Another process placed the order first.", "Try again.")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return DatabaseGoneError(
            f"PostgreSQL does not answer: {_first_line(error)}.",
            "Check that it runs and DATABASE_URL names it; nothing acknowledged is lost.",
        )
    return DatabaseRefusedError(
        f"The database refuses it: {_first_line(error)}.", "Nothing was written."
    )


def _first_line(error: psycopg.Error) -> str:
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__
