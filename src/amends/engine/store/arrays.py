"""Columns as PostgreSQL array literals: the fastest way to hand over many rows in one statement."""

from collections.abc import Callable, Iterable
from typing import Any

from amends.engine.store.tables import Kind


def array(kind: Kind, column: Iterable[Any]) -> str:
    """The literal of a column of that kind (tables.py)."""
    return _LITERALS[kind](column)


def _numbers(column: Iterable[int | None]) -> str:
    return f"{{{','.join(['NULL' if n is None else str(n) for n in column])}}}"


def _ids(column: Iterable[str]) -> str:
    return f"{{{','.join(column)}}}"


def _words(column: Iterable[str]) -> str:
    return f'{{"{'","'.join(column)}"}}'


def _texts(column: Iterable[str | None]) -> str:
    quoted = [
        "NULL" if text is None else f'"{text.replace("\\", "\\\\").replace('"', '\\"')}"'
        for text in column
    ]
    return f"{{{','.join(quoted)}}}"


def _bytes(column: Iterable[bytes | None]) -> str:
    quoted = ["NULL" if each is None else f'"\\\\x{each.hex()}"' for each in column]
    return f"{{{','.join(quoted)}}}"


_LITERALS: dict[Kind, Callable[[Iterable[Any]], str]] = {
    "uuid": _ids,
    "integer": _numbers,
    "bigint": _numbers,
    "text": _texts,
    "word": _words,
    "bytea": _bytes,
}
