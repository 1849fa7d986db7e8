"""Turn what the shape found into faults, each with its line."""

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from amends.policies.faults import (
    CannotBeMeant,
    EmptyList,
    Fault,
    MissingField,
    MissingTable,
    MisspelledField,
    MoreFaults,
    NeitherTrueNorFalse,
    NotAList,
    NotATable,
    NotAWholeNumber,
    NotOneOf,
    NotText,
    TooLarge,
    TooSmall,
    UnknownField,
)
from amends.policies.files import Document
from amends.policies.problems import Place, Problem, dotted
from amends.policies.shape import PolicyShape
from amends.policies.spelling import FAULT, quoted

# A file with more errors than this is not a policy; the rest is counted.
MOST = 200

_OWN = {"name": 'name = "my-shop"', "version": "version = 1", "title": 'title = "My shop"'}

# What pydantic says by the name of its error, where that needs nothing but the value and its place.
_FAULTS: dict[str, Callable[[str, Place, Mapping[str, Any]], Fault]] = {
    "literal_error": lambda given, at, ctx: NotOneOf(
        given=given, choices=tuple(f'"{name}"' for name in _choices(at))
    ),
    "string_type": lambda given, at, ctx: NotText(given=given, example=str(at[-1])),
    "int_type": lambda given, at, ctx: NotAWholeNumber(given=given),
    "bool_type": lambda given, at, ctx: NeitherTrueNorFalse(given=given),
    "list_type": lambda given, at, ctx: NotAList(given=given),
    "model_type": lambda given, at, ctx: NotATable(given=given, table=dotted(at)),
    "too_short": lambda given, at, ctx: EmptyList(),
    "greater_than_equal": lambda given, at, ctx: TooSmall(given=given, least=ctx["ge"]),
    "less_than_equal": lambda given, at, ctx: TooLarge(given=given, most=ctx["le"]),
}


def complaints(error: ValidationError, document: Document, model: Document) -> list[Problem]:
    """Every error of the file as a problem, by line. `model` is a complete policy to take from."""
    found = error.errors(include_url=False)
    problems = [
        Problem(
            file=document.file,
            line=document.line(each["loc"]),
            field=dotted(each["loc"]),
            fault=_fault(each, model),
        )
        for each in found[:MOST]
    ]
    problems.sort(key=lambda problem: problem.line)
    if len(found) > MOST:
        problems.append(Problem(file=document.file, fault=MoreFaults(count=len(found) - MOST)))
    return problems


def _fault(error: Mapping[str, Any], model: Document) -> Fault:
    kind, place, context = error["type"], error["loc"], error.get("ctx", {})
    if kind == FAULT:
        fault: Fault = context[FAULT]
        return fault
    if kind == "missing":
        return _missing(place, model)
    if kind == "extra_forbidden":
        return _unknown(place)
    given = quoted(error["input"])
    if kind in _FAULTS:
        return _FAULTS[kind](given, place, context)
    return CannotBeMeant(given=given, reason=error["msg"])


def _missing(place: Place, model: Document) -> Fault:
    if len(place) == 1 and place[0] in _OWN:
        return MissingField(example=_OWN[str(place[0])])
    found: Any = model.content
    for part in place:
        found = next(iter(found), {}) if isinstance(part, int) else found.get(part, "…")
    if isinstance(found, dict):
        return MissingTable(table=dotted(place), base=str(model.content["name"]))
    return MissingField(example=f"{place[-1]} = {json.dumps(found, ensure_ascii=False)}")


def _unknown(place: Place) -> Fault:
    known = tuple(_table(place[:-1]).model_fields)
    near = difflib.get_close_matches(str(place[-1]), known, n=1)
    return MisspelledField(near=near[0]) if near else UnknownField(known=known)


def _table(place: Place) -> type[BaseModel]:
    """The shape of the table at `place`."""
    shape: type[BaseModel] = PolicyShape
    for part in place:
        if isinstance(part, str):
            shape = _inner(shape.model_fields[part].annotation)
    return shape


def _inner(annotation: Any) -> type[BaseModel]:
    found: Iterable[Any] = (annotation, *get_args(annotation))
    return next(each for each in found if isinstance(each, type) and issubclass(each, BaseModel))


def _choices(place: Place) -> Iterator[str]:
    """The words that the field at `place`, or a list in it, may hold."""
    *tables, field = (part for part in place if isinstance(part, str))
    left: list[Any] = [_table(tuple(tables)).model_fields[field].annotation]
    while left:
        annotation = left.pop()
        if get_origin(annotation) is Literal:
            yield from get_args(annotation)
        else:
            left += get_args(annotation)
