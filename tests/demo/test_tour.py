"""The tour, as somebody without a terminal sees it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from amends.cli.commands import app


def _typed(*words: str, terminal: str = "--terminal") -> subprocess.CompletedProcess[str]:
    # A process of its own: Django is set up once in each.
    return subprocess.run(
        [sys.executable, "-m", "amends.cli", "demo", *filter(None, [terminal]), *words],
        env={**os.environ, "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the whole tour says, in one line."""
    answer = _typed("--home", str(tmp_path_factory.mktemp("demo") / "here"))
    assert answer.returncode == 0, answer.stderr
    return " ".join(answer.stdout.split())


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
    assert _typed("--home", str(home), "--no-tour").returncode == 0
    assert _typed("--home", str(home), "--no-tour").returncode == 0

    (home / "amends-demo.txt").unlink()
    before = (home / "amends.sqlite3").read_bytes()
    answer = _typed("--home", str(home), "--no-tour")

    assert answer.returncode == 1
    assert "--home" in answer.stderr
    assert (home / "amends.sqlite3").read_bytes() == before


def test_what_is_left_can_be_used(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    _typed("--home", str(home), "--no-tour")
    environment = {"AMENDS_HOME": str(home), "DATABASE_URL": "", "COLUMNS": "200"}

    shown = CliRunner(env=environment).invoke(app, ["show", "1033", "--as", "arbitrator:carol"])

    assert shown.exit_code == 0
    assert "Recommended: undecided. There is no photo of the outer packaging" in shown.output


def test_a_port_that_is_taken_is_said_before_anything_is_made(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = _typed("--home", str(home), "--port", port, terminal="")

    assert answer.returncode == 1
    assert f"127.0.0.1:{port}" in answer.stderr
    assert "--port" in answer.stderr
    assert not home.exists()
