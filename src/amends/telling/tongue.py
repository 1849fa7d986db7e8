"""The reader's language and zone: how words, amounts and instants are written for them."""

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.core.moments import Instant, to_datetime
from amends.telling import writing

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh-hans", "es", "pt-br", "ru")
# The names of the folders of catalogues.
_FOLDERS = {"zh-hans": "zh_Hans", "pt-br": "pt_BR"}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = _FOLDERS.get(language, language)
    return gettext.translation("django", LOCALE, [folder], fallback=True)


@dataclass(frozen=True)
class Tongue:
    """A language of `LANGUAGES` and an IANA zone."""

    language: str = "en"
    zone: str = "UTC"

    def say(self, sentence: str, /, **details: object) -> str:
        """A sentence in this language, with its details filled in."""
        said = _catalogue(self.language).gettext(sentence)
        return said.format(**details) if details else said

    def count(self, one: str, many: str, count: int, /, **details: object) -> str:
        """A sentence about a number of things, in the plural form of this language."""
        said = _catalogue(self.language).ngettext(one, many, count)
        return said.format(count=count, **details)

    def money(self, minor: int, currency: str) -> str:
        """An amount in its currency, with that currency's decimals."""
        return writing.money(minor, currency)

    def instant(self, at: Instant) -> str:
        """Day and time in the reader's zone, with the zone named."""
        return writing.instant(at)

    def short(self, at: Instant) -> str:
        """Day and time where there is little room; without the zone."""
        return writing.short_instant(at)

    def day(self, at: Instant) -> str:
        """The day alone."""
        return writing.day(at)

    def word(self, code: str) -> str:
        """A word of the closed lists as people say it: grounds, remedies, kinds, stages."""
        return writing.spoken(code)

    def iso(self, at: Instant) -> str:
        """The instant for a program."""
        return to_datetime(at).isoformat()


ENGLISH = Tongue()
