"""Orders of any shop from one CSV file: a row a line of an order; docs/reference/import.md.

Rows of one order stand one after another. The order's own columns are read from its first row, and
where later rows say something they say the same.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from amends.core.commands import CommandError
from amends.importing.fields import FieldError
from amends.importing.placing import story_from
from amends.importing.rejected import Reject, Rejected
from amends.importing.rows import Row, read_rows
from amends.importing.stories import Story
from amends.telling.refusals import wrong

REQUIRED = ("order", "placed_at", "buyer", "seller", "currency", "line", "price")
OPTIONAL = (
    "shop", "title", "quantity", "shipping", "promised", "ship_from", "ship_to", "postcode",
    "language", "logistics", "seller_country", "commission", "payment_fee", "provider", "policy",
    "shipped_at", "carrier", "tracking", "delivered_at",
)  # fmt: skip
_COLUMNS = (*REQUIRED, *OPTIONAL)
_OF_LINE = frozenset(("line", "title", "price", "quantity"))
_OF_ORDER = (
    "buyer", "seller", "currency", "shipping", "promised", "ship_from", "ship_to", "postcode",
    "language", "logistics", "seller_country", "commission", "payment_fee", "provider",
)  # fmt: skip


def read_stories(path: Path, reject: Reject, shop: str) -> Iterator[Story]:
    """The orders of a file; `shop` is theirs where no column says so.

    `TableError` for a file that cannot be read or has other columns; an order with a row that
    cannot be meant is left out whole, for its sum would be wrong.
    """
    rows = read_rows(path, REQUIRED, reject, optional=OPTIONAL, strict=True)
    for _, of_order in groupby(rows, key=lambda row: row.fields[0].strip()):
        found = list(of_order)
        first = found[0]
        try:
            yield story_from(_shape(found, shop), path.name, first.line)
        except (FieldError, CommandError) as error:
            number = first.fields[0].strip()[:40]
            why = wrong(error.fault, error.field) if isinstance(error, CommandError) else error
            reject(Rejected(file=path.name, line=first.line, reason=f"order {number}: {why}"))


def count_orders(path: Path) -> int:
    """How many orders a file holds, as a first look at it tells; `TableError` as above."""
    rows = read_rows(path, REQUIRED, lambda rejected: None, optional=OPTIONAL, strict=True)
    return sum(1 for _ in groupby(row.fields[0].strip() for row in rows))


def _shape(rows: list[Row], shop: str) -> dict[str, Any]:
    named = [dict(zip(_COLUMNS, map(str.strip, row.fields), strict=True)) for row in rows]
    first = named[0]
    for row, fields in zip(rows[1:], named[1:], strict=True):
        for name, content in fields.items():
            if name not in _OF_LINE and content and content != first[name]:
                expected = f"the order's first row says {first[name]!r}"
                raise FieldError(f"{name} in line {row.line}", content, expected)
    place: dict[str, Any] = {name: first[name] for name in _OF_ORDER if first[name]}
    place |= {"number": first["order"], "shop": first["shop"] or shop}
    place["lines"] = [_line(fields) for fields in named]
    return {
        "at": first["placed_at"],
        "place_order": place,
        "policy": first["policy"],
        "then": list(_then(first)),
    }


def _line(fields: dict[str, str]) -> dict[str, Any]:
    line: dict[str, Any] = {"id": fields["line"], "price": fields["price"]}
    if fields["title"]:
        line["title"] = fields["title"]
    if fields["quantity"]:
        if not fields["quantity"].isdecimal() or len(fields["quantity"]) > 4:
            raise FieldError("quantity", fields["quantity"], "it is a whole number of pieces")
        line["quantity"] = int(fields["quantity"])
    return line


def _then(fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Shipping and delivery, where the file knows of them."""
    tracking = fields["tracking"]
    if fields["shipped_at"]:
        if not tracking:
            raise FieldError("tracking", "", "what was shipped has a number")
        ship = {"parcel": "p1", "carrier": fields["carrier"] or "carrier", "tracking": tracking}
        yield {"at": fields["shipped_at"], "by": "seller", "do": "ship", "with": ship}
    if fields["delivered_at"]:
        if not fields["shipped_at"]:
            raise FieldError("delivered_at", fields["delivered_at"], "it needs shipped_at too")
        came = {"tracking": tracking, "status": "delivered"}
        yield {"at": fields["delivered_at"], "by": "carrier", "do": "report_tracking", "with": came}
