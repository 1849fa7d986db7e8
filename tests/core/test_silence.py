"""Turns and silence: who is asked, until when, and what silence may execute (N2–N12, safeguards 1–3)."""

import pytest

from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CARRIER

TRACKING = "RB123456785GB"


def offered(play: Scene, actor: scene.Actor, amount: str, **arguments: object) -> Scene:
    """A proposal of a refund."""
    return play.does(actor, "propose", remedy="refund_only", amount=amount, **arguments)


def ended(play: Scene, days: float) -> tuple[str, int]:
    """Stage and refund just after a day."""
    play.at(days, ms=1).sweep()
    invariants.all_of(play)
    return play.order.disputes[0].stage.name, play.order.refunded


@pytest.mark.parametrize(
    ("amount", "freight", "refund"),
    [
        ("12.00", "seller", 900),  # more than the claim stood for: the old one counts
        ("7.00", "seller", 700),  # less: it gives Bob more
        ("9.00", "seller", 900),
        ("9.00", "buyer", 900),
    ],
)
def test_a_claim_made_in_bobs_turn_counts_only_if_it_asks_less(
    amount: str, freight: str, refund: int
) -> None:
    play = offered(scene.disputed(), ALICE, amount, return_freight=freight)
    assert ended(play, 19) == ("closed", refund)


@pytest.mark.parametrize(
    ("amount", "expected"), [("9.01", ("closed", 0)), ("8.99", ("closed", 899))]
)
def test_a_claim_swapped_in_bobs_turn(amount: str, expected: tuple[str, int]) -> None:
    """The old one is withdrawn; what takes its place counts only if it asks less.

    Else none is left that counts, and the dispute closes as cancelled (safeguards.md 1).
    """
    play = offered(scene.disputed(), ALICE, amount)
    play.does(ALICE, "withdraw_proposal", proposal=1)
    assert ended(play, 19) == expected


def test_nothing_left_of_the_buyers_is_a_cancelled_dispute() -> None:
    play = scene.disputed().does(ALICE, "withdraw_proposal", proposal=1)
    assert ended(play, 19) == ("closed", 0)
    assert getattr(play.order.disputes[0].stage, "outcome", "") == "cancelled"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("5.00", ("closed", 500)), ("4.99", ("closed", 500)), ("5.01", ("closed", 501))],
)
def test_an_offer_made_in_alices_turn_counts_only_if_it_gives_more(
    amount: str, expected: tuple[str, int]
) -> None:
    play = offered(scene.disputed().at(15), BOB, "5.00")
    offered(play.at(19), BOB, amount)
    assert ended(play, 20) == expected


def test_an_offer_withdrawn_in_alices_turn_goes_to_the_platform() -> None:
    play = offered(scene.disputed().at(15), BOB, "5.00")
    play.does(BOB, "withdraw_proposal", proposal=2)
    assert ended(play, 20) == ("arbitration", 0)


def test_another_remedy_is_not_the_same_offer() -> None:
    play = offered(scene.disputed().at(15), BOB, "5.00").does(BOB, "withdraw_proposal", proposal=2)
    play.does(BOB, "propose", remedy="return_and_refund", amount="20.00")
    assert ended(play, 20) == ("arbitration", 0)


@pytest.mark.parametrize(("old", "new", "closed"), [
    ("seller", "buyer", False), ("platform", "buyer", False), ("buyer", "seller", True),
    ("seller", "platform", True), ("buyer", "buyer", True),
])  # fmt: skip
def test_freight_is_part_of_what_is_given(old: str, new: str, closed: bool) -> None:
    terms = {"remedy": "return_and_refund", "amount": "9.00"}
    play = scene.disputed().at(15).does(BOB, "propose", **terms, return_freight=old)
    play.does(BOB, "propose", **terms, return_freight=new)
    play.does(BOB, "withdraw_proposal", proposal=2)
    assert (ended(play, 20)[0] == "return") is closed


def test_a_coupon_is_never_executed_by_silence() -> None:
    play = scene.disputed(remedy="coupon", amount="5.00")
    assert ended(play, 19) == ("arbitration", 0)
    play = scene.disputed().at(15).does(BOB, "propose", remedy="coupon", amount="9.00")
    assert ended(play, 20) == ("arbitration", 0)


def test_each_side_has_one_full_turn_and_the_talks_five_days() -> None:
    """Bob answers on the fifth day; Alice has five of her own, and then nothing drags it out."""
    play = scene.disputed().at(19).does(BOB, "reject_proposal", proposal=1)
    assert play.order.disputes[0].turn == "buyer"
    play.at(24).does(ALICE, "propose", remedy="refund_only", amount="8.00")
    assert play.order.disputes[0].stage.name == "arbitration"


def test_quick_answers_leave_the_rest_of_the_five_days() -> None:
    play = scene.disputed().does(BOB, "reject_proposal", proposal=1)
    offered(play, ALICE, "8.00")
    assert play.order.disputes[0].turn == "seller"
    assert ended(play, 18)[0] == "negotiation"
    assert ended(play, 19)[0] == "arbitration"


def test_words_are_no_answer() -> None:
    play = scene.disputed().at(15)
    play.does(BOB, "make_statement", text="I shall look.").does(BOB, "submit_exhibit", kind="photo")
    assert play.order.disputes[0].turn == "seller"
    assert ended(play, 19) == ("closed", 900)


def missing(item: str, days: float = 14) -> Scene:
    """Alice says that it did not come."""
    return scene.shipped().at(days).does(
        ALICE, "open_dispute", line="kettle", grounds=f"not_received.{item}", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip


def test_goods_in_transit_wait_for_the_promise_and_then_the_platform() -> None:
    play = missing("in_transit")
    assert (play.order.disputes[0].turn, play.order.disputes[0].due) == (
        "none", scene.START + 32 * 86_400_000,
    )  # fmt: skip
    play.does(BOB, "reject_proposal", proposal=1)
    assert play.order.disputes[0].proposals[0].state == "standing"
    play.refuses(ALICE, "request_extension", "extension_too_late", days=5)
    assert ended(play, 32) == ("arbitration", 0)


def test_goods_that_arrive_meanwhile_give_bob_his_turn() -> None:
    play = missing("in_transit").at(20)
    play.does(CARRIER, "report_tracking", tracking=TRACKING, status="delivered")
    assert play.order.disputes[0].turn == "seller"
    # Delivered: silence does not say that it was not received.
    assert ended(play, 25) == ("arbitration", 0)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("in_transit", ("negotiation", 0)), ("customs", ("negotiation", 0)),
        ("delivered", ("arbitration", 0)), ("lost", ("closed", 2000)),
        ("returned", ("closed", 2000)), ("info_received", ("closed", 2000)),
    ],
)  # fmt: skip
def test_what_the_carrier_says_when_silence_would_fall(
    status: str, expected: tuple[str, int]
) -> None:
    play = missing("wrong_address").at(17)
    play.does(CARRIER, "report_tracking", tracking=TRACKING, status=status)
    assert ended(play, 19) == expected


def test_an_extension_moves_what_waits_for_the_promise() -> None:
    play = scene.shipped().at(13).does(BOB, "offer_extension", days=10).at(14)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.in_transit", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    play.does(ALICE, "consent_extension")
    assert play.order.disputes[0].due == scene.START + 42 * 86_400_000
    assert ended(play, 42) == ("arbitration", 0)


def test_a_claim_withdrawn_while_it_waits_is_cancelled_by_silence_later() -> None:
    play = missing("in_transit").does(ALICE, "withdraw_proposal", proposal=1).at(20)
    offered(play, ALICE, "20.00")
    play.does(CARRIER, "report_tracking", tracking=TRACKING, status="delivered")
    assert ended(play, 25)[0] == "arbitration"
