"""Tables as CSV for spreadsheets, which must never take a cell for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

type Cell = str | int | float

# What spreadsheets take for the beginning of a formula, or pass over before one.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe(cell: Cell) -> Cell:
    """The cell; text that a spreadsheet would carry out gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(_DANGEROUS):
        return f"'{cell}"
    return cell


def sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A table as a file to download; begins with a mark by which spreadsheets know UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    answer = HttpResponse(f"\ufeff{out.getvalue()}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
