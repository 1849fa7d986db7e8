"""Signals that a text itself raises: money or contact outside, closing early, confirming early.

What is listened for is in `phrases.toml`; how disguises are undone is in `disguises.py`.
"""

import re

from amends.guard.disguises import opened, skeleton
from amends.guard.phrases import TextSignal, phrases

# A statement is read up to here; nobody is harmed by a line that nobody reads to its end.
_LONGEST = 20_000
_ADDRESS = re.compile(
    r"[\w.+\-]{2,64}\s?(?:@|\(at\)|\[at\])\s?[\w\-]{2,64}\s?(?:\.|\(dot\)|\[dot\])\s?[a-z]{2,6}\b"
)
_PHONE = re.compile(
    r"(?<![\w+])\+\d[\d\s().\-]{6,17}\d(?!\w)"
    r"|(?<!\w)\(\d{2,4}\)\s?\d{3,5}[\s.\-]?\d{4}(?!\w)"
)
_CALL = re.compile(
    r"(?<!\w)(?:call|phone|tel|telp|tlp|telepon|hp|text me|contact|ligu\w*|ligar|telefone|llam\w*"
    r"|telefono|celular|contato|zap|звон\w*|тел|номер|v|vx|qq|wa)(?!\w)"
    r"\D{0,25}(?:\d[\s.\-]?){7,12}\d(?!\d)"
    r"|(?:电话|電話|手机|手機)\D{0,8}(?:\d[\s.\-]?){7,12}\d(?!\d)"
)
_REACHED_BY = (_ADDRESS, _PHONE, _CALL)


def text_signals(text: str) -> frozenset[TextSignal]:
    """The signals of rules.md section 8 that the words of one statement raise."""
    seen = opened(text[:_LONGEST])
    folded = skeleton(seen)
    table = phrases()
    found: set[TextSignal] = set()
    if any(address.search(seen) for address in _REACHED_BY):
        found.add("off_platform_contact")
    for pattern in table.patterns:
        if pattern.signal not in found:
            spans = _ignored(table.ignored.get(pattern.signal), seen)
            if pattern.occurs(_blanked(seen, spans), _blanked(folded, spans)):
                found.add(pattern.signal)
    return frozenset(found)


def _ignored(phrase: re.Pattern[str] | None, seen: str) -> list[tuple[int, int]]:
    return [match.span() for match in phrase.finditer(seen)] if phrase else []


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans taken out, every other character at its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
