"""How people, amounts and instants are written."""

from amends.core.moments import Instant, to_datetime
from amends.core.money import format_minor
from amends.telling.clean import clean

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "BRL": "R$"}
_LONGEST_NAME = 20
_LONGEST_NUMBER = 16


def money(minor: int, currency: str) -> str:
    """`$1,250.00`, or `1,250.000 KWD` where the currency has no sign of its own here."""
    whole, point, rest = format_minor(abs(minor), currency).partition(".")
    text = f"{int(whole):,}{point}{rest}"
    sign = _SIGNS.get(currency)
    shown = f"{sign}{text}" if sign else f"{text} {currency}"
    return f"-{shown}" if minor < 0 else shown


def instant(at: Instant) -> str:
    """`Tue 19 March 2024, 14:00 UTC`."""
    moment = to_datetime(at)
    return f"{moment:%a} {moment.day} {moment:%B %Y, %H:%M} UTC"


def counted(count: int, word: str) -> str:
    """`1 order`, `2 orders`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def person(account: str) -> str:
    """The name of an account as people write it: `alice` is Alice; long ids are cut."""
    name = clean(account)
    if len(name) > _LONGEST_NAME:
        return f"{name[:8]}…"
    return name[:1].upper() + name[1:] if name.isalpha() else name


def short_number(number: str) -> str:
    """An order's number for a list; a long one is cut, and its beginning is enough for `show`."""
    name = clean(number)
    return name if len(name) <= _LONGEST_NUMBER else f"{name[:12]}…"


def spoken(word: str) -> str:
    """A word of the closed lists as people say it: `not_received.in_transit`."""
    return word.replace(".", ": ").replace("_", " ")
