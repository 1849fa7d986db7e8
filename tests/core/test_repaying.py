"""Paying back inside the platform (O11, readings 18)."""

import pytest

from tests import invariants
from tests.core import scene
from tests.core.test_appeals import accounts, returned, ruled
from tests.people import ALICE, BOB, CAROL


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


@pytest.mark.parametrize(
    ("liable", "after", "carrier"),
    [("seller", -2000, 0), ({"carrier": 25, "seller": 75}, -1500, -500)],
)
def test_where_the_fund_pays_the_seller_wins_nothing(
    liable: object, after: int, carrier: int
) -> None:
    """`recover_from = "platform"`: the fund refunds what Bob has already, and is paid back (C9)."""
    rules = scene.under(scene.policy(), "order", recover_from="platform")
    play = scene.delivered(by=rules, commission="10%", logistics="platform")
    play.does(ALICE, "confirm_receipt", confirm=True).at(14)
    play.does(ALICE, "open_dispute", **scene.claim(amount="20.00"))
    play.at(15).does(BOB, "reject_proposal", proposal=1)
    play.at(21).does(CAROL, "issue_ruling", amount="20.00", liable=liable)
    expected = {"platform:protection": after, "carrier:upu": carrier}
    whole = {"world": -2000, "buyer:alice": 2000, "seller:bob": 1800, "platform:fees": 200}
    assert accounts(play) == whole | {who: m for who, m in expected.items() if m}
    invariants.all_of(play)
    play.does(ALICE, "repay", amount="20.00")
    assert accounts(play) == {"world": -2000, "seller:bob": 1800, "platform:fees": 200}
    invariants.all_of(play)
