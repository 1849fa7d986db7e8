"""Turn what the shape found into sentences that say what to write instead."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from amends.policies.files import Document
from amends.policies.problems import Place, Problem, dotted
from amends.policies.shape import PolicyShape
from amends.policies.spelling import one_of, quoted

# A file with more errors than this is not a policy; the rest is counted.
MOST = 200

_OWN = {"name": 'name = "my-shop"', "version": "version = 1", "title": 'title = "My shop"'}

# By the name that pydantic gives to the error.
_SENTENCES = {
    "literal_error": "{given} is not one of its values; write {expected}",
    "string_type": '{given} is not text; write it in quotes, like "{last}"',
    "int_type": "{given} is not a whole number; write it without quotes, like 10",
    "bool_type": "{given} is neither true nor false; write one of them without quotes",
    "list_type": '{given} is not a list; write it in brackets, like ["…"]',
    "model_type": "{given} is not a table; write its fields under [{place}]",
    "too_short": "is empty; name at least one",
    "greater_than_equal": "{given} is too small; write {ge} or more",
    "less_than_equal": "{given} is too large; write {le} or less",
}


def complaints(
    error: ValidationError, document: Document, model: Mapping[str, Any]
) -> list[Problem]:
    """Every error of the file as a problem, by line. `model` is a complete policy's document."""
    found = error.errors(include_url=False)
    problems = [
        Problem(
            file=document.file,
            line=document.line(each["loc"]),
            field=dotted(each["loc"]),
            message=_sentence(each["type"], each["loc"], each, model),
        )
        for each in found[:MOST]
    ]
    problems.sort(key=lambda problem: problem.line)
    if len(found) > MOST:
        rest = f"and {len(found) - MOST} more; begin with a smaller file"
        problems.append(Problem(file=document.file, line=0, field="", message=rest))
    return problems


def _sentence(kind: str, place: Place, error: Mapping[str, Any], model: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    match kind:
        case "said":
            return str(error["msg"])
        case "missing":
            return f"is missing; {_example(place, model)}"
        case "extra_forbidden":
            return f"is not known; {_nearest(place)}"
        case "literal_error":
            context = {"expected": _options(context["expected"])}
        case _:
            pass
    sentence = _SENTENCES.get(kind, "{given} cannot be meant: {msg}")
    return sentence.format(
        given=quoted(error["input"]),
        last=place[-1],
        place=dotted(place),
        msg=error["msg"],
        **context,
    )


def _example(place: Place, model: Mapping[str, Any]) -> str:
    if len(place) == 1 and place[0] in _OWN:
        return f"write for example {_OWN[str(place[0])]}"
    found: Any = model
    for part in place:
        found = next(iter(found), {}) if isinstance(part, int) else found.get(part, "…")
    if isinstance(found, dict):
        start = 'begin the file with extends = "aliexpress-2017"'
        return f"write the table [{dotted(place)}], or {start} and write only what differs"
    return f"write for example {place[-1]} = {json.dumps(found, ensure_ascii=False)}"


def _options(expected: str) -> str:
    return one_of(f'"{name}"' for name in re.findall(r"'([^']*)'", expected))


def _nearest(place: Place) -> str:
    known = _fields(place[:-1])
    near = difflib.get_close_matches(str(place[-1]), known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"remove it, or write {one_of(known)}"


def _fields(place: Place) -> list[str]:
    """The names that may stand in the table at `place`."""
    shape: type[BaseModel] = PolicyShape
    for part in place:
        if isinstance(part, str):
            shape = _inner(shape.model_fields[part].annotation)
    return list(shape.model_fields)


def _inner(annotation: Any) -> type[BaseModel]:
    found: Iterable[Any] = (annotation, *get_args(annotation))
    return next(each for each in found if isinstance(each, type) and issubclass(each, BaseModel))
