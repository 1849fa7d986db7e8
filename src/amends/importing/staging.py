"""A scratch database on disk, in which tables are put side by side in flat memory.

Real exports are in no order: the items of an order stand anywhere in their file. The scratch is a
private file of SQLite that the system removes when it is closed.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

from amends.importing.rows import Row

AT_ONCE = 500


class Staging:
    """Tables of rows, each under a key, in the order in which they came."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA cache_size = -16384")

    def __enter__(self) -> Self:
        return self

    def close(self) -> None:
        """Remove the scratch file."""
        self._connection.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def fill(self, table: str, width: int, rows: Iterable[Row], *, key: int = 0) -> int:
        """Keep the rows of a file; the field at `key` is what they are found by. How many came."""
        columns = "".join(f", f{n} TEXT" for n in range(width))
        marks = ", ?" * (width + 1)
        execute = self._connection.execute
        execute(f"CREATE TABLE {table} (key TEXT, line INTEGER{columns})")
        execute("BEGIN")
        count = self._connection.executemany(
            f"INSERT INTO {table} VALUES (?{marks})",  # noqa: S608 (names of our own)
            ((row.fields[key], row.line, *row.fields) for row in rows),
        ).rowcount
        execute("COMMIT")
        execute(f"CREATE INDEX {table}_key ON {table} (key)")
        return max(0, count)

    def of(self, table: str, keys: Sequence[str]) -> dict[str, list[Row]]:
        """The rows under these keys, those of one key in the order in which they came."""
        marks = ", ".join("?" * len(keys))
        found: dict[str, list[Row]] = {}
        for key, line, *fields in self._connection.execute(
            f"SELECT * FROM {table} WHERE key IN ({marks}) ORDER BY line",  # noqa: S608
            keys,
        ):
            found.setdefault(key, []).append(Row(line, tuple(fields)))
        return found

    def batches(self, table: str, sort: str, size: int = AT_ONCE) -> Iterator[list[Row]]:
        """All rows, sorted by these columns (`f3, key`), some at a time."""
        cursor = self._connection.cursor()
        cursor.execute(f"SELECT * FROM {table} ORDER BY {sort}, line")  # noqa: S608
        while rows := cursor.fetchmany(size):
            yield [_row(row) for row in rows]


def _row(row: Sequence[Any]) -> Row:
    return Row(row[1], tuple(row[2:]))
