"""A process is killed between a file and its exhibit: nothing stays that eats an allowance."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from amends.dev.places import ROOT
from tests.conftest import Figure
from tests.faults.uploading import POINTS

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; of SQLite's, none: it is a file in the home."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


def ran(home: Path, database: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """A process of the pages, until it ends or is killed."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.uploading", str(home), *words],
        env={**os.environ, "DATABASE_URL": database}, cwd=ROOT,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_what_a_kill_leaves_between_file_and_exhibit_is_put_right(
    tmp_path: Path, database: str, figure: Figure
) -> None:
    made = ran(tmp_path, database, "make")
    assert made.returncode == 0, made.stderr
    orders: dict[str, str] = json.loads(made.stdout)
    for point in POINTS:
        done = ran(tmp_path, database, point, orders[point])
        assert done.returncode == -9, (point, done.stdout, done.stderr[-2000:])
    again = ran(tmp_path, database, "again", orders["tried again"])
    assert again.returncode == 0, again.stderr
    finished = ran(tmp_path, database, "finish", json.dumps(orders))
    assert finished.returncode == 0, finished.stderr
    told: dict[str, Any] = json.loads(finished.stdout)

    def upload(when: str, point: str) -> tuple[int, bool, bool, bool]:
        found = told[when][point]
        return found["uploads"], found["waiting"] == 1, found["counts"], found["shown"]

    at_once = {point: upload("at once", point) for point in POINTS}
    assert at_once == {
        "stored": (0, False, False, False),
        "kept": (1, True, False, False),
        "bound": (1, False, True, False),
        "tried again": (1, False, True, True),
        "named": (1, False, True, True),
        "opened": (1, False, True, True),
        "refused": (1, False, True, False),
        "removed": (0, False, False, False),
    }
    assert told["at once"]["tried again"]["pending"] == 0
    # What may still be under way is no fault, and is left alone.
    assert told["at once"]["wrong"] == 0
    assert told["at once"]["files without a row"] == 0
    assert told["too early"] == [0, 0, 0]
    # Nobody came for an hour: the audit says so, and names the order.
    assert told["late"]["wrong"] == 2
    assert told["late"]["first"] in (orders["bound"], orders["refused"])
    assert told["agreed"] == [2, 2, 0]
    after = {point: upload("after an hour", point) for point in POINTS}
    given_back = {"bound": (1, True, False, False), "refused": (1, True, False, False)}
    assert after == at_once | given_back
    assert told["after an hour"]["wrong"] == 0
    # A picture is three files; of the one that was being stored only the first was there.
    assert told["removed"] == [0, 0, 6]
    assert told["again"] == [0, 0, 0]
    assert told["after a day"]["files"] == told["after an hour"]["files"] - 4
    assert {point: upload("after a day", point) for point in POINTS} == after
    assert all(told["after a day"][point]["stored"] for point in POINTS)
    figure("pages killed with -9 between a file and its exhibit", len(POINTS))
