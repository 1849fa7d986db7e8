"""The exhaustive walk: every state that can be reached within bounds, breadth first.

From each state everybody does everything, now and just after the next deadline. States are the same
when they differ only by when they are: every instant is taken relative to now.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from amends.core.deadlines import next_due
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES, dispute_moves, moves
from amends.core.people import Actor
from amends.core.refusals import Refusal
from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.core.tries import tries
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN

Figure = Callable[[str, int | str], None]

PEOPLE: tuple[Actor, ...] = (ALICE, BOB, CAROL, DAN, CARRIER, BANK)
# Words and files change nothing that could be stuck, and there is no end of them.
LEFT_OUT = {
    "make_statement", "submit_exhibit", "withdraw_exhibit", "note_fact", "pause_clock",
    "resume_clock", "expire", "place_order", "offer_extension", "request_extension",
    "request_exhibit",
}  # fmt: skip
# Of the arguments that are accepted, so many: the whole amount, a half, nothing.
WIDTH = 3
# States of each beginning; a night takes AMENDS_WALK_STATES=1000000.
BOUND = int(os.environ.get("AMENDS_WALK_STATES", "7000"))

BEGINNINGS: dict[str, Callable[[], Scene]] = {
    "one piece": lambda: scene.placed(commission="10%", payment_fee="0.31"),
    "two pieces": lambda: scene.delivered(
        lines=[{"id": "kettle", "price": "9.00", "quantity": 2}], logistics="platform"
    ),
    "an exchange": lambda: scene.disputed(remedy="replacement", amount=""),
    "before the platform": lambda: scene.arbitrated(order={"logistics": "platform"}),
    "not received": lambda: scene.shipped().at(14).does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.in_transit", received=False,
        remedy="refund_only", amount="20.00",
    ),
    "the policy of 2010": lambda: scene.disputed(order={"policy_name": "aliexpress-2010"}),
}  # fmt: skip


def key(thing: Any, now: int) -> Any:
    """The state without its age: instants as distances from now, numbers of versions left out."""
    if isinstance(thing, bool) or thing is None or isinstance(thing, str):
        return thing
    if isinstance(thing, int):
        return thing - now if thing > scene.START else thing
    if isinstance(thing, tuple):
        return tuple(key(each, now) for each in thing)
    skipped = ("version", "last_at", "at", "statements", "exhibits", "counted_at", "at_stake")
    return (
        type(thing).__name__,
        *(key(getattr(thing, name), now) for name in thing.__slots__ if name not in skipped),
    )


def steps(play: Scene) -> Iterator[Scene]:
    """Every scene that one step leads to."""
    for actor in PEOPLE:
        listed = moves(play.order, actor, play.policy, play.now)
        for name in listed:
            if name in LEFT_OUT:
                continue
            numbers = [0]
            if name in DISPUTE_MOVES:
                numbers = [
                    d.number
                    for d in play.order.disputes
                    if name in dispute_moves(play.order, actor, play.policy, play.now, d.number)
                ]
            for number in numbers:
                yield from _accepted(play, actor, name, number)
    due = next_due(play.order)
    if due is not None:
        later = _copy(play)
        later.now = max(due + 1, play.now)
        later.sweep()
        yield later


def _accepted(play: Scene, actor: Actor, name: str, number: int) -> Iterator[Scene]:
    found = 0
    for arguments in tries(play.order, actor, name, play.policy, number):
        copy = _copy(play)
        if isinstance(copy.give(actor, name, **arguments), Refusal):
            continue
        found += 1
        copy.sweep()
        yield copy
        if found == WIDTH:
            return
    assert found, f"{actor} may {name}, and nothing is accepted"


def _copy(play: Scene) -> Scene:
    return Scene(policy=play.policy, now=play.now, state=play.order, happened=list(play.happened))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_nothing_is_lost_and_nobody_is_locked_out(beginning: str, figure: Figure) -> None:
    """Money is conserved, everything ends, nothing raises: in every state that was reached."""
    first = BEGINNINGS[beginning]()
    first.sweep()
    seen = {key(first.order, first.now)}
    layer, depth = [first], 0
    while layer and len(seen) < BOUND:
        following = []
        for play in layer:
            for after in steps(play):
                state = key(after.order, after.now)
                if state in seen:
                    continue
                seen.add(state)
                invariants.all_of(after)
                following.append(after)
            if len(seen) >= BOUND:
                break
        layer, depth = following, depth + 1
    figure("states walked", len(seen))
    assert len(seen) > 100
    assert depth >= 2


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_silence_alone_ends_everything_but_what_waits_for_the_platform(beginning: str) -> None:
    """From every state two steps away: left alone, an order comes to rest with nothing held."""
    play = BEGINNINGS[beginning]()
    play.sweep()
    for one in steps(play):
        for two in steps(one):
            _left_alone(two)


def _left_alone(play: Scene) -> None:
    # Every fall changes something, and there is no end of time for them: a bound is a proof.
    for _ in range(50):
        due = next_due(play.order)
        if due is None:
            break
        play.now = max(due + 1, play.now)
        play.sweep()
    assert next_due(play.order) is None, "it goes on for ever"
    invariants.all_of(play)
    waiting = [d for d in play.order.open_disputes() if d.stage.name == "arbitration"]
    assert play.order.escrow == 0 or waiting or play.order.chargeback is not None


def test_the_walk_leaves_out_only_what_is_tested_elsewhere() -> None:
    assert {*ORDER_MOVES, *DISPUTE_MOVES} >= LEFT_OUT
