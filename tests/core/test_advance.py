"""What the platform advances when a seller cannot pay (safeguards 22)."""

import pytest

from amends.core.known import Known
from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.core.test_appeals import accounts
from tests.people import ALICE, BOB, CAROL


def paid_out() -> Scene:
    """The money is with Bob already when the dispute goes to the platform."""
    play = scene.delivered().does(ALICE, "confirm_receipt", confirm=True)
    play.at(14).does(ALICE, "open_dispute", **scene.claim(amount="20.00"))
    play.at(15).does(BOB, "reject_proposal", proposal=1).at(21)
    return play


@pytest.mark.parametrize(
    ("known", "advanced"),
    [
        (Known(), 0),  # not looked up
        (Known(seller_has=2000), 0),
        (Known(seller_has=1500), 500),
        (Known(seller_has=-700), 2000),  # what he owes elsewhere is not this order's
        (Known(seller_has=0, seller_advanced=49_000), 1000),
        (Known(seller_has=0, seller_advanced=50_000), 0),
        (Known(seller_has=0, seller_advanced=60_000), 0),
    ],
)
def test_at_most_the_cap_and_only_what_is_short(known: Known, advanced: int) -> None:
    play = paid_out().does(CAROL, "issue_ruling", known, amount="20.00", liable="seller")
    expected = {"world": -2000, "buyer:alice": 2000}
    if advanced:
        expected |= {"seller:bob": advanced, "platform:protection": -advanced}
    assert accounts(play) == expected
    invariants.all_of(play)


def test_no_advance_without_a_person() -> None:
    """Silence, and what the two agree on, never open the fund."""
    play = scene.delivered().does(ALICE, "confirm_receipt", confirm=True)
    play.at(14).does(ALICE, "open_dispute", **scene.claim(amount="20.00"))
    agreed = Scene(policy=play.policy, now=play.now, state=play.order, happened=[*play.happened])
    agreed.does(BOB, "accept_proposal", Known(seller_has=0), proposal=1)
    play.after(5, ms=1).sweep()
    for each in (play, agreed):
        assert accounts(each) == {"world": -2000, "buyer:alice": 2000}


def test_a_seller_who_is_not_liable_needs_no_advance() -> None:
    play = scene.arbitrated()
    play.does(CAROL, "issue_ruling", Known(seller_has=0), amount="20.00", liable="seller")
    assert accounts(play) == {"world": -2000, "buyer:alice": 2000}
