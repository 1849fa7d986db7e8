"""`amends simulate`: a marketplace from its seed, kept or thrown away."""

import json
from pathlib import Path

from amends.engine.engine import open_engine
from tests.cli.conftest import Amends

SMALL = ("simulate", "--seed", "9", "--days", "90", "--orders", "20")


def test_the_same_seed_gives_the_same_log(amends: Amends) -> None:
    first = amends(*SMALL, "--workers", "crashing", "--json")
    second = amends(*SMALL, "--workers", "absent", "--json")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    told = json.loads(first.stdout)
    assert told["sound"]
    assert told["orders"] == 20
    assert told["accepted"]["place_order"] == 20
    assert told["log_hash"] == json.loads(second.stdout)["log_hash"]


def test_people_read_a_table(amends: Amends) -> None:
    shown = amends(*SMALL).stdout

    assert "refused, forbidden" in shown
    assert "money in USD" in shown
    assert "Every invariant holds" in shown


def test_the_database_is_kept_where_a_folder_is_named(amends: Amends, tmp_path: Path) -> None:
    home = tmp_path / "kept"
    assert amends(*SMALL, "--home", str(home)).exit_code == 0
    engine = open_engine(home)
    assert sum(engine.count().values()) == 20
    engine.close()

    again = amends(*SMALL, "--home", str(home))

    assert again.exit_code == 2
    assert "Name an empty folder." in again.stderr


def test_a_worker_of_no_kind_is_refused(amends: Amends) -> None:
    answer = amends(*SMALL, "--workers", "eager")

    assert answer.exit_code == 2
    assert "punctual" in answer.stderr
