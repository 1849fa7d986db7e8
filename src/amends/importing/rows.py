"""Reading CSV files that nobody promised anything about.

Memory does not grow with the file. A record that cannot be read costs itself and nothing more:
a quote that is never closed swallows no later rows, bytes that are no UTF-8 stop nothing.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from amends.importing.rejected import Reject, Rejected

LONGEST_RECORD = 256 * 1024  # bytes
MOST_LINES = 500  # of one record, with line breaks in its quoted fields
_BOM = b"\xef\xbb\xbf"


class TableError(Exception):
    """A file that cannot be read as a table at all; the message says what to do."""


class Row(NamedTuple):
    """A record: where it began, and its fields by the columns that were asked for."""

    line: int
    fields: tuple[str, ...]


def read_rows(
    path: Path,
    columns: Sequence[str],
    reject: Reject,
    *,
    optional: Sequence[str] = (),
    strict: bool = False,
) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, comma, header first), as the fields of `columns`.

    Columns may stand in any order; after the needed ones come the `optional`, empty where the file
    has none. Others are passed over, or with `strict` refused. `TableError` where the file is not
    there or its columns are others; any other trouble is told to `reject`, and reading goes on.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}. Name another file.") from error
    with file:
        records = _Records(file, path.name, reject)
        head = next(records, None)
        if head is None:
            raise TableError(f"{path} is empty. The first line names the columns.")
        names = [name.strip() for name in head.fields]
        _check_columns(path, names, columns, (*columns, *optional) if strict else names)
        places = [names.index(name) if name in names else None for name in (*columns, *optional)]
        for line, fields in records.of_width(len(names)):
            yield Row(line, tuple(["" if place is None else fields[place] for place in places]))


def _check_columns(
    path: Path, names: Sequence[str], needed: Sequence[str], known: Sequence[str]
) -> None:
    missing = [column for column in needed if column not in names]
    if missing:
        raise TableError(
            f"{path} lacks {'the columns' if len(missing) > 1 else 'the column'}"
            f" {', '.join(missing)}. The first line names {', '.join(needed)}."
        )
    unknown = [name[:40] for name in names if name not in known]
    if unknown:
        raise TableError(
            f"{path} has columns that mean nothing here: {', '.join(unknown[:10])}."
            f" Known are {', '.join(known)}."
        )
    if len(set(names)) != len(names):
        raise TableError(f"{path} names a column twice. Give each column a name of its own.")


class _Records:
    """The records of a file, one after another, with what could not be read left out."""

    def __init__(self, file: BinaryIO, name: str, reject: Reject) -> None:
        self._name = name
        self._reject = reject
        self._lines = enumerate(_lines(file), 1)
        self._back: deque[tuple[int, bytes]] = deque()
        self._width = 0

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        while True:
            number, lines, closed = self._gathered()
            found = self._read(lines) if closed else "a quote is opened and not closed"
            if isinstance(found, list):
                return Row(number, tuple(found))
            if found:
                self._reject(Rejected(file=self._name, line=number, reason=found))
                # The lines after the one at fault are read again as records of their own.
                self._back.extendleft(reversed(list(enumerate(lines[1:], number + 1))))

    def of_width(self, width: int) -> Iterator[Row]:
        """The rows with so many fields; those of another width are rejected."""
        self._width = width
        return self

    def _next_line(self) -> tuple[int, bytes] | None:
        return self._back.popleft() if self._back else next(self._lines, None)

    def _gathered(self) -> tuple[int, list[bytes], bool]:
        """The number of the next record's first line, its lines, and whether its quotes close."""
        first = self._next_line()
        if first is None:
            raise StopIteration
        number, line = first
        lines = [line]
        quotes, size = line.count(b'"'), len(line)
        while quotes % 2:
            if size > LONGEST_RECORD or len(lines) >= MOST_LINES:
                return number, lines, False
            following = self._next_line()
            if following is None:
                return number, lines, False
            lines.append(following[1])
            quotes += following[1].count(b'"')
            size += len(following[1])
        return number, lines, True

    def _read(self, lines: list[bytes]) -> list[str] | str:
        """The fields, or why there are none; an empty line is no record and no reason."""
        content = b"".join(lines)
        if not content.strip():
            return ""
        if len(content) > LONGEST_RECORD:
            return f"the record is longer than {LONGEST_RECORD} bytes"
        if b"\0" in content:
            return "the record holds the character zero"
        try:
            fields = _fields(content.decode())
        except UnicodeDecodeError as error:
            return f"byte {error.start + 1} of the record is not UTF-8"
        except csv.Error as error:
            return f"it is no CSV: {error}"
        if self._width and len(fields) != self._width:
            return f"it has {len(fields)} fields, the first line names {self._width}"
        return fields


def _fields(text: str) -> list[str]:
    """The fields of one record."""
    if '"' not in text:
        return text.rstrip("\r\n").split(",")
    rows = list(csv.reader([text], strict=True))
    if len(rows) != 1:
        raise csv.Error("its quotes stand in the wrong places")
    return rows[0]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines, the first without its byte order mark; one without end comes in pieces."""
    first = file.readline(LONGEST_RECORD + 2)
    if not first:
        return
    yield first.removeprefix(_BOM)
    while line := file.readline(LONGEST_RECORD + 2):
        if len(line) > LONGEST_RECORD and not line.endswith(b"\n"):
            # The rest is passed over, so that the count of lines stays right and memory flat.
            while (rest := file.readline(LONGEST_RECORD)) and not rest.endswith(b"\n"):
                pass
        yield line
