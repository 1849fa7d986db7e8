"""What the field of a value class may hold, read from its type hint.

The codec and the canonical bytes both walk these forms, so that what one can store the other can
hash. A class whose hints say anything else is refused when it is first used, by name.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin
from typing import get_type_hints as hints_of

TAG = "is"  # names the class where a field may hold one of several; no field can have this name
SHAPE = "shape"  # the number of the shape, in a snapshot or event body whose number is above 1


@dataclass(frozen=True, slots=True)
class Plain:
    """A JSON value that stands for itself: `int`, `bool` or `str`."""

    type: type


@dataclass(frozen=True, slots=True)
class Day:
    """A `date`, as ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class Words:
    """A `Literal` of texts."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """The form, or `None`."""

    form: "Form"


@dataclass(frozen=True, slots=True)
class Many:
    """`tuple[X, ...]`."""

    item: "Form"


@dataclass(frozen=True, slots=True)
class Fixed:
    """`tuple[A, B]`."""

    items: "tuple[Form, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """`dict[str, X]`."""

    item: "Form"


@dataclass(frozen=True, slots=True)
class Nested:
    """A value of one class."""

    cls: type


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of one of several classes, told apart by `TAG`."""

    classes: tuple[type, ...]


type Form = Plain | Day | Words | Maybe | Many | Fixed | Table | Nested | Choice


def form_of(hint: Any) -> Form:
    """The form of a type hint; `TypeError` for what cannot be stored."""
    while isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if hint in (int, bool, str):
        return Plain(hint)
    if hint is date:
        return Day()
    if isinstance(hint, type) and is_dataclass(hint):
        return Nested(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal and all(type(word) is str for word in arguments):
        return Words(arguments)
    if origin is dict and arguments[0] is str:
        return Table(form_of(arguments[1]))
    if origin is tuple and arguments:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return Many(form_of(arguments[0]))
        return Fixed(tuple(form_of(argument) for argument in arguments))
    if origin in (Union, UnionType):
        return _union(hint, arguments)
    raise TypeError(f"{hint!r} cannot be stored in the log")


def _union(hint: Any, arguments: tuple[Any, ...]) -> Form:
    """`X | None`, a union of value classes, or both."""
    members = _members(arguments)
    rest = tuple(member for member in members if member is not NoneType)
    if len(rest) == 1:
        form = form_of(rest[0])
    elif all(isinstance(member, type) and is_dataclass(member) for member in rest):
        if len({member.__name__ for member in rest}) < len(rest):
            raise TypeError(f"two classes of one name in {hint!r} cannot be told apart")
        form = Choice(rest)
    elif all(get_origin(member) is Literal for member in rest):
        form = form_of(Literal[tuple(word for member in rest for word in get_args(member))])
    else:
        raise TypeError(f"{hint!r} cannot be stored in the log")
    return Maybe(form) if len(rest) < len(members) else form


def _members(arguments: tuple[Any, ...]) -> list[Any]:
    """The members of a union, with unions behind an alias opened."""
    members: list[Any] = []
    for argument in arguments:
        while isinstance(argument, TypeAliasType):
            argument = argument.__value__
        if get_origin(argument) in (Union, UnionType):
            members += [m for m in _members(get_args(argument)) if m not in members]
        elif argument not in members:
            members.append(argument)
    return members


def forms_of(cls: type) -> Mapping[str, tuple[Field[Any], Form]]:
    """The fields of a value class in order of declaration, each with its form."""
    hints = hints_of(cls)
    found: dict[str, tuple[Field[Any], Form]] = {}
    for field in fields(cls):
        if field.name == SHAPE:
            raise TypeError(f"{cls.__name__}: the name {SHAPE!r} is taken by the log")
        if not (field.init and field.compare):
            raise TypeError(f"{cls.__name__}.{field.name} is not part of its value")
        try:
            found[field.name] = field, form_of(hints[field.name])
        except TypeError as error:
            raise TypeError(f"{cls.__name__}.{field.name}: {error}") from None
    return found


def has_default(field: Field[Any]) -> bool:
    """Whether the field may be left out."""
    return field.default is not MISSING or field.default_factory is not MISSING


def default_of(field: Field[Any]) -> Any:
    """The value that the field has when it is left out."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
