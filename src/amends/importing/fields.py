"""Fields of foreign tables: instants, amounts and ids, or the reason why they cannot be meant."""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from amends.core.commands.arguments import LONGEST_TEXT
from amends.core.moments import Instant, instant
from amends.core.money import exponent

EARLIEST = instant(datetime(1990, 1, 1, tzinfo=UTC))
LATEST = instant(datetime(2200, 1, 1, tzinfo=UTC))
LARGEST = 10**12  # minor units
LONGEST_ID = 120
_NUMBER = re.compile(r"\d{1,14}(?:\.\d{1,6})?", re.ASCII)


class FieldError(ValueError):
    """A field that cannot be meant: its name, what stands there, and what is expected."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        shown = found if len(found) <= 40 else f"{found[:39]}…"
        super().__init__(f"{name} is {shown!r}; {expected}")


def moment(name: str, text: str, zone: ZoneInfo) -> Instant | None:
    """An instant like `2018-05-11 20:33:38`, in `zone` unless it names its own; none when empty.

    A wall clock that was set back shows an hour twice: the first of them is meant.
    """
    text = text.strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone)
        at = instant(found.astimezone(UTC))
    except (ValueError, OverflowError):
        raise FieldError(name, text, "write an instant like 2018-05-11 20:33:38") from None
    if not EARLIEST <= at <= LATEST:
        raise FieldError(name, text, "it lies between the years 1990 and 2200")
    return at


def amount(name: str, text: str, currency: str) -> int:
    """An amount in minor units. Decimals beyond the currency's are refused, never rounded."""
    text = text.strip()
    digits = exponent(currency)
    if not _NUMBER.fullmatch(text):
        raise FieldError(name, text, "write an amount like 12.50")
    try:
        scaled = Decimal(text).scaleb(digits)
    except InvalidOperation:
        raise FieldError(name, text, "write an amount like 12.50") from None
    if scaled != scaled.to_integral_value():
        raise FieldError(name, text, f"{currency} has {digits} decimals")
    if scaled > LARGEST:
        raise FieldError(name, text, "it is larger than any order")
    return int(scaled)


def identifier(name: str, text: str) -> str:
    """An id: not empty, of a bearable length, and printable."""
    text = text.strip()
    if not text or len(text) > LONGEST_ID or not text.isprintable():
        raise FieldError(name, text, f"it has from 1 to {LONGEST_ID} printable characters")
    return text


def words(name: str, text: str) -> str:
    """A text that somebody wrote, without the white space around it."""
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise FieldError(name, text, f"a text has at most {LONGEST_TEXT} characters")
    return text
