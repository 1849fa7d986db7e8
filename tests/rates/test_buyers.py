"""What an arbitrator is shown of a buyer's earlier disputes (rules.md section 7, S3)."""

import pytest

from amends.rates import BuyerHistory, buyer_signals, history
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL

POLICY = scene.policy()


def withdrawn() -> Scene:
    return scene.disputed().does(ALICE, "cancel_dispute", confirm=True)


def lost() -> Scene:
    return scene.arbitrated().does(CAROL, "issue_ruling", amount="0.00")


def settled() -> Scene:
    return scene.disputed().does(BOB, "accept_proposal", proposal=1)


@pytest.mark.parametrize(
    ("scenes", "signals"),
    [
        ([], ()),
        ([withdrawn, withdrawn], ()),  # two say nothing of anybody
        ([withdrawn] * 3, ("often_withdrawn",)),
        ([withdrawn] * 3 + [settled] * 3, ()),  # half of them is less than sixty percent
        ([lost] * 3 + [settled] * 5, ("often_lost",)),
        ([scene.disputed] * 5, ()),  # what is open says nothing yet
    ],
)
def test_enough_and_mostly(scenes: list[type[Scene]], signals: tuple[str, ...]) -> None:
    assert buyer_signals(history(make().order for make in scenes), POLICY) == signals


def test_every_ending_is_counted_once() -> None:
    orders = [make().order for make in (withdrawn, lost, settled)]
    assert history(orders) == BuyerHistory(closed=3, withdrawn=1, ruled=1, lost=1)
