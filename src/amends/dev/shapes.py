"""How the manual writes the type of a field, its default, and the comment beside it."""

import ast
import dataclasses
import inspect
import io
import tokenize
import types
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

NAMES = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    float: "number",
    type(None): "nothing",
    object: "anything",
    Any: "anything",
}


def shape(kind: Any) -> str:
    """The type in words: `tuple[int, ...]` is "list of whole number"."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return str(inside[1])
    if origin is Literal:
        return ", ".join(f"`{choice}`" if choice else "empty" for choice in inside)
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return f"list of {_bracketed(inside[0])}"
    if origin is tuple:
        return f"({'; '.join(shape(part) for part in inside)})"
    if origin in (Union, types.UnionType):
        return " or ".join(shape(part) for part in inside)
    if origin is dict:
        return f"table of {_bracketed(inside[1])} by {shape(inside[0])}"
    if origin is not None:
        return f"list of {_bracketed(inside[0])}"
    return NAMES.get(kind) or str(getattr(kind, "__name__", kind))


def _bracketed(kind: Any) -> str:
    text = shape(kind)
    return f"({text})" if ", " in text and not text.startswith("(") else text


def values_inside(kind: Any) -> Iterator[type]:
    """The value classes that a field's type holds, such as `Line` in `tuple[Line, ...]`."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        yield kind
    for part in get_args(kind):
        yield from values_inside(part)


def default(field: "dataclasses.Field[Any]") -> str:
    """The default as the manual shows it: empty where the field must be given."""
    value: Any = field.default
    if field.default_factory is not dataclasses.MISSING:
        value = field.default_factory()
    if value is dataclasses.MISSING:
        return ""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if value in ((), {}, ""):
        return "empty"
    return f"`{value}`"


@cache
def comments(cls: type) -> dict[str, str]:
    """What the source says about each field of `cls`: the comment above it and the one beside it."""
    source = inspect.getsource(cls)
    said = {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT and "fmt:" not in token.string
    }
    lines = source.splitlines()
    found = {}
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            above: list[str] = []
            line = node.lineno - 1
            while line in said and lines[line - 1].lstrip().startswith("#"):
                above.insert(0, said[line])
                line -= 1
            last = node.end_lineno or node.lineno
            beside = [said[number] for number in range(node.lineno, last + 1) if number in said]
            found[node.target.id] = " ".join([*above, *beside])
    return found


def paragraph(thing: object) -> str:
    """The docstring, as paragraphs."""
    return inspect.getdoc(thing) or ""


def row(*cells: str) -> str:
    """One row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table, or nothing when it has no rows."""
    if not rows:
        return ""
    return "\n".join([row(*head), "|" + "---|" * len(head), *(row(*cells) for cells in rows)])
