"""Plain arguments into commands: strict about names and types, clear about what is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from amends.core.faults import (
    Fault,
    Missing,
    NotAmong,
    NotKnown,
    NotText,
    TooLarge,
    TooLong,
    TooMany,
    Wanted,
    WrongKind,
)
from amends.core.refusals.commands import BadArgument
from amends.core.value import PRIVATE

# A text in a command; more is a file, and files are exhibits.
LONGEST_TEXT = 20_000
MOST_ENTRIES = 1000

_PLAIN: dict[type, Wanted] = {bool: "boolean", int: "whole_number", str: "text"}


class CommandError(ValueError):
    """An argument that cannot be meant: `field` is its place, `fault` what is wrong with it."""

    def __init__(self, field: str, fault: Fault) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault

    @property
    def refusal(self) -> BadArgument:
        """The same as an answer."""
        return BadArgument(field=self.field, fault=self.fault)


def build_from(cls: Any, arguments: Mapping[str, object], place: str = "") -> Any:
    """A command, or a value inside one, from plain arguments."""
    if not isinstance(arguments, Mapping):
        raise CommandError(place or "arguments", _wrong("table", arguments))
    hints = _hints(cls)
    known = {each.name: each for each in fields(cls)}
    for name in arguments:
        if name not in known:
            at = f"{place}.{name}" if place else str(name)
            raise CommandError(at, NotKnown(names=tuple(known)))
    made = {}
    for name, each in known.items():
        at = f"{place}.{name}" if place else name
        if name in arguments:
            made[name] = _content(hints[name], _lines(each, arguments[name]), at)
        elif each.default is MISSING and each.default_factory is MISSING:
            raise CommandError(at, Missing())
    return cls(**made)


def _lines(each: Field[Any], given: object) -> object:
    """Words may be given as a list of lines, for example the facts of a ruling."""
    lines = isinstance(given, list) and all(isinstance(line, str) for line in given)
    if lines and each.metadata.get(PRIVATE) == "author":
        return "\n".join(given)  # type: ignore[arg-type]
    return given


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _content(kind: Any, given: object, at: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        choices = [k for k in get_args(kind) if k is not NoneType]
        return None if given is None else _content(choices[0], given, at)
    if origin is Literal:
        if given not in get_args(kind):
            raise CommandError(at, NotAmong(given=_shown(given), choices=get_args(kind)))
        return given
    if kind is bool or kind is int or kind is str:
        return _plain(kind, given, at)
    if origin is tuple:
        return _several(get_args(kind), given, at)
    if origin is dict:
        if not isinstance(given, Mapping):
            raise CommandError(at, _wrong("quantities", given))
        return {str(k): _plain(int, v, f"{at}.{k}") for k, v in given.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        if isinstance(given, str):
            # An exhibit may be given by its kind alone.
            given = {next(iter(_hints(kind))): given}
        if not isinstance(given, Mapping):
            raise CommandError(at, _wrong("table", given))
        return build_from(kind, given, at)
    raise CommandError(at, _wrong("nothing", given))


def _plain(kind: type, given: object, at: str) -> Any:
    if type(given) is not kind:
        raise CommandError(at, _wrong(_PLAIN[kind], given))
    if kind is int and not -(2**53) < given < 2**53:  # type: ignore[operator]
        raise CommandError(at, TooLarge())
    if kind is str:
        _text(str(given), at)
    return given


def _wrong(wanted: Wanted, given: object) -> WrongKind:
    return WrongKind(wanted=wanted, given=_shown(given))


def _shown(given: object) -> str:
    return repr(given)[:100]


def _text(given: str, at: str) -> None:
    if len(given) > LONGEST_TEXT:
        raise CommandError(at, TooLong(most=LONGEST_TEXT))
    if "\x00" in given or any(0xD800 <= ord(c) <= 0xDFFF for c in given):
        raise CommandError(at, NotText())


def _several(kinds: tuple[Any, ...], given: object, at: str) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        inner = kinds[0]
        if get_origin(inner) is tuple:
            return _shares(inner, given, at)
        if not isinstance(given, list | tuple):
            raise CommandError(at, _wrong("list", given))
        if len(given) > MOST_ENTRIES:
            raise CommandError(at, TooMany(most=MOST_ENTRIES))
        return tuple(_content(inner, each, f"{at}[{n}]") for n, each in enumerate(given))
    raise CommandError(at, _wrong("nothing", given))


def _shares(inner: Any, given: object, at: str) -> tuple[Any, ...]:
    """Shares are written as a role, or as a table of roles and percents."""
    roles = get_args(inner)[0]
    if isinstance(given, str):
        given = {given: 100}
    if not isinstance(given, Mapping):
        raise CommandError(at, _wrong("shares", given))
    return tuple(
        (_content(roles, role, at), _plain(int, share, f"{at}.{role}"))
        for role, share in given.items()
    )
