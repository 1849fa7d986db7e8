"""The freight of a return: it moves only as far as its amount was agreed or ruled (readings.md 16)."""

from typing import Any

import pytest

from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL, DAN


def sent_back(freight: str, payer: str = "seller", by_silence: bool = False) -> Scene:
    """A return that both sides agreed to; Alice says what sending it cost."""
    claim: dict[str, Any] = {
        "remedy": "return_and_refund",
        "amount": "20.00",
        "return_freight": payer,
    }
    play = scene.disputed(order={"logistics": "platform"}, **claim)
    if by_silence:
        play.at(19, ms=1)
    else:
        play.does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "give_return_address", address="1 Road, CN")
    return play.does(ALICE, "ship_return", carrier="upu", tracking="R1", freight=freight)


def freight(play: Scene) -> dict[str, int]:
    """What freight moved, by who paid it."""
    invariants.all_of(play)
    return {
        t.debit: t.minor
        for _, event in play.happened
        for t in getattr(event, "transfers", ())
        if t.purpose == "freight"
    }


def test_what_the_buyer_types_moves_nothing_by_itself() -> None:
    """Alice writes the whole order down as freight; Bob only agreed that he pays it."""
    play = sent_back("20.00").does(BOB, "confirm_return", condition="as_sent")
    assert freight(play) == {}
    assert play.order.refunded == 2000


def test_what_the_seller_agrees_to_moves() -> None:
    play = sent_back("3.00").does(BOB, "confirm_return", condition="as_sent", freight="2.50")
    assert freight(play) == {"seller:bob": 250}


@pytest.mark.parametrize("by_silence", [False, True])
def test_no_settlement_and_no_silence_makes_the_platform_pay(by_silence: bool) -> None:
    play = sent_back("3.00", "platform", by_silence)
    play.does(BOB, "confirm_return", condition="as_sent", freight="3.00")
    assert freight(play) == {}


def test_silence_at_the_countdown_agrees_to_no_amount() -> None:
    play = sent_back("3.00")
    play.does(scene.CARRIER, "report_tracking", tracking="R1", status="delivered")
    play.after(31).sweep()
    assert play.order.refunded == 2000
    assert freight(play) == {}


def test_a_ruling_names_the_freight_and_who_pays_it() -> None:
    play = sent_back("3.00").does(BOB, "confirm_return", condition="damaged")
    play.does(CAROL, "issue_ruling", amount="20.00", liable="seller", freight="3.00")
    assert freight(play) == {"seller:bob": 300}


def test_freight_from_the_fund_counts_for_the_second_person() -> None:
    """A tenth of 500.00 may come from the fund by one person's word, and no more."""
    order = {"logistics": "platform", "lines": [{"id": "kettle", "price": "100.00"}]}
    claim: dict[str, Any] = {"remedy": "return_and_refund", "amount": "100.00"}
    play = scene.disputed(order=order, **claim).does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "give_return_address", address="1 Road, CN")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R1", freight="60.00")
    play.does(BOB, "confirm_return", condition="damaged")
    ruling = {"amount": "10.00", "liable": "seller", "return_freight": "platform"}
    play.does(CAROL, "issue_ruling", freight="60.00", **ruling)
    assert play.order.refunded == 0
    play.does(DAN, "confirm_ruling")
    assert freight(play) == {"platform:protection": 6000}
