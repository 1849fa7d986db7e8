"""Amounts as people type them, turned into what the core reads: `1 250,00` is `1250.00`."""

import re

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_GROUPED = re.compile(r"-?\d{1,3}([.,])\d{3}(?:\1\d{3})*([.,])\d*", re.ASCII)
_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII)


def amount(text: str) -> str:
    """Plain text with a point, wherever there is one way alone to mean it; all else is left as it is.

    Spaces go; of two marks the last one is the decimal mark; a comma before one or two digits is
    one as well. `1,250` could be either, so the core refuses it and says how to write it.
    """
    plain = _SPACES.sub("", text)
    grouped = _GROUPED.fullmatch(plain)
    if grouped is not None and grouped[1] != grouped[2]:
        return plain.replace(grouped[1], "").replace(grouped[2], ".")
    if _COMMA.fullmatch(plain):
        return plain.replace(",", ".")
    return plain or text
