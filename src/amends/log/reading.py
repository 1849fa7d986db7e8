"""JSON-able data to values: `reader` looks at everything, `recaller` trusts what it is given."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from amends.log.errors import CodecError, missing, unknown, wrong
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

_NOUNS: dict[type, str] = {int: "a whole number", bool: "true or false", str: "text"}


def _located(read: Callable[[Any], Any], items: list[Any]) -> CodecError:
    """The error of the first of `items` that cannot be read, with its index."""
    for index, item in enumerate(items):
        try:
            read(item)
        except CodecError as error:
            return error.under(f"[{index}]")
    raise AssertionError("every item can be read")


def _day(v: Any) -> date:
    try:
        day = date.fromisoformat(v)
    except (TypeError, ValueError):
        raise wrong(v, "a day like 2024-03-01") from None
    if day.isoformat() != v:
        raise wrong(v, "a day like 2024-03-01")
    return day


_STRICT = Source(
    CodecError=CodecError, missing=missing, unknown=unknown, wrong=wrong, located=_located,
    read_day=_day, NONE=object(),
)  # fmt: skip
_TRUSTED = Source(new=object.__new__, day=date.fromisoformat)


def reader(cls: type) -> Callable[[Any, int], Any]:
    """The strict function from data to a value of `cls`; its second argument is the number of
    keys that are no fields. It raises `CodecError`."""
    return _STRICT.ready(cls, lambda: _read_class(cls))


def recaller(cls: type) -> Callable[[Any], Any]:
    """The function from data that `pack` gave to a value of `cls`; it looks at nothing twice."""
    return _TRUSTED.ready(cls, lambda: _recall_class(cls))


def _read_class(cls: type) -> str:
    return _STRICT.function(cls, f"read_{cls.__name__}", "d, n", lambda: _read_body(cls))


def _read_body(cls: type) -> Iterator[str]:
    found = forms_of(cls)
    yield "if type(d) is not dict: raise wrong(d, 'an object')"
    yield f"n += {len(found)}"
    for name, (field, form) in found.items():
        yield f"v = d.get({name!r}, NONE)"
        yield "if v is NONE:"
        if has_default(field):
            yield f"    f_{name} = {_default(default_of(field), field.default_factory, _STRICT)}"
            yield "    n -= 1"
        else:
            yield f"    raise missing({name!r})"
        yield "else:"
        yield from (f"    {line}" for line in _read_field(name, form))
    names = _STRICT.constant(tuple(found))
    yield f"if n != len(d): raise unknown(d, {names})"
    given = ", ".join(f"{name}=f_{name}" for name in found)
    yield f"return {_STRICT.constant(cls)}({given})"


def _default(default: Any, factory: Any, source: Source) -> str:
    """An expression for the default; made anew where the class says so."""
    if default is None or type(default) in (bool, int, str):
        return repr(default)
    if callable(factory):
        return f"{source.constant(factory)}()"
    return source.constant(default)


def _read_field(name: str, form: Form) -> Iterator[str]:
    """Lines that check `v` and bind it to `f_` and the name; the common forms without a call."""
    match form:
        case Plain(kind):
            yield f"if type(v) is not {kind.__name__}: raise wrong(v, {_NOUNS[kind]!r}, {name!r})"
            yield f"f_{name} = v"
        case Maybe(Plain(kind)):
            noun = f"{_NOUNS[kind]} or null"
            yield f"if v is not None and type(v) is not {kind.__name__}:"
            yield f"    raise wrong(v, {noun!r}, {name!r})"
            yield f"f_{name} = v"
        case _:
            yield f"try: f_{name} = {_read(form)}(v)"
            yield f"except CodecError as e: raise e.under({name!r}) from None"


def _read(form: Form) -> str:
    """The name of the strict function for a form, of one argument."""
    if isinstance(form, Day):
        return "read_day"
    return _STRICT.function(form, f"read_{type(form).__name__}", "v", lambda: _read_lines(form))


def _read_lines(form: Form) -> Iterator[str]:
    match form:
        case Plain(kind):
            yield f"if type(v) is not {kind.__name__}: raise wrong(v, {_NOUNS[kind]!r})"
            yield "return v"
        case Day():
            yield "return read_day(v)"
        case Words(words):
            noun = f"one of {', '.join(map(repr, words))}"
            yield f"if type(v) is not str or v not in {_STRICT.constant(frozenset(words))}:"
            yield f"    raise wrong(v, {noun!r})"
            yield "return v"
        case Maybe(inner):
            yield f"return None if v is None else {_read(inner)}(v)"
        case Many(item):
            read = _read(item)
            yield "if type(v) is not list: raise wrong(v, 'a list')"
            yield f"try: return tuple([{read}(x) for x in v])"
            yield f"except CodecError: raise located({read}, v) from None"
        case Fixed(items):
            noun = f"a list of {len(items)}"
            yield f"if type(v) is not list or len(v) != {len(items)}: raise wrong(v, {noun!r})"
            for index, item in enumerate(items):
                yield f"try: v{index} = {_read(item)}(v[{index}])"
                yield f"except CodecError as e: raise e.under('[{index}]') from None"
            yield f"return ({''.join(f'v{index},' for index in range(len(items)))})"
        case Table(item):
            yield "if type(v) is not dict: raise wrong(v, 'an object')"
            yield "d = {}"
            yield "for k, x in v.items():"
            yield f"    try: d[k] = {_read(item)}(x)"
            yield "    except CodecError as e: raise e.under(k) from None"
            yield "return d"
        case Nested(cls):
            yield f"return {_read_class(cls)}(v, 0)"
        case Choice(classes):
            noun = f"one of {', '.join(cls.__name__ for cls in classes)}"
            yield "if type(v) is not dict: raise wrong(v, 'an object')"
            yield f"c = v.get({TAG!r})"
            for cls in classes:
                yield f"if c == {cls.__name__!r}: return {_read_class(cls)}(v, 1)"
            yield f"raise wrong(c, {noun!r}, {TAG!r})"


def _recall_class(cls: type) -> str:
    return _TRUSTED.function(cls, f"recall_{cls.__name__}", "d", lambda: _recall_body(cls))


def _recall_body(cls: type) -> Iterator[str]:
    # Setting the slots one by one is what __init__ would do, without binding its arguments.
    yield f"o = new({_TRUSTED.constant(cls)})"
    yield "g = d.get"
    for name, (field, form) in forms_of(cls).items():
        if not has_default(field):
            yield f"o.{name} = {_recalled(form, f'd[{name!r}]')}"
            continue
        default = _default(default_of(field), field.default_factory, _TRUSTED)
        simple = isinstance(form, Plain | Words)
        if simple or (form in _MAYBE_SIMPLE and default != "None"):
            yield f"o.{name} = g({name!r}, {default})"
        elif default == "None":
            yield f"v = g({name!r})"
            yield f"o.{name} = {_recalled(form, 'v')}"
        else:
            yield f"o.{name} = {_recalled(form, f'd[{name!r}]')} if {name!r} in d else {default}"
    if hasattr(cls, "__post_init__"):
        yield "o.__post_init__()"
    yield "return o"


_MAYBE_SIMPLE = tuple(Maybe(Plain(kind)) for kind in _NOUNS)


def _recalled(form: Form, v: str) -> str:
    """An expression for the data of the expression `v`, as a value."""
    match form:
        case Plain() | Words() | Maybe(Plain() | Words()):
            return v
        case Day():
            return f"day({v})"
        case Maybe(inner):
            return f"None if (w := {v}) is None else {_recalled(inner, 'w')}"
        case Many(item):
            part = _recalled(item, "x")
            return f"tuple({v})" if part == "x" else f"tuple([{part} for x in {v}])"
        case Fixed(items):
            parts = [_recalled(item, f"{v}[{index}]") for index, item in enumerate(items)]
            return f"({''.join(f'{part},' for part in parts)})"
        case Table(item):
            return f"{{k: {_recalled(item, 'y')} for k, y in {v}.items()}}"
        case Nested(cls):
            return f"{_recall_class(cls)}({v})"
        case Choice(classes):
            return f"{_recall_choice(classes)}({v})"


def _recall_choice(classes: tuple[type, ...]) -> str:
    def body() -> Iterator[str]:
        yield f"c = v[{TAG!r}]"
        for cls in classes:
            yield f"if c == {cls.__name__!r}: return {_recall_class(cls)}(v)"
        yield "raise KeyError(c)"

    return _TRUSTED.function(classes, "recall_one_of", "v", body)
