"""A transaction on PostgreSQL: rows locked in the order of their ids, one statement for all writes."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any, cast

import psycopg

from amends.core.moments import Instant
from amends.engine.store.arrays import array
from amends.engine.store.base import HELD, Column, Held, Row, Writes
from amends.engine.store.postgres_errors import told
from amends.engine.store.tables import ORDERS, RECEIPTS, ReceiptRow, Table
from amends.engine.store.version import check_changed

type Connection = psycopg.Connection[tuple[Any, ...]]

INSTANT = "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
# Of an order that is changed its key, and what changes.
_CHANGED = (*ORDERS.key, *ORDERS.changing)
_of_changed = attrgetter(*_CHANGED)


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
        rows = self._rows(
            f"SELECT {INSTANT}, {HELD} WHERE o.order_id = ANY($1::uuid[])", array("uuid", order_ids)
        )
        instant = rows[0][0] if rows else self._rows(f"SELECT {INSTANT}")[0][0]
        return instant, [Held._make(held) for _, *held in rows]

    def claim(self, limit: int, now: Instant | None, shape: int) -> tuple[Instant, list[Held]]:
        """See `Transaction`."""
        instant = self._rows(f"SELECT {INSTANT}")[0][0] if now is None else now
        rows = self._rows(
            f"SELECT {INSTANT}, {HELD} WHERE o.next_due_at < $1 AND o.shape <= $2"
            " AND (a.next_try IS NULL OR a.next_try <= $3)"
            " ORDER BY o.next_due_at LIMIT $4 FOR UPDATE OF o SKIP LOCKED",
            instant, shape, instant, limit,
        )  # fmt: skip
        return instant, [Held._make(held) for _, *held in rows]

    def receipts(self, keys: Sequence[tuple[str, str, str]]) -> list[ReceiptRow]:
        """See `Transaction`."""
        order_ids, actors, names = zip(*keys, strict=True)
        rows = self._rows(
            f"SELECT {RECEIPTS.columns} FROM receipt"
            " JOIN unnest($1::uuid[], $2::text[], $3::text[]) AS k(order_id, actor, key)"
            " USING (order_id, actor, key)",
            array("uuid", order_ids), array("text", actors), array("text", names),
        )  # fmt: skip
        return [ReceiptRow._make(row) for row in rows]

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
        inserted = writes.inserted()
        parameters = [
            each for table, rows in inserted for each in _arrays(table, table.names, rows)
        ]
        if writes.changed:
            changed = [_of_changed(row) for row in writes.changed]
            parameters += _arrays(ORDERS, _CHANGED, changed)
        if parameters:
            statement = _write_statement(
                tuple(table for table, _ in inserted), bool(writes.changed)
            )
            *_, done = self._rows(statement, *parameters)[0]
            if writes.changed:
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


def _arrays(table: Table[Any], names: tuple[str, ...], rows: Iterable[Row]) -> list[str]:
    """The columns of these names, each as one parameter."""
    columns = zip(names, zip(*rows, strict=True), strict=True)
    return [array(table.kinds[name], column) for name, column in columns]


@cache
def _write_statement(tables: tuple[Table[Any], ...], changing: bool) -> str:
    """One statement that inserts into these tables, changes orders, and counts the rows of each."""
    numbers = count(1)

    def given(table: Table[Any], names: tuple[str, ...]) -> str:
        kinds = ("text" if table.kinds[name] == "word" else table.kinds[name] for name in names)
        return f"unnest({', '.join(f'${next(numbers)}::{kind}[]' for kind in kinds)})"

    parts = {
        f"new_{table.name}": f"INSERT INTO {table.name} ({table.columns})"
        f" SELECT * FROM {given(table, table.names)}{table.meets}"
        for table in tables
    }
    if changing:
        parts["changed"] = (
            f"UPDATE orders o SET {', '.join(f'{name} = c.{name}' for name in ORDERS.changing)}"
            f" FROM {given(ORDERS, _CHANGED)} AS c({', '.join(_CHANGED)})"
            " WHERE o.order_id = c.order_id"
        )
    written = ", ".join(f"{name} AS ({part} RETURNING 1)" for name, part in parts.items())
    return f"WITH {written} SELECT {', '.join(f'(SELECT count(*) FROM {name})' for name in parts)}"


@cache
def numbered(statement: str) -> str:
    """A statement for both databases as PostgreSQL numbers its parameters."""
    numbers = count(1)
    return "".join(
        f"${next(numbers)}" if part == "?" else part for part in re.split(r"(\?)", statement)
    )
