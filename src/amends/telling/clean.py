"""Text from outside, made harmless for a terminal."""

import unicodedata

# Marks that reorder what follows them: a terminal would show other words than were written.
_REORDERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text with every control character but the line break replaced by `�`."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if _harms(c) else c for c in text)


def _harms(character: str) -> bool:
    if character == "\n":
        return False
    return character in _REORDERS or unicodedata.category(character) in ("Cc", "Cs")
