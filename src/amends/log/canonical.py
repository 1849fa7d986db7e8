"""The bytes that the chain is made of, written field by field by our own code.

They are bencode, with three words more, so that any language can write them in thirty lines:

    whole number   i-12e
    text           its length in UTF-8 bytes, a colon, the text: 6:kettle
    true false null   t f n
    list           l … e
    object         d … e, its keys as text, each followed by its content, sorted by code point

No two different contents have the same bytes. An object holds what the packed value holds
(log/codec.py): a field that equals its default is left out, so a field that is added with a default
changes no old hash. Sorting makes the order of declaration, and what a database does to JSON, no
part of the proof. Why: docs/decisions/2026-11-22-bytes-of-the-log.md.

`canonical` writes a value, by a function made for its class; `canonical_packed` writes packed data
of any shape, known or not, and is what verification uses. Both give the same bytes.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from amends.log.errors import CodecError
from amends.log.forms import (
    SHAPE,
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
from amends.log.packing import differs
from amends.log.source import Source
from amends.log.upcast import shape_of

_DEEPEST = 64
_WRITERS: dict[type, Callable[[Any], str]] = {}


def text(content: str) -> str:
    """Text with its length in bytes before it."""
    return f"{len(content) if content.isascii() else len(content.encode())}:{content}"


def canonical(value: Any) -> str:
    """The canonical bytes of a value, as text of which they are the UTF-8."""
    cls = type(value)
    write = _WRITERS.get(cls)
    if write is None:
        shape = shape_of(cls.__name__)
        extra = () if shape == 1 else ((SHAPE, f"i{shape}e"),)
        write = _WRITERS[cls] = _SOURCE.ready((cls, extra), lambda: _function(cls, extra))
    try:
        return write(value)
    except UnicodeEncodeError as error:
        raise CodecError(f"{cls.__name__} holds text that is not UTF-8: {error}") from error
    except KeyError as error:
        raise CodecError(f"{cls.__name__} holds a word outside its closed list: {error}") from error


def canonical_packed(packed: Any) -> str:
    """The same of packed data; `CodecError` for what the codec never writes."""
    try:
        return _packed(packed, _DEEPEST)
    except UnicodeEncodeError as error:
        raise CodecError(f"text that is not UTF-8: {error}") from error


def _packed(packed: Any, deeper: int) -> str:
    kind = type(packed)
    if kind is str:
        return text(packed)
    if kind is int:
        return f"i{packed}e"
    if kind is bool:
        return "t" if packed else "f"
    if packed is None:
        return "n"
    if deeper == 0:
        raise CodecError(f"nested deeper than {_DEEPEST}")
    if kind is list:
        return f"l{''.join([_packed(item, deeper - 1) for item in packed])}e"
    if kind is dict:
        parts = [text(key) + _packed(packed[key], deeper - 1) for key in sorted(packed)]
        return f"d{''.join(parts)}e"
    raise CodecError(f"{packed!r} is nothing that the log holds")


def _day(day: date) -> str:
    return text(day.isoformat())


def _table(table: dict[str, Any], write: Callable[[Any], str]) -> str:
    return f"d{''.join([text(key) + write(table[key]) for key in sorted(table)])}e"


def _stray(found: Any) -> str:
    # `True` passes for a whole number with the type checker, and JSON would say something else.
    raise CodecError(f"{found!r} is in a field of another type")


_SOURCE = Source(text=text, day=_day, table=_table, stray=_stray)

type Extra = tuple[tuple[str, str], ...]  # keys that are no fields, with their canonical text


def _function(cls: type, extra: Extra) -> str:
    title = f"write_{cls.__name__}"
    return _SOURCE.function((cls, extra), title, "o", lambda: _body(cls, extra))


def _body(cls: type, extra: Extra) -> Iterator[str]:
    found = forms_of(cls)
    written = dict(extra)
    yield "s = 'd'"
    for name in sorted([*found, *written]):
        if name in written:
            yield f"s += {text(name) + written[name]!r}"
            continue
        field, form = found[name]
        yield f"v = o.{name}"
        add = f"s += {_written(text(name), form, 'v')}"
        yield f"if {differs(default_of(field), _SOURCE)}: {add}" if has_default(field) else add
    yield "return s + 'e'"


def _written(before: str, form: Form, v: str) -> str:
    """An expression for constant text followed by the expression `v` in canonical form."""
    match form:
        case Plain(type=kind) if kind is int:
            return f"f'{before}i{{{v} if {v}.__class__ is int else stray({v})}}e'"
        case Plain(type=kind) if kind is bool:
            no = f"'{before}f' if {v} is False else stray({v})"
            return f"('{before}t' if {v} is True else {no})"
        case Plain():
            size = f"len({v}) if {v}.isascii() else len({v}.encode())"
            return f"f'{before}{{{size}}}:{{{v}}}'"
        case Words(words):
            return f"{_SOURCE.constant({word: before + text(word) for word in words})}[{v}]"
        case Maybe(inner):
            return f"('{before}n' if {v} is None else {_written(before, inner, v)})"
        case Many(item):
            return f"f'{before}l{{\"\".join([{_written('', item, 'x')} for x in {v}])}}e'"
        case Fixed(items):
            parts = [_written("", item, f"{v}[{i}]") for i, item in enumerate(items)]
            return " + ".join([f"'{before}l'", *parts, "'e'"])
        case Day():
            return f"'{before}' + day({v})"
        case Table(item):
            return f"'{before}' + table({v}, lambda y: {_written('', item, 'y')})"
        case Nested(cls):
            return f"'{before}' + {_function(cls, ())}({v})"
        case Choice(classes):
            return f"'{before}' + {_choice(classes)}({v})"


def _choice(classes: tuple[type, ...]) -> str:
    def body() -> Iterator[str]:
        yield "c = type(v)"
        for cls in classes:
            write = _function(cls, ((TAG, text(cls.__name__)),))
            yield f"if c is {_SOURCE.constant(cls)}: return {write}(v)"
        yield "raise TypeError(c.__name__)"

    return _SOURCE.function(classes, "write_one_of", "v", body)
