"""The golden files of the log: what every event looks like as bytes, held still for ever.

    uv run python -m tests.log.golden            add what is missing; no line is ever changed
    uv run python -m tests.log.golden --anew     write them all again: only before a first release

Each file holds an event's samples, a line each: its body, its canonical bytes and its hash as the
first record of an order. A line that was released stays: there are logs that look like it. In
`defaults.txt` stands what a field that is left out means; that cannot change either.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, assert_never

import orjson

from amends.core.events import EVENTS
from amends.log.canonical import canonical
from amends.log.chain import GENESIS, link
from amends.log.codec import pack
from amends.log.forms import (
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
from amends.log.record import Record
from tests.log.samples import SAMPLES
from tests.people import ALICE

FOLDER = Path(__file__).parent / "golden"
DEFAULTS = FOLDER / "defaults.txt"
_DEPTH = 6
CLASSES: dict[str, type] = {**SAMPLES, **EVENTS}


def first_record(event: Any) -> Record[Any]:
    """The event as the first record of an order."""
    return Record(
        order_id="0190-golden", position=1, at=1_709_251_200_000, actor=ALICE, event=event
    )


def samples(cls: type) -> Iterator[Any]:
    """The least that an event can say, then all of it, until every class in it has had its turn."""
    yield _sample(cls, 0, depth=0)
    for turn in range(max(map(len, choices(Nested(cls))), default=1)):
        yield _sample(cls, turn, _DEPTH)


def line(event: Any) -> bytes:
    """The line of a golden file for an event."""
    return orjson.dumps(
        {
            "hash": link(first_record(event), GENESIS).hex(),
            "bytes": canonical(event),
            "body": pack(event),
        }
    )


def _sample(cls: type, turn: int, depth: int) -> Any:
    """A value that says all down to `depth` classes inside one another, and the least below."""
    given = {}
    for name, (field, form) in forms_of(cls).items():
        if has_default(field):
            if depth == 0:
                continue
            default = default_of(field)
            contents = (_content(form, name, turn + more, depth) for more in range(3))
            given[name] = next(content for content in contents if content != default)
        else:
            given[name] = _content(form, name, turn, depth)
    return cls(**given)


def _content(form: Form, name: str, turn: int, depth: int) -> Any:
    match form:
        case Plain(type=kind):
            return {int: 7 + turn, bool: turn % 2 == 0, str: f"{name} – {turn}"}[kind]
        case Day():
            return date(2024, 2, 29)
        case Words(words):
            return words[turn % len(words)]
        case Maybe(inner):
            return None if depth == 0 else _content(inner, name, turn, depth)
        case Many(item):
            return () if depth == 0 else (_content(item, name, turn, depth),)
        case Fixed(items):
            return tuple(_content(item, name, turn, depth) for item in items)
        case Table(item):
            return {} if depth == 0 else {name: _content(item, name, turn, depth)}
        case Nested(cls):
            return _sample(cls, turn, max(depth - 1, 0))
        case Choice(classes):
            return _sample(classes[turn % len(classes)], turn, max(depth - 1, 0))
        case _:
            assert_never(form)


def defaults() -> list[str]:
    """What each field that is left out stands for, in every class that an event can hold."""
    return sorted(
        f"{cls.__name__}.{name} = {default_of(field)!r}"
        for cls in {each for event in CLASSES.values() for each in held(Nested(event))}
        for name, (field, _) in forms_of(cls).items()
        if has_default(field)
    )


def held(form: Form, seen: tuple[type, ...] = ()) -> set[type]:
    """Every class that the form can hold, whatever it is chosen from."""
    match form:
        case Maybe(inner) | Many(inner) | Table(inner):
            return held(inner, seen)
        case Fixed(items):
            return {cls for item in items for cls in held(item, seen)}
        case Choice(classes):
            return {cls for each in classes for cls in held(Nested(each), seen)}
        case Nested(cls) if cls not in seen:
            inside = (held(inner, (*seen, cls)) for _, inner in forms_of(cls).values())
            return {cls, *(each for found in inside for each in found)}
        case _:
            return set()


def choices(form: Form, seen: tuple[type, ...] = ()) -> set[tuple[type, ...]]:
    """The classes that each field inside can choose from."""
    match form:
        case Maybe(inner) | Many(inner) | Table(inner):
            return choices(inner, seen)
        case Fixed(items):
            return {each for item in items for each in choices(item, seen)}
        case Nested(cls) if cls not in seen:
            forms = [inner for _, inner in forms_of(cls).values()]
            return {each for inner in forms for each in choices(inner, (*seen, cls))}
        case Choice(classes):
            inside = (choices(Nested(cls), seen) for cls in classes)
            return {classes, *(each for found in inside for each in found)}
        case _:
            return set()


def write(anew: bool = False) -> Iterator[Path]:
    """Add the lines that are missing, or write all files anew; gives the files that changed."""
    FOLDER.mkdir(exist_ok=True)
    for name, cls in CLASSES.items():
        path = FOLDER / f"{name}.jsonl"
        before = path.read_bytes().splitlines() if path.exists() and not anew else []
        after = list(dict.fromkeys([*before, *map(line, samples(cls))]))
        if after != before:
            path.write_bytes(b"".join(each + b"\n" for each in after))
            yield path
    stood = [] if anew or not DEFAULTS.exists() else DEFAULTS.read_text("utf-8").splitlines()
    if added := [each for each in defaults() if each not in stood]:
        DEFAULTS.write_text("\n".join(sorted([*stood, *added])) + "\n", "utf-8")
        yield DEFAULTS


if __name__ == "__main__":
    for written in write(anew="--anew" in sys.argv[1:]):
        print(written.name)
