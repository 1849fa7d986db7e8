"""The tour, as somebody without a terminal sees it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from amends.cli.commands import app


def _typed(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["demo", *words])


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the whole tour says, in one line."""
    answer = _typed("--home", str(tmp_path_factory.mktemp("demo") / "here"))
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.output.split())


def test_it_goes_through_without_anybody_pressing_enter(tour: str) -> None:
    assert "Enter goes on" not in tour
    assert tour.rstrip().endswith("amends audit")


@pytest.mark.parametrize(
    "sentence",
    [
        "Bob has until",
        "to answer your claim of $9.00. If not, you get $9.00 back.",
        "Bob proposed $6.00 back",
        "Dispute 1 closed by agreement. $8.00 back to Alice",
        "Closed on",
        "Alice and Bob agreed. Alice got $8.00 back.",
        "Dispute 1 closed by silence.",
        "went to the platform by itself",
        "Money that moved",
        "Everything holds.",
    ],
)
def test_it_shows_lists_a_case_time_money_and_the_audit(tour: str, sentence: str) -> None:
    assert sentence in tour


def test_it_is_made_anew_every_time_and_takes_nobody_elses_database(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    assert _typed("--home", str(home), "--no-tour").exit_code == 0
    assert _typed("--home", str(home), "--no-tour", "--terminal").exit_code == 0

    (home / "amends-demo.txt").unlink()
    before = (home / "amends.sqlite3").read_bytes()
    answer = _typed("--home", str(home), "--no-tour")

    assert answer.exit_code == 1
    assert "--home" in answer.stderr
    assert (home / "amends.sqlite3").read_bytes() == before


def test_what_is_left_can_be_used(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    _typed("--home", str(home), "--no-tour")
    environment = {"AMENDS_HOME": str(home), "DATABASE_URL": "", "COLUMNS": "200"}

    shown = CliRunner(env=environment).invoke(app, ["show", "1033", "--as", "arbitrator:carol"])

    assert shown.exit_code == 0
    assert "Recommended: undecided. There is no photo of the outer packaging" in shown.output
