"""Refusals in the reader's language: the sentence, and each detail as this reader writes it.

The core says its refusals in English. What stands in them as free English words is a closed set,
recognised here by its pattern and said again in the reader's language.
"""

import re
from collections.abc import Callable
from functools import cache

from amends.core.moments import MomentError, parse_duration, parse_instant
from amends.core.money import MoneyError, parse_minor
from amends.core.refusals import REFUSALS, Refusal
from amends.telling.codes import FIELDS, MOVES
from amends.telling.mark import N_
from amends.telling.refused_texts import ON_PAGES, TEXTS, WHOLE
from amends.telling.tongue import Tongue

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
_DURATION = re.compile(r"P(?=\w)(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII)
_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})", re.ASCII)
_WORKING_DAYS = re.compile(r"(\d+) working days", re.ASCII)

_FREE = frozenset(("why", "lost", "safer", "problem"))
_CODES = frozenset(
    ("kinds", "choices", "roles", "role", "stage", "status", "remedy", "grounds", "state", "step",
     "bearers")
)  # fmt: skip


def told(tongue: Tongue, refusal: Refusal) -> tuple[str, str]:
    """What is so and what can be done instead, in the reader's language, zone and format."""
    form = REFUSALS.get(refusal.code)
    if form is None:
        return refusal.sentence, refusal.instead
    sentence, instead = form.sentence, ON_PAGES.get(refusal.code, form.instead)
    details = dict(refusal.details)
    for detail in details.values():
        sentence, instead = WHOLE.get((refusal.code, detail), (sentence, instead))
    said = {name: _detail(tongue, name, detail) for name, detail in details.items()}
    return _filled(tongue, sentence, said), _filled(tongue, instead, said)


def _filled(tongue: Tongue, sentence: str, said: dict[str, str]) -> str:
    # A sentence without details is filled in as well: doubled braces stand for single ones.
    return tongue.say(sentence).format(**said).strip()


def _detail(tongue: Tongue, name: str, detail: str) -> str:
    if name in _FREE:
        return _free(tongue, detail)
    if name == "moves":
        return _several(tongue, detail, lambda code: tongue.say(MOVES.get(code, code)))
    if name in _CODES:
        return _several(tongue, detail, tongue.word)
    return value(tongue, detail)


def _several(tongue: Tongue, codes: str, say: Callable[[str], str]) -> str:
    return tongue.listed([say(code) for code in codes.split(", ")], either=True)


def value(tongue: Tongue, text: str) -> str:
    """An instant, a length of time or an amount as the reader writes it; all else as it is."""
    try:
        if _INSTANT.fullmatch(text):
            return tongue.instant(parse_instant(text))
        if _DURATION.fullmatch(text):
            return tongue.span(parse_duration(text))
        amount = _AMOUNT.fullmatch(text)
        if amount is not None:
            return tongue.money(parse_minor(amount[1], amount[2]), amount[2])
    except (MomentError, MoneyError):
        return text
    days = _WORKING_DAYS.fullmatch(text)
    if days is not None:
        return tongue.count("{count} working day", "{count} working days", int(days[1]))
    return tongue.say(N_("none")) if text == "none" else text


def _free(tongue: Tongue, text: str) -> str:
    for pattern, sentence in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            parts = {n: _part(tongue, n, part) for n, part in found.groupdict().items()}
            return tongue.say(sentence).format(**parts)
    return text


def is_known(text: str) -> bool:
    """Whether a free text of the core is among those that are translated."""
    return any(pattern.fullmatch(text) for pattern, _ in _patterns())


def _part(tongue: Tongue, name: str, part: str) -> str:
    if name != "field":
        return value(tongue, part)
    field = re.split(r"[.\[]", part, maxsplit=1)[0]
    return tongue.say(FIELDS.get(field, field))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(text), sentence) for text, sentence in TEXTS.items())


def _pattern(text: str) -> re.Pattern[str]:
    """The core's text with a group for each `{name}` in it."""
    parts = re.split(r"\{(\w+)\}", text)
    named = (f"(?P<{part}>.*?)" if n % 2 else re.escape(part) for n, part in enumerate(parts))
    return re.compile("".join(named), re.DOTALL)
