"""Forms made from commands: one place knows the fields, their words and their kinds."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.http import QueryDict
from django.urls import reverse

from amends.core.commands import COMMANDS
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.telling.typed import amount

Kind = Literal["hidden", "line", "text", "amount", "number", "choice", "one", "choices", "tick"]
Tone = Literal["", "main", "quiet", "danger"]

# Texts of commands that are amounts of money.
_AMOUNTS = frozenset(("amount", "freight", "made_whole"))


@dataclass(frozen=True)
class Field:
    """One field as a template shows it; `options` are pairs of value and words.

    Of a few things `one` shows each beside the others, `choice` a list that opens.
    """

    name: str
    kind: Kind
    label: str = ""
    value: str | tuple[str, ...] = ""
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    required: bool = False


@dataclass(frozen=True)
class Form:
    """One thing that can be done now: a command with a button that says what will happen.

    `key` is new for every form that is shown, so that sending it twice has one effect. `refused` is
    the answer that it got before. `says` are sentences to read before the button is pressed,
    `opens` is on the button that unfolds it, where it differs, and `preview` an address that shows
    what the form would do.
    """

    command: str
    action: str
    button: str
    key: str
    fields: tuple[Field, ...] = ()
    refused: Refusal | None = None
    tone: Tone = ""
    opened: bool = False
    says: tuple[str, ...] = ()
    opens: str = ""
    preview: str = ""

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields that are filled in by hand."""
        return tuple(field for field in self.fields if field.kind != "hidden")

    @property
    def folded(self) -> bool:
        """Whether it is closed behind its button until there is something to fill in or to read."""
        return bool(self.shown or self.says)


@dataclass(frozen=True)
class Explained:
    """A form with a sentence that says what it will do, and what the guard says about it."""

    form: Form
    said: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tried:
    """A form that was sent and refused, or only looked at: what was typed is kept."""

    command: str
    given: Mapping[str, object]
    refusal: Refusal | None


def form(
    seen: Seen,
    command: str,
    button: str,
    *shown: Field,
    tone: Tone = "",
    tried: Tried | None = None,
    says: tuple[str, ...] = (),
    **fixed: object,
) -> Form:
    """A form of a command: `shown` are filled in by hand, `fixed` go along unseen."""
    hidden = tuple(Field(name, "hidden", value=_written(value)) for name, value in fixed.items())
    mine = tried is not None and tried.command == command and _same(tried.given, fixed)
    kept = tuple(_kept(field, tried.given) for field in shown) if mine and tried else shown
    refused = tried.refusal if mine and tried else None
    return Form(
        command=command,
        action=reverse("do", args=[seen.order.id, command]),
        button=button,
        key=str(uuid.uuid4()),
        fields=(*hidden, *kept),
        refused=refused,
        tone=tone,
        opened=mine,
        says=says,
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _same(given: Mapping[str, object], fixed: Mapping[str, object]) -> bool:
    return all(_written(given.get(name)) == _written(value) for name, value in fixed.items())


def _kept(field: Field, given: Mapping[str, object]) -> Field:
    table, _, row = field.name.partition(".")
    rows = given.get(table)
    found = rows.get(row, 0) if row and isinstance(rows, Mapping) else given.get(field.name)
    if found is None:
        return field
    if isinstance(found, list):
        return replace(field, value=tuple(str(each) for each in found))
    return replace(field, value=_written(found))


def arguments_of(command: str, sent: QueryDict) -> dict[str, object]:
    """What was filled in, as the plain arguments of the command. Empty fields are left out.

    Shares and other tables are sent as `liable.seller=50`; lists as the same name several times.
    What is no argument of the command is left alone: the form's key, for example.
    """
    kinds = _kinds(command)
    found: dict[str, object] = {}
    for name, kind in kinds.items():
        if kind == "table":
            rows = _table(name, sent)
            if rows:
                found[name] = rows
        elif kind == "list":
            several = [each for each in sent.getlist(name) if each]
            if several:
                found[name] = several
        elif sent.get(name, "") != "":
            given = str(sent[name])
            found[name] = amount(given) if is_amount(name) else _read(kind, given)
    return found


def _table(name: str, sent: QueryDict) -> dict[str, object]:
    start = f"{name}."
    return {
        key.removeprefix(start): _read("number", str(sent[key]))
        for key in sent
        if key.startswith(start) and sent[key] not in ("", "0")
    }


def _read(kind: str, text: str) -> object:
    if kind == "tick":
        return {"true": True, "on": True, "false": False}.get(text.lower(), text)
    if kind == "number":
        digits = text.strip()
        return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 20 else text
    return text.replace("\r\n", "\n")


@cache
def _kinds(command: str) -> dict[str, str]:
    made = COMMANDS[command]
    hints = get_type_hints(made)
    return {each.name: _kind(hints[each.name]) for each in fields(made)}


def _kind(hint: Any) -> str:
    if get_origin(hint) in (Union, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if hint is bool:
        return "tick"
    if hint is int:
        return "number"
    if get_origin(hint) is dict:
        return "table"
    if get_origin(hint) is tuple:
        return "table" if get_origin(get_args(hint)[0]) is tuple else "list"
    return "text"


def is_amount(name: str) -> bool:
    """Whether a field holds money."""
    return name in _AMOUNTS


def options(seen: Seen, codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Words of a closed list, to choose from."""
    return tuple((code, seen.tongue.word(code)) for code in codes)
