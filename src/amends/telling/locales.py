"""Amounts, instants, numbers and lists in the formats of a language, as CLDR has them.

Decimals are those of ISO 4217, never CLDR's: thirteen currencies differ. Imported where it is first
needed, since reading the formats takes a fifth of a second and the command line has its own.
"""

import copy
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_datetime, format_interval, get_timezone_location
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent

from amends.core.money import exponent, format_minor

NAMES = {"en": "en", "zh-hans": "zh_Hans", "es": "es", "pt-br": "pt_BR", "ru": "ru"}
# Patterns of our own; other languages take CLDR's.
_ENGLISH = {"yMMMEd": "EEE d MMMM y", "yMMMd": "d MMM y", "MMMd": "d MMM"}
_JOINED = {"zh-hans": " "}


@cache
def locale(language: str) -> Locale:
    """The formats of one of our languages."""
    return Locale.parse(NAMES[language])


@cache
def _amounts(language: str, decimals: int) -> NumberPattern:
    pattern: NumberPattern = copy.copy(locale(language).currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)
    return pattern


def money(minor: int, currency: str, language: str) -> str:
    """`9,00 $`, `US$ 9,00`: the amount with all decimals of its currency."""
    said = _amounts(language, exponent(currency)).apply(
        Decimal(format_minor(minor, currency)),
        locale(language),
        currency=currency,
        currency_digits=False,
    )
    return str(said)


def day(moment: datetime, skeleton: str, language: str) -> str:
    """The day in its zone: `yMMMEd` with weekday and year, `yMMMd` without weekday, `MMMd` short."""
    pattern = (
        _ENGLISH[skeleton]
        if language == "en"
        else str(locale(language).datetime_skeletons[skeleton].pattern)
    )
    return format_datetime(moment, pattern, locale=locale(language))


def days(first: datetime, last: datetime, language: str) -> str:
    """From one day to another, each part said once: `1–30 Nov 2026`."""
    # Days come before months here, as everywhere in our English.
    place = "en_GB" if language == "en" else NAMES[language]
    return str(format_interval(first, last, "yMMMd", tzinfo=UTC, locale=place))


def day_and_time(moment: datetime, skeleton: str, language: str) -> str:
    """Day and time, 24 hours."""
    between = _JOINED.get(language, ", ")
    return f"{day(moment, skeleton, language)}{between}{moment:%H:%M}"


@cache
def city(zone: str, language: str) -> str:
    """The city by which people know a zone: `Мадрид` for Europe/Madrid."""
    return get_timezone_location(zone, locale=locale(language), return_city=True)


def number(value: int | float | Decimal, language: str) -> str:
    """`1,250` with the language's separators."""
    return format_decimal(value, locale=locale(language))


def percent(share: float, language: str) -> str:
    """`12.5%` for 0.125, with at most one decimal."""
    return format_percent(round(share, 3), format=_percents(language), locale=locale(language))


@cache
def _percents(language: str) -> NumberPattern:
    pattern: NumberPattern = copy.copy(locale(language).percent_formats[None])
    pattern.frac_prec = (0, 1)
    return pattern


def listed(items: Sequence[str], language: str, *, either: bool = False) -> str:
    """`a, b and c`, or with `either` `a, b or c`."""
    return format_list(list(items), style="or" if either else "standard", locale=locale(language))


def country(code: str, language: str) -> str:
    """`Бразилия` for BR; the code itself where CLDR has no name for it."""
    return str(locale(language).territories.get(code, code))


def weekday(number: int, language: str) -> str:
    """The day of the week by its full name, 0 for Monday."""
    return str(locale(language).days["stand-alone"]["wide"][number])
