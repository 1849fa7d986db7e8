"""Refusals in words: whole sentences from the table, with each detail written by its type.

`told` is for people on pages, in their language; `said` is for programs and the command line, in
English, with codes, plain amounts and ISO 8601; `packed` is for programs that read JSON.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from amends.core.faults import Fault
from amends.core.moments import Window, format_duration, format_instant
from amends.core.money import Money, format_minor
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadAmount, BadArgument
from amends.telling.codes import FIELDS, MOVES
from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows, commands, disputes, orders, rulings
from amends.telling.refused.faults import FAULTS
from amends.telling.tongue import Tongue

ROWS: Rows = {**commands.ROWS, **orders.ROWS, **disputes.ROWS, **rulings.ROWS}
_KINDS: dict[object, str] = {Money: "money", Window: "window", int: "number", bool: "number"}


@dataclass(frozen=True)
class Said:
    """What is so, and what can be done instead."""

    sentence: str
    instead: str

    def __str__(self) -> str:
        return f"{self.sentence} {self.instead}"


def told(tongue: Tongue, refusal: Refusal) -> tuple[str, str]:
    """What is so and what can be done instead, in the reader's language, zone and format."""
    details = _details(refusal)
    what, about = _rows(refusal, details)
    written = {name: _for_people(tongue, *detail) for name, detail in details.items()}
    sentence, instead = about.on_page or about.sentence, what.instead_on_page or what.instead
    return _filled(tongue.say(sentence), written), _filled(tongue.say(instead), written)


def said(refusal: Refusal) -> Said:
    """The same in English for programs: codes, amounts like `9.00 USD`, ISO 8601."""
    details = _details(refusal)
    what, about = _rows(refusal, details)
    written = {name: _for_programs(*detail) for name, detail in details.items()}
    return Said(_filled(about.sentence, written), _filled(what.instead, written))


def wrong(fault: Fault, field: str) -> str:
    """What is wrong with an argument, for programs; without the period."""
    return said(BadArgument(field=field, fault=fault)).sentence.removesuffix(".")


def packed(refusal: Refusal) -> dict[str, object]:
    """A refusal as plain JSON: code, words, and the details by name."""
    words = said(refusal)
    return {
        "code": refusal.code,
        "sentence": words.sentence,
        "instead": words.instead,
        "later": refusal.later,
        "details": _packed(refusal),
    }


def kinds_of(cls: type) -> dict[str, str]:
    """What each detail of a refusal or fault is, by its name; `[]` behind it: several of them."""
    hints = _hints(cls)
    return {each.name: _kind(hints[each.name]) for each in fields(cls)}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def _kind(hint: Any) -> str:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return str(inside[1])
    if origin in (Union, UnionType):
        return _kind(inside[0])
    if origin is tuple:
        return f"{_kind(inside[0])}[]"
    if origin is Literal:
        return "code"
    return _KINDS.get(hint, "text")


def _details(refusal: Refusal | Fault) -> dict[str, tuple[str, Any]]:
    """Kind and content of each detail, with those of the fault among them."""
    found: dict[str, tuple[str, Any]] = {}
    for name, kind in kinds_of(type(refusal)).items():
        content = getattr(refusal, name)
        if isinstance(content, Fault):
            found |= _details(content)
        else:
            found[name] = (kind, content)
    return found


def _rows(refusal: Refusal, details: dict[str, tuple[str, Any]]) -> tuple[Row, Row]:
    """The row of a refusal, and that which says what is so: with a fault it is the fault's."""
    what = _chosen(ROWS[refusal.code], details)
    if isinstance(refusal, BadArgument | BadAmount):
        return what, _chosen(FAULTS[refusal.fault.code], details)
    return what, what


def _chosen(row: Row | By, details: dict[str, tuple[str, Any]]) -> Row:
    while isinstance(row, By):
        kind, content = details[row.detail]
        row = row.rows[content if kind == "code" else "yes" if content else "no"]
    return row


def _filled(sentence: str, written: dict[str, str]) -> str:
    # A sentence without details is filled in as well: doubled braces stand for single ones.
    return sentence.format(**written)


def _for_people(tongue: Tongue, kind: str, content: Any) -> str:
    one, several, _ = kind.partition("[]")
    if several:
        return _several(tongue, one, content)
    match kind:
        case "money":
            return tongue.money(content.minor, content.currency)
        case "instant":
            return "" if content is None else tongue.instant(content)
        case "span":
            return tongue.span(content)
        case "window" if content.working_days:
            return tongue.count("{count} working day", "{count} working days", content.working_days)
        case "window":
            return tongue.span(content.span)
        case "code":
            return tongue.word(content)
        case "command":
            return tongue.say(MOVES.get(content, content))
        case "place":
            field = content.partition(".")[0].partition("[")[0]
            return tongue.say(FIELDS.get(field, field))
        case _:
            return str(content)


def _several(tongue: Tongue, kind: str, contents: Sequence[Any]) -> str:
    if not contents:
        return tongue.say(N_("nothing") if kind == "command" else N_("none"))
    written = [_for_people(tongue, kind, each) for each in contents]
    return tongue.listed(written, either=True) if kind in _CODES else ", ".join(written)


_CODES = frozenset(("code", "command"))


def _for_programs(kind: str, content: Any) -> str:
    one, several, _ = kind.partition("[]")
    if several:
        nothing = "nothing" if one == "command" else "none"
        return ", ".join(_for_programs(one, each) for each in content) or nothing
    return str(_plain(kind, content))


def _plain(kind: str, content: Any) -> object:
    """Instants and lengths of time as ISO 8601, all else as it is."""
    if content is None:
        return None
    if kind == "instant":
        return format_instant(content)
    return format_duration(content) if kind == "span" else content


def _packed(thing: Refusal | Fault) -> dict[str, object]:
    return {
        name: _as_json(kind, getattr(thing, name)) for name, kind in kinds_of(type(thing)).items()
    }


def _as_json(kind: str, content: Any) -> object:
    if isinstance(content, tuple):
        return [_as_json(kind.removesuffix("[]"), each) for each in content]
    if isinstance(content, Money):
        amount = format_minor(content.minor, content.currency)
        return {"amount": amount, "currency": content.currency}
    if isinstance(content, Fault):
        return {"code": content.code, **_packed(content)}
    return str(content) if isinstance(content, Window) else _plain(kind, content)
