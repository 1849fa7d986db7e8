"""How values are spelled in a policy file: windows, amounts, countries, days, sentences.

Each reader returns the value or refuses it with a fault.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from amends.core import faults
from amends.core.grounds import BEARERS, GROUNDS
from amends.core.moments import DAY, MomentError, Window, parse_duration
from amends.core.money import MoneyError, example, parse_minor
from amends.policies.countries import COUNTRIES
from amends.policies.faults import (
    CannotBearALoss,
    EmptyWindow,
    Fault,
    NegativeAmount,
    NegativeWindow,
    NotACountry,
    NotADay,
    NotAName,
    NotAnAmount,
    NotARoute,
    NotAShare,
    NotATableOfValues,
    NotATimeZone,
    NotAWindow,
    NotInTheGrounds,
    NotOneLine,
    SharesDoNotSum,
    TooManyDecimals,
    UnknownCurrency,
    UnknownWindow,
    WindowOfMonths,
    WindowTooLong,
    WorkingDaysOutOfBounds,
)
from amends.policies.problems import Place

NONE = "none"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_DAYS = 3650
LONGEST_WORKING_DAYS = 366
LONGEST_SENTENCE = 300
# By which name pydantic carries a fault.
FAULT = "fault"

_WORKING_DAYS = re.compile(r"(\d{1,4}) working days?", re.ASCII)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


def refuse(fault: Fault) -> NoReturn:
    """Refuse a value for one fault."""
    refuse_all([((), fault)])
    raise AssertionError("a fault is always refused")


def refuse_all(errors: Iterable[tuple[Place, Fault]]) -> None:
    """Refuse a value for every fault, each with its place below the value; not where there is none."""
    found = [
        InitErrorDetails(
            type=PydanticCustomError(FAULT, "{code}", {"code": fault.code, FAULT: fault}),
            loc=place,
            input=None,
        )
        for place, fault in errors
    ]
    if found:
        raise ValidationError.from_exception_data("policy", found)


def quoted(given: object) -> str:
    """What was given, shortened, on one line and without control characters."""
    if isinstance(given, date):
        return given.isoformat()
    text = ascii(given) if isinstance(given, str) and not given.isprintable() else repr(given)
    return text if len(text) <= 60 else text[:57] + "…"


def window(given: object) -> Window:
    """`"P5D"`, `"PT48H"` or `"3 working days"`; not negative, at most ten years."""
    if not isinstance(given, str):
        refuse(NotAWindow(given=quoted(given)))
    working = _WORKING_DAYS.fullmatch(given)
    if working:
        days = int(working[1])
        if not 1 <= days <= LONGEST_WORKING_DAYS:
            refuse(WorkingDaysOutOfBounds(given=quoted(given), most=LONGEST_WORKING_DAYS))
        return Window(working_days=days)
    if "-" in given:
        refuse(NegativeWindow(given=quoted(given)))
    try:
        span = parse_duration(given)
    except MomentError:
        months = _has_months(given)
        refuse((WindowOfMonths if months else UnknownWindow)(given=quoted(given)))
    if span > LONGEST_DAYS * DAY:
        refuse(WindowTooLong(given=quoted(given), days=LONGEST_DAYS))
    return Window(span=span)


def _has_months(given: str) -> bool:
    return given.startswith("P") and not {"M", "Y"}.isdisjoint(given.partition("T")[0])


def _span(given: object) -> Window:
    length = window(given)
    if not length.span and not length.working_days:
        refuse(EmptyWindow(given=quoted(given)))
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
        refuse(NotATableOfValues(given=quoted(given), example=example))
    found: dict[str, Any] = {}
    errors: list[tuple[Place, Fault]] = []
    for name, entry in given.items():
        if entry == NONE:
            continue
        try:
            found[name] = read(name, entry)
        except ValidationError as error:
            errors += [((name, *e["loc"]), e["ctx"][FAULT]) for e in error.errors()]
    refuse_all(errors)
    return dict(sorted(found.items()))


def _amount(currency: str, given: object) -> int:
    if not isinstance(given, str):
        refuse(NotAnAmount(given=quoted(given), example='"500.00"'))
    try:
        minor = parse_minor(given, currency)
    except MoneyError as error:
        refuse(_no_amount(error.fault, currency, given))
    if minor < 0:
        refuse(NegativeAmount(given=quoted(given)))
    return minor


def _no_amount(fault: faults.Fault, currency: str, given: str) -> Fault:
    """What the core found wrong with an amount, as a fault of a file."""
    if isinstance(fault, faults.NoCurrency):
        return UnknownCurrency(given=quoted(currency))
    if isinstance(fault, faults.TooManyDecimals):
        return TooManyDecimals(
            given=quoted(given),
            decimals=len(given.partition(".")[2]),
            currency=currency,
            most=fault.decimals,
            example=repr(fault.example),
        )
    return NotAnAmount(given=quoted(given), example=repr(example(currency)))


def _by_country(country: str, given: object) -> Window:
    _country(country)
    return _span(given)


def _by_route(route: str, given: object) -> Window:
    origin, dash, destination = route.partition("-")
    if not dash or origin not in COUNTRIES or destination not in COUNTRIES:
        refuse(NotARoute(given=quoted(route)))
    return _span(given)


def _country(given: str) -> str:
    if given not in COUNTRIES:
        refuse(NotACountry(given=quoted(given)))
    return given


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        refuse(NotATimeZone(given=quoted(given)))
    return given


def _day(given: object) -> date:
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    refuse(NotADay(given=quoted(given)))


def _grounds_item(given: str) -> str:
    if given not in GROUNDS and given not in grounds_classes():
        refuse(NotInTheGrounds(given=quoted(given), choices=tuple(GROUNDS)))
    return given


def grounds_classes() -> dict[str, tuple[str, ...]]:
    """The classes of the grounds with their items, in the order of the rule book."""
    classes: dict[str, tuple[str, ...]] = {}
    for name in GROUNDS:
        of, _, item = name.partition(".")
        classes[of] = (*classes.get(of, ()), item)
    return classes


def _shares(given: object) -> dict[str, int]:
    """Whole percents by bearer that sum to 100 (readings.md 31)."""
    found = _each(given, _share, "shares = { seller = 50, carrier = 50 }")
    if found and sum(found.values()) != 100:
        refuse(SharesDoNotSum(total=sum(found.values())))
    return {bearer: found[bearer] for bearer in BEARERS if bearer in found}


def _share(bearer: str, given: object) -> int:
    if bearer not in BEARERS:
        refuse(CannotBearALoss(given=quoted(bearer), choices=tuple(BEARERS)))
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= 100:
        refuse(NotAShare(given=quoted(given)))
    return given


def _sentence(given: str) -> str:
    if not given.strip() or not given.isprintable() or len(given) > LONGEST_SENTENCE:
        refuse(NotOneLine(given=quoted(given), most=LONGEST_SENTENCE))
    return given


def _slug(given: str) -> str:
    if not _NAME.fullmatch(given):
        refuse(NotAName(given=quoted(given)))
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
