"""`--with name=value` and `--with-file` into the plain arguments of a command.

A value is read by what the command's field is: text stays as it is typed (`amount=9.00`), numbers
and true or false are read, lists and tables are JSON or TOML (`exhibits=["photo"]`,
`liable={seller=50, carrier=50}`), and a plain list may be written with commas.
"""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from amends.cli.trouble import USAGE, TroubleError

LARGEST_FILE = 4 * 1024 * 1024


def read_arguments(command: type, given: Sequence[str], file: Path | None) -> dict[str, object]:
    """The arguments of a command; those given with `--with` come before those of the file."""
    hints = get_type_hints(command)
    found: dict[str, object] = {} if file is None else _from_file(file)
    for each in given:
        name, mark, text = each.partition("=")
        name = name.strip()
        if not mark or not name:
            raise TroubleError(
                f"{each[:60]!r} gives no argument a value.",
                f"Write name=value; {_names(hints)}.",
                USAGE,
            )
        if name not in hints:
            raise TroubleError(
                f"{name[:60]!r} is not an argument of this command.", f"{_names(hints)}.", USAGE
            )
        found[name] = _value(hints[name], text, name)
    return found


def _names(hints: dict[str, Any]) -> str:
    return f"Its arguments are: {', '.join(hints)}" if hints else "It has no arguments"


def _value(kind: Any, text: str, name: str) -> object:
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    kind = options[0]
    if kind is str or get_origin(kind) is Literal:
        return text
    if kind is bool:
        words = {"true": True, "yes": True, "false": False, "no": False}
        return words.get(text.strip().lower(), text)
    if kind is int:
        digits = text.strip()
        return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 20 else text
    return _structure(text.strip(), name)


def _structure(text: str, name: str) -> object:
    """A list or table; words with commas are a list, `role=number` with commas a table."""
    if text[:1] in "[{" and text:
        return _parsed(text, name)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if parts and all("=" in part for part in parts):
        return _parsed(f"{{{', '.join(parts)}}}", name)
    return parts[0] if len(parts) == 1 and name == "liable" else parts


def _parsed(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TroubleError(
            f"{name}: {text[:60]!r} is neither JSON nor TOML.",
            'Write a list like ["photo", "video"] or a table like {seller = 50, carrier = 50}.',
            USAGE,
        ) from error


def _from_file(path: Path) -> dict[str, object]:
    with path.open("rb") as stream:
        source = stream.read(LARGEST_FILE + 1)
    if len(source) > LARGEST_FILE:
        raise TroubleError(f"{path} is larger than 4 MiB.", "Give a file with one command.", USAGE)
    try:
        text = source.decode("utf-8-sig")
        table = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix == ".toml" else "JSON"
        raise TroubleError(
            f"{path} is not {kind}: {str(error)[:200]}.",
            "Give a table of the command's arguments, in a file that ends in .json or .toml.",
            USAGE,
        ) from error
    if not isinstance(table, dict):
        raise TroubleError(
            f"{path} holds no table.", "Give a table of the command's arguments.", USAGE
        )
    return table
