"""The phrase table `phrases.toml`, read once and made into patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from amends.core.value import value
from amends.guard.disguises import plain, skeleton

TextSignal = Literal[
    "off_platform_payment", "off_platform_contact", "close_for_replacement", "early_confirmation"
]
TEXT_SIGNALS: tuple[TextSignal, ...] = get_args(TextSignal)
Span = tuple[int, int]

_SPAN = 120
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NEVER = "(?!)"


@value
class Group:
    """Phrases of which one must occur: words as read, names also in their skeleton."""

    words: re.Pattern[str]
    names: re.Pattern[str]

    def spots(self, seen: str, folded: str) -> list[Span]:
        """Where a phrase of this group stands."""
        return [
            *(match.span() for match in self.words.finditer(seen)),
            *(match.span() for match in self.names.finditer(folded)),
        ]


@value
class Pattern:
    """One row of the table: every group must occur within `span` characters, in any order."""

    signal: TextSignal
    groups: tuple[Group, ...]
    span: int

    def occurs(self, seen: str, folded: str) -> bool:
        """Whether the pattern is met in an opened text and its skeleton."""
        spots = []
        for group in self.groups:
            here = group.spots(seen, folded)
            if not here:
                return False
            spots.append(here)
        first, *others = spots
        return any(all(_near(spot, other, self.span) for other in others) for spot in first)


@value
class Phrases:
    """The whole table."""

    patterns: tuple[Pattern, ...]
    ignored: dict[TextSignal, re.Pattern[str]]


def _near(spot: Span, others: Iterable[Span], span: int) -> bool:
    start, end = spot
    return any(
        max(end, to) - min(start, at) <= span and (to <= start or at >= end) for at, to in others
    )


@cache
def phrases() -> Phrases:
    """The table as it is shipped."""
    raw = tomllib.loads(files("amends.guard").joinpath("phrases.toml").read_text("utf-8"))
    lists, names = raw["lists"], raw["names"]
    return Phrases(
        patterns=tuple(_pattern(row, lists, names) for row in raw["pattern"]),
        ignored={row["signal"]: _any(row["phrases"]) for row in raw["ignore"]},
    )


def _pattern(row: dict[str, Any], lists: dict[str, Any], names: dict[str, Any]) -> Pattern:
    return Pattern(
        signal=row["signal"],
        groups=tuple(_group(group, lists, names) for group in row["near"]),
        span=row.get("span", _SPAN),
    )


def _group(group: Iterable[str], lists: dict[str, Any], names: dict[str, Any]) -> Group:
    words: list[str] = []
    called: list[str] = []
    waiting = list(group)
    while waiting:
        phrase = waiting.pop()
        if phrase.startswith("@@"):
            called += names[phrase[2:]]
        elif phrase.startswith("@"):
            waiting += lists[phrase[1:]]
        else:
            words.append(phrase)
    return Group(words=_any(words), names=_any(skeleton(plain(name)) for name in called))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    bounded = "|".join(_phrase(word) for word in longest_first if not _CHINESE.search(word))
    free = [_phrase(word) for word in longest_first if _CHINESE.search(word)]
    return re.compile("|".join([rf"(?<!\w)(?:{bounded or _NEVER})(?!\w)", *free]))


def _phrase(words: str) -> str:
    return re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\W{1,3}")
