"""How values are spelled in a policy file: windows, amounts, countries, days, sentences.

Each reader returns the value or raises an error whose sentence says what to write instead.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from amends.core.grounds import BEARERS, GROUNDS
from amends.core.moments import DAY, MomentError, Window, parse_duration
from amends.core.money import MoneyError, parse_minor
from amends.policies.countries import COUNTRIES
from amends.policies.problems import Place

NONE = "none"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_DAYS = 3650
LONGEST_WORKING_DAYS = 366

_WORKING_DAYS = re.compile(r"(\d{1,4}) working days?", re.ASCII)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


def refuse(*errors: tuple[Place, str]) -> NoReturn:
    """Refuse a value with several sentences, each with its place below the value."""
    raise ValidationError.from_exception_data(
        "policy",
        [InitErrorDetails(type=_said(text), loc=place, input=None) for place, text in errors],
    )


def refuse_all(errors: Iterable[tuple[Place, str]]) -> None:
    """Refuse when there is any error."""
    found = list(errors)
    if found:
        refuse(*found)


def _said(text: str) -> PydanticCustomError:
    # The sentence is an argument and no template, since it may quote braces from the file.
    return PydanticCustomError("said", "{sentence}", {"sentence": text})


def quoted(given: object) -> str:
    """What was given, shortened, on one line and without control characters."""
    if isinstance(given, date):
        return given.isoformat()
    text = ascii(given) if isinstance(given, str) and not given.isprintable() else repr(given)
    return text if len(text) <= 60 else text[:57] + "…"


def window(given: object) -> Window:
    """`"P5D"`, `"PT48H"` or `"3 working days"`; not negative, at most ten years."""
    if not isinstance(given, str):
        refuse(((), f'{quoted(given)} is not a window; write it as text like "P5D"'))
    working = _WORKING_DAYS.fullmatch(given)
    if working:
        days = int(working[1])
        if not 1 <= days <= LONGEST_WORKING_DAYS:
            refuse(((), f"{quoted(given)}: write 1 to {LONGEST_WORKING_DAYS} working days"))
        return Window(working_days=days)
    if "-" in given:
        refuse(((), f'{quoted(given)} is negative; write a length like "P5D"'))
    try:
        span = parse_duration(given)
    except MomentError:
        why = "has months or years, which have no length" if _has_months(given) else "is no window"
        refuse(((), f'{quoted(given)} {why}; write it like "P5D", "PT48H" or "3 working days"'))
    if span > LONGEST_DAYS * DAY:
        refuse(((), f'{quoted(given)} is longer than ten years; write at most "P{LONGEST_DAYS}D"'))
    return Window(span=span)


def _has_months(given: str) -> bool:
    return given.startswith("P") and not {"M", "Y"}.isdisjoint(given.partition("T")[0])


def _span(given: object) -> Window:
    length = window(given)
    if not length.span and not length.working_days:
        refuse(((), f'{quoted(given)} is no time at all; write a length like "P5D"'))
    return length


def _optional(given: object) -> Window | None:
    return None if given == NONE else _span(given)


# A length, a length that may be nothing, and a length or "none".
Span = Annotated[Window, PlainValidator(_span)]
SpanFromZero = Annotated[Window, PlainValidator(window)]
SpanOrNone = Annotated[Window | None, PlainValidator(_optional)]


def _each(given: object, read: Callable[[str, object], Any], example: str) -> dict[str, Any]:
    """Read a table entry by entry, so that every wrong entry is reported; `"none"` leaves one out."""
    if not isinstance(given, dict):
        refuse(((), f"{quoted(given)} is not a table; write it like {example}"))
    found: dict[str, Any] = {}
    errors: list[tuple[Place, str]] = []
    for name, entry in given.items():
        if entry == NONE:
            continue
        try:
            found[name] = read(name, entry)
        except ValidationError as error:
            errors += [((name, *e["loc"]), e["msg"]) for e in error.errors()]
    refuse_all(errors)
    return dict(sorted(found.items()))


def _amount(currency: str, given: object) -> int:
    if not isinstance(given, str):
        refuse(((), f'{quoted(given)} is not an amount; write it as text like "500.00"'))
    try:
        minor = parse_minor(given, currency)
    except MoneyError as error:
        refuse(((), str(error)))
    if minor < 0:
        refuse(((), f"{quoted(given)} is negative; write 0 or more"))
    return minor


def _by_country(country: str, given: object) -> Window:
    _country(country)
    return _span(given)


def _by_route(route: str, given: object) -> Window:
    origin, dash, destination = route.partition("-")
    if not dash or origin not in COUNTRIES or destination not in COUNTRIES:
        refuse(((), f"{quoted(route)} is not a route; write two country codes like CN-BR"))
    return _span(given)


def _country(given: str) -> str:
    if given not in COUNTRIES:
        refuse(((), f"{quoted(given)} is not a country; write its two letters, like IT"))
    return given


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        refuse(((), f'{quoted(given)} is not a time zone; write it like "Asia/Shanghai"'))
    return given


def _day(given: object) -> date:
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    refuse(((), f"{quoted(given)} is not a day; write it like 2026-10-01"))


def _grounds_item(given: str) -> str:
    if given not in GROUNDS and given not in grounds_classes():
        refuse(((), f"{quoted(given)} is not in the grounds; write {one_of(GROUNDS)}, or a class"))
    return given


def grounds_classes() -> dict[str, tuple[str, ...]]:
    """The classes of the grounds with their items, in the order of the rule book."""
    classes: dict[str, tuple[str, ...]] = {}
    for name in GROUNDS:
        of, _, item = name.partition(".")
        classes[of] = (*classes.get(of, ()), item)
    return classes


def one_of(names: Iterable[str]) -> str:
    """`a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _shares(given: object) -> dict[str, int]:
    """Whole percents by bearer that sum to 100 (readings.md 31)."""
    found = _each(given, _share, "shares = { seller = 50, carrier = 50 }")
    if found and sum(found.values()) != 100:
        refuse(((), f"the shares sum to {sum(found.values())}; write percents that sum to 100"))
    return {bearer: found[bearer] for bearer in BEARERS if bearer in found}


def _share(bearer: str, given: object) -> int:
    if bearer not in BEARERS:
        refuse(((), f"{quoted(bearer)} cannot bear a loss; write {one_of(BEARERS)}"))
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= 100:
        refuse(((), f"{quoted(given)} is not a share; write a whole percent from 1 to 100"))
    return given


def _sentence(given: str) -> str:
    if not given.strip() or not given.isprintable() or len(given) > 300:
        refuse(((), f"{quoted(given)}: write one line of 1 to 300 characters"))
    return given


def _slug(given: str) -> str:
    if not _NAME.fullmatch(given):
        refuse(((), f"{quoted(given)} is not a name; write small letters, digits and dashes"))
    return given


Amounts = Annotated[
    dict[str, int], PlainValidator(lambda given: _each(given, _amount, '{ USD = "500.00" }'))
]
CountrySpans = Annotated[
    dict[str, Window], PlainValidator(lambda given: _each(given, _by_country, '{ BR = "P120D" }'))
]
RouteSpans = Annotated[
    dict[str, Window], PlainValidator(lambda given: _each(given, _by_route, '{ CN-BR = "P60D" }'))
]
Shares = Annotated[dict[str, int], PlainValidator(_shares)]
Country = Annotated[str, AfterValidator(_country)]
GroundsItem = Annotated[str, AfterValidator(_grounds_item)]
Zone = Annotated[str, AfterValidator(_zone)]
Day = Annotated[date, PlainValidator(_day)]
Sentence = Annotated[str, AfterValidator(_sentence)]
Name = Annotated[str, AfterValidator(_slug)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]
