"""A transaction on PostgreSQL: rows locked in the order of their ids, one statement for all writes."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any, cast

import psycopg

from amends.core.moments import Instant
from amends.engine.store.arrays import array
from amends.engine.store.base import (
    CHANGED,
    DISPUTE,
    HELD,
    RECEIPT,
    Column,
    Held,
    Row,
    Writes,
)  # fmt: skip
from amends.engine.store.postgres_errors import told
from amends.engine.store.version import check_changed

type Connection = psycopg.Connection[tuple[Any, ...]]

INSTANT = "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_HELD = (
    f"SELECT {INSTANT}, {HELD}, a.since, a.attempts, a.next_try"
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
            *("text", "bigint", "bigint", "integer"),
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
            *("bigint", "bigint", "bigint", "text", "text", "bigint", "bigint", "text", "text"),
            *("bigint", "bigint", "text", "text", "text", "text", "bigint"),
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
        (
            *("uuid", "integer", "bytea", "integer", "text", "word", "bigint", "bigint"),
            *("text", "bigint", "bigint", "integer"),
        ),
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
        instant = rows[0][0] if rows else self._rows(f"SELECT {INSTANT}")[0][0]
        return instant, [Held._make(row[1:]) for row in rows]

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        instant = self._rows(f"SELECT {INSTANT}")[0][0] if now is None else now
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
            f"SELECT {RECEIPT} FROM receipt r"
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
        return self._rows(numbered(statement), *parameters)

    def change(self, statement: str, parameters: Sequence[Column] = ()) -> int:
        """See `Transaction`."""
        with told():
            cursor = self._cursor.execute(numbered(statement), parameters)
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
        with told():
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


@cache
def numbered(statement: str) -> str:
    """A statement for both databases as PostgreSQL numbers its parameters."""
    numbers = count(1)
    return "".join(
        f"${next(numbers)}" if part == "?" else part for part in re.split(r"(\?)", statement)
    )
