"""Logs of every release are read and verified by this one: the golden files are held still."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from amends.log.canonical import canonical, canonical_packed
from amends.log.chain import GENESIS, link, verify
from amends.log.codec import dumps, loads, recall
from amends.log.forms import SHAPE, TAG, Nested, forms_of
from amends.log.record import Entry
from amends.log.upcast import shape_of
from tests.conftest import Figure
from tests.log.golden import CLASSES, DEFAULTS, FOLDER, choices, defaults, first_record

FILES = sorted(FOLDER.glob("*.jsonl"))
COMMAND = "add its lines with: uv run python -m tests.log.golden"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(each) for each in path.read_bytes().splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_written_once_is_read_for_ever(path: Path, figure: Figure) -> None:
    cls = CLASSES[path.stem]
    lines = _lines(path)
    for golden in lines:
        body = orjson.dumps(golden["body"])
        event: Any = loads(cls, body)
        assert recall(cls, body) == event
        assert canonical_packed(golden["body"]) == golden["bytes"]
        record = first_record(event)
        entry = Entry(
            order_id=record.order_id,
            position=record.position,
            at=record.at,
            role=record.actor.role,
            name=record.actor.name,
            type=path.stem,
            body=body,
            previous=GENESIS,
            hash=bytes.fromhex(golden["hash"]),
        )
        assert verify([entry]) is None
        if golden["body"].get(SHAPE, 1) == shape_of(path.stem):
            assert dumps(event) == body
            assert canonical(event) == golden["bytes"]
            assert link(record, GENESIS) == entry.hash
    figure("golden records of the log", len(lines))


def test_every_event_has_its_golden_file() -> None:
    assert sorted(CLASSES) == [path.stem for path in FILES], COMMAND


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_of_an_event_stands_in_its_golden_file(name: str) -> None:
    path = FOLDER / f"{name}.jsonl"
    written = {key for golden in _lines(path) for key in golden["body"]} if path.exists() else set()
    assert set(forms_of(CLASSES[name])) <= written, COMMAND


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_that_an_event_can_hold_stands_in_its_golden_file(name: str) -> None:
    possible = {cls.__name__ for classes in choices(Nested(CLASSES[name])) for cls in classes}
    path = FOLDER / f"{name}.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert {cls for cls in possible if f'{{"{TAG}":"{cls}"' not in text} == set(), COMMAND


def test_what_a_missing_field_stands_for_never_changes() -> None:
    """Old records that left it out would say something else, under the same hash."""
    assert DEFAULTS.read_text("utf-8").splitlines() == defaults(), COMMAND
