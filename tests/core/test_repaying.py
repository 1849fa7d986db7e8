"""Paying back inside the platform (O11, readings 18)."""

import pytest

from tests import invariants
from tests.core import scene
from tests.core.test_appeals import accounts, returned, ruled
from tests.people import ALICE, BOB


@pytest.mark.parametrize("parts", [["9.00"], ["0.01"] * 3 + ["8.97"], ["4.50", "4.50"]])
def test_many_small_repayments_end_where_one_does(parts: list[str]) -> None:
    """Alice cannot leave the platform's share to Bob by paying back in cents."""
    play = ruled("9.00", {"seller": 67, "platform": 33}, commission="10%")
    for amount in parts:
        play.at(22).does(ALICE, "repay", amount=amount)
        invariants.all_of(play)
    assert accounts(play) == {"world": -2000, "seller:bob": 1800, "platform:fees": 200}


def test_who_was_not_made_whole_is_paid_back() -> None:
    """The goods went back to Bob, so the carrier gave nothing, and it is Bob who is paid."""
    play = returned("carrier")
    play.at(31).does(ALICE, "repay", amount="20.00")
    assert accounts(play) == {"world": -2000, "buyer:alice": 300, "seller:bob": 1700}
    invariants.all_of(play)


def test_at_most_what_was_refunded() -> None:
    play = ruled()
    play.refuses(ALICE, "repay", "nothing_to_repay", amount="9.01")
    play.refuses(ALICE, "repay", "nothing_to_repay", amount="0.00")
    play.refuses(ALICE, "repay", "bad_amount", amount="1.001")
    play.refuses(BOB, "repay", "not_your_role", amount="1.00")
    play.does(ALICE, "repay", amount="9.00")
    play.refuses(ALICE, "repay", "nothing_to_repay", amount="0.01")


def test_paying_back_changes_no_outcome() -> None:
    play = scene.disputed().does(BOB, "accept_proposal", proposal=1)
    play.does(ALICE, "repay", amount="9.00")
    stage = play.order.disputes[0].stage
    assert stage.name == "closed"
    assert getattr(stage, "outcome", "") == "settled"
    assert accounts(play) == {"world": -2000, "seller:bob": 2000}
