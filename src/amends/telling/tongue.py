"""The reader's language and zone: how words, amounts and instants are written for them."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from amends.core.moments import DAY, HOUR, MINUTE, Instant, to_datetime
from amends.telling import writing
from amends.telling.codes import QUESTIONS, WORDS

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh-hans", "es", "pt-br", "ru")
# The names of the folders of catalogues.
FOLDERS = {"zh-hans": "zh_Hans", "es": "es", "pt-br": "pt_BR", "ru": "ru"}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = FOLDERS.get(language, language)
    return gettext.translation("django", LOCALE, [folder], fallback=True)


@dataclass(frozen=True)
class Tongue:
    """A language of `LANGUAGES` and an IANA zone."""

    language: str = "en"
    zone: str = "UTC"

    def say(self, sentence: str, /, **details: object) -> str:
        """A sentence in this language, with its details filled in."""
        # The catalogue keeps its own description under the empty text.
        said = _catalogue(self.language).gettext(sentence) if sentence else ""
        return said.format(**details) if details else said

    def count(self, one: str, many: str, count: int, /, **details: object) -> str:
        """A sentence about a number of things, in the plural form of this language."""
        said = _catalogue(self.language).ngettext(one, many, count)
        return said.format(count=self.number(count), **details)

    def together(self, *sentences: str) -> str:
        """Whole sentences one after the other; empty ones are left out."""
        between = "" if self.language == "zh-hans" else " "
        return between.join(each for each in sentences if each)

    def money(self, minor: int, currency: str) -> str:
        """An amount as this language writes it, with the decimals that the currency has."""
        if self.language == "en":
            return writing.money(minor, currency)
        from amends.telling import locales

        return locales.money(minor, currency, self.language)

    def instant(self, at: Instant) -> str:
        """Day and time in the reader's zone, which is named: `Tue 19 March 2024, 14:00 (Madrid)`."""
        if self.language == "en" and self.zone == "UTC":
            return writing.instant(at)
        from amends.telling import locales

        when = locales.day_and_time(self._here(at), "yMMMEd", self.language)
        if self.zone == "UTC":
            return f"{when} UTC"
        return self.say("{when} ({city})", when=when, city=locales.city(self.zone, self.language))

    def short(self, at: Instant) -> str:
        """Day and time where there is little room; without the zone."""
        if self.language == "en":
            return f"{self._here(at):%d %b %Y %H:%M}"
        from amends.telling import locales

        return locales.day_and_time(self._here(at), "yMMMd", self.language)

    def day(self, at: Instant) -> str:
        """The day alone."""
        if self.language == "en":
            return f"{self._here(at):%d %b}"
        from amends.telling import locales

        return locales.day(self._here(at), "MMMd", self.language)

    def country(self, code: str) -> str:
        """A country by its name; the code itself where it is none that is known."""
        from amends.telling import locales

        return locales.country(code, self.language)

    def days(self, first: Instant, last: Instant) -> str:
        """From one day to another, of the calendar in UTC: `1–30 Nov 2026`."""
        from amends.telling import locales

        return locales.days(to_datetime(first), to_datetime(last), self.language)

    def place(self) -> str:
        """The zone by the name that people know: the city, or UTC."""
        if self.zone == "UTC":
            return "UTC"
        from amends.telling import locales

        return locales.city(self.zone, self.language)

    def span(self, length: int) -> str:
        """A length of time in milliseconds by its two largest units: `4 days 6 hours`."""
        minutes = max(0, length) // MINUTE
        days, hours, rest = (
            minutes * MINUTE // DAY,
            minutes * MINUTE % DAY // HOUR,
            minutes * MINUTE % HOUR // MINUTE,
        )
        parts = [
            self.count("{count} day", "{count} days", days) if days else "",
            self.count("{count} hour", "{count} hours", hours) if hours else "",
            self.count("{count} minute", "{count} minutes", rest)
            if not days and (rest or not hours)
            else "",
        ]
        return " ".join(part for part in parts if part)

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        if self.language == "en" or abs(value) < 1000:
            return f"{value:,}"
        from amends.telling import locales

        return locales.number(value, self.language)

    def percent(self, share: float) -> str:
        """A share of one as percents, with at most one decimal: `12.5%`."""
        from amends.telling import locales

        return locales.percent(share, self.language)

    def listed(self, items: Sequence[str], *, either: bool = False) -> str:
        """Several things in a row: `a, b and c`, or with `either` `a, b or c`."""
        if self.language == "en":
            last = " or " if either else " and "
            return last.join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
        from amends.telling import locales

        return locales.listed(items, self.language, either=either)

    def word(self, code: str) -> str:
        """A word of the closed lists as people say it: grounds, remedies, kinds, stages."""
        known = WORDS.get(code)
        return writing.spoken(code) if known is None else self.say(known)

    def question(self, code: str) -> str:
        """Grounds as the buyer would say them, for choosing: `The parcel has not come yet`."""
        known = QUESTIONS.get(code)
        return self.word(code) if known is None else self.say(known)

    def iso(self, at: Instant) -> str:
        """The instant for a program."""
        return to_datetime(at).isoformat()

    def _here(self, at: Instant) -> datetime:
        return to_datetime(at).astimezone(ZoneInfo(self.zone))


ENGLISH = Tongue()
