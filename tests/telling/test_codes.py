"""Every code of the closed lists has words."""

from typing import get_args

import pytest

from amends.core import grounds
from amends.core.clocks import ClockKind
from amends.core.commands import COMMANDS
from amends.core.dispute import ProposalState
from amends.core.people import ROLES
from amends.core.policy import Recommended, StepName
from amends.core.transfers import Purpose
from amends.guard.signals import Signal
from amends.telling.codes import CLOCKS, MOVES, QUESTIONS, WORDS
from amends.telling.tongue import Tongue

_LISTS = [
    grounds.Remedy, grounds.GroundsClass, grounds.ExhibitKind, grounds.TrackingStatus,
    grounds.ReturnCondition, grounds.Fact, grounds.Freight, grounds.Bearer, grounds.OrderStatus,
    grounds.StageName, grounds.Outcome, grounds.Turn, grounds.Preset, ClockKind, ProposalState,
    StepName, Recommended, Purpose,
]  # fmt: skip
CODES = sorted({code for each in _LISTS for code in get_args(each) if code} | set(grounds.GROUNDS))


@pytest.mark.parametrize("code", [*CODES, *ROLES, "result", "service"])
def test_every_code_has_words(code: str) -> None:
    assert code in WORDS
    assert "_" not in Tongue().word(code)


def test_every_clock_command_and_signal_has_words() -> None:
    assert set(get_args(ClockKind)) - set(CLOCKS) == {"delivery_proof", "talks"}  # steps as well
    assert set(COMMANDS) <= set(MOVES)
    assert all(code in WORDS for part in get_args(Signal) for code in get_args(part) or (part,))


@pytest.mark.parametrize("code", [*grounds.GROUNDS, *get_args(grounds.GroundsClass)])
def test_grounds_can_be_asked_for_as_a_buyer_says_them(code: str) -> None:
    assert code in QUESTIONS
    assert Tongue().question(code)[0].isupper()
