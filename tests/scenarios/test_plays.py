"""Every play that comes with Amends, and a play for every rule of the rule book."""

import re
from pathlib import Path

import pytest

from amends.core.commands import COMMANDS
from amends.scenarios.format import read_play
from amends.scenarios.playing import found, shipped
from amends.scenarios.runner import perform
from tests.conftest import Figure

PLAYS = found([shipped()])
RULES = frozenset(
    """O1 O2 O3 O4 O5 O6 O7 O8 O9 O10 O11 O12 D1 D2 D3 D4 D5 D6 D6a D7 D8 D9
    N1 N2 N3 N4 N5 N6 N7 N8 N9 N10 N11 N12 N13 A1 A2 A3 A4 A5 A6 A7 R1 R2 R3 R4 R5 R6 R7
    C1 C2 C3 C4 C5 C6 C7 C8 C9 S2-1 S2-2 S2-3 S2-4 S2-5""".split()
)
_TAGS = re.compile(r"# rules: (.+)")


def tags(play: Path) -> frozenset[str]:
    """What the first line of a play says that it shows."""
    match = _TAGS.fullmatch(play.read_text("utf-8").partition("\n")[0].rstrip())
    return frozenset(tag.strip() for tag in match[1].split(",")) if match else frozenset()


@pytest.mark.parametrize("file", PLAYS, ids=lambda file: str(file.relative_to(shipped())))
def test_a_play_comes_true_with_punctual_and_with_absent_workers(
    file: Path, figure: Figure
) -> None:
    performances = perform(read_play(file))
    figure("scenarios performed", len(performances))
    failures = [
        f"{performance.workers} workers: {failure}"
        for performance in performances
        for failure in performance.failures
    ]
    assert not failures, "\n" + "\n".join(failures)


def test_every_rule_has_a_play(figure: Figure) -> None:
    shown = frozenset[str]().union(*map(tags, PLAYS))
    figure("rules with a scenario", f"{len(RULES & shown)} of {len(RULES)}")
    assert not RULES - shown


def test_every_play_says_what_it_shows() -> None:
    assert [str(play) for play in PLAYS if not tags(play)] == []


def test_every_command_is_given_in_a_play() -> None:
    given = {step.do for file in PLAYS for step in read_play(file).steps}
    # The runner itself places the order, and plays every file with and without a worker.
    assert COMMANDS.keys() - given <= {"place_order", "expire"}
