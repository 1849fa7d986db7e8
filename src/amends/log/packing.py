"""Values to JSON-able data: fields that equal their default are left out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from amends.log.forms import (
    TAG,
    Choice,
    Day,
    Fixed,
    Form,
    Many,
    Maybe,
    Nested,
    Plain,
    Table,
    Words,
    default_of,
    forms_of,
    has_default,
)
from amends.log.source import Source

_SOURCE = Source(isoformat=date.isoformat)


def packer(cls: type) -> Callable[[Any, dict[str, Any]], dict[str, Any]]:
    """The function that adds the fields of a value of `cls` to a dict and returns it."""
    return _SOURCE.ready(cls, lambda: _function(cls))


def _function(cls: type) -> str:
    return _SOURCE.function(cls, f"pack_{cls.__name__}", "o, d", lambda: _body(cls))


def _body(cls: type) -> Iterator[str]:
    for name, (field, form) in forms_of(cls).items():
        if has_default(field):
            yield f"v = o.{name}"
            yield f"if {differs(default_of(field), _SOURCE)}: d[{name!r}] = {_packed(form, 'v')}"
        else:
            yield f"d[{name!r}] = {_packed(form, f'o.{name}')}"
    yield "return d"


def differs(default: Any, source: Source) -> str:
    """An expression that tells whether `v` is something else than the default."""
    if default is None or type(default) is bool:
        return f"v is not {default}"
    if type(default) in (int, str):
        return f"v != {default!r}"
    name = source.constant(default)
    return f"v is not {name} and v != {name}"


def _packed(form: Form, v: str) -> str:
    """An expression for the value of the expression `v`, packed."""
    match form:
        case Plain() | Words():
            return v
        case Day():
            return f"isoformat({v})"
        case Maybe(inner):
            packed = _packed(inner, "w")
            return v if packed == "w" else f"None if (w := {v}) is None else {packed}"
        case Many(item):
            packed = _packed(item, "x")
            return f"list({v})" if packed == "x" else f"[{packed} for x in {v}]"
        case Fixed(items):
            return f"[{', '.join(_packed(item, f'{v}[{i}]') for i, item in enumerate(items))}]"
        case Table(item):
            return f"{{k: {_packed(item, 'y')} for k, y in {v}.items()}}"
        case Nested(cls):
            return f"{_function(cls)}({v}, {{}})"
        case Choice(classes):
            return f"{_choice(classes)}({v})"


def _choice(classes: tuple[type, ...]) -> str:
    def body() -> Iterator[str]:
        yield "c = type(v)"
        for cls in classes:
            yield f"if c is {_SOURCE.constant(cls)}:"
            yield f"    return {_function(cls)}(v, {{{TAG!r}: {cls.__name__!r}}})"
        names = ", ".join(cls.__name__ for cls in classes)
        yield f"raise TypeError(c.__name__ + ' is none of {names}')"

    return _SOURCE.function(classes, "pack_one_of", "v", body)
