"""Deadlines: when they have fallen, in which order, and how a standstill moves them."""

import pytest

from amends.core.clocks import (
    BOUNDS,
    Clock,
    Moved,
    after_standstill,
    due_by_silence,
    falling,
    find,
    moved,
    with_clock,
    without,
)
from amends.core.deadlines import next_due
from tests import invariants
from tests.core import scene
from tests.people import ALICE, BOB

TURN = Clock(kind="turn", since=0, due=100)
TALKS = Clock(kind="talks", since=0, due=90)
STEP_IN = Clock(kind="step_in", since=0, due=10)


@pytest.mark.parametrize(
    ("since", "due", "start", "end", "expected"),
    [
        (0, 100, 20, 30, 110),  # all of it
        (25, 100, 20, 30, 105),  # it began during it: starts at its end
        (30, 100, 20, 30, 100),  # it began at its end
        (0, 25, 20, 30, 35),  # it would have ended during it
    ],
)
def test_a_deadline_moves_by_the_overlap(
    since: int, due: int, start: int, end: int, expected: int
) -> None:
    assert after_standstill(Clock(kind="turn", since=since, due=due), start, end) == expected


def test_talks_do_not_end_while_a_first_turn_runs() -> None:
    assert falling((TURN, TALKS)) == [TURN]
    assert falling((TALKS,)) == [TALKS]
    assert due_by_silence((TURN, TALKS, STEP_IN)) == 100
    assert due_by_silence((STEP_IN,)) is None
    assert falling(tuple(Clock(kind=kind, since=0, due=1) for kind in BOUNDS)) == []


def test_clocks_are_found_replaced_and_moved() -> None:
    later = Clock(kind="turn", since=5, due=200)
    assert with_clock((TURN, TALKS), later) == (TALKS, later)
    assert find((TURN, TALKS), "talks") is TALKS
    assert find((TURN,), "talks") is None
    assert without((TURN, TALKS), "turn") == (TALKS,)
    move = Moved(dispute=1, kind="turn", old=100, new=150)
    assert moved((TURN, TALKS), 1, [move])[0].due == 150
    assert moved((TURN, TALKS), 2, [move]) == (TURN, TALKS)


def test_the_last_instant_is_in_time() -> None:
    """At the due instant Bob may answer; a millisecond later it is decided (readings 1)."""
    play = scene.disputed().at(19)
    play.does(BOB, "accept_proposal", proposal=1)
    late = scene.disputed().at(19, ms=1)
    late.refuses(BOB, "accept_proposal", "not_in_this_stage", proposal=1)
    assert late.order.disputes[0].stage.name == "closed"
    assert late.happened[-1][0] == scene.START + 19 * 86_400_000


def test_silence_comes_before_the_completion_of_the_same_instant() -> None:
    """N3 and `confirm_by` meet: the refund first, then the order (safeguards 6)."""
    play = scene.delivered(12).at(12).does(ALICE, "open_dispute", **scene.claim())
    confirm = play.order.clock("confirm_by")
    assert confirm is not None
    assert confirm.due == play.order.disputes[0].due == next_due(play.order)
    play.at(17, ms=1).sweep()
    assert play.seen()[-3:] == ["ProposalAccepted", "DisputeClosed", "OrderCompleted"]
    assert play.order.refunded == 900


def test_one_deadline_after_another_falls_in_one_run() -> None:
    """Nobody came for a year: each deadline fell at its own instant."""
    play = scene.disputed(remedy="return_and_refund", amount="20.00").after(365)
    play.sweep()
    assert play.seen()[-5:] == [
        "ConfirmTimePassed", "ProposalAccepted", "ReturnStarted", "DisputeClosed", "OrderCompleted",
    ]  # fmt: skip
    days = [(at - scene.START) / 86_400_000 for at, _ in play.happened]
    assert days == sorted(days)
    assert days[-1] == 24
    invariants.all_of(play)
