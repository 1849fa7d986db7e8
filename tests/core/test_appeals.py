"""Appeals: only the difference moves, whatever happened in between (C6–C9, safeguards 19, 20)."""

import pytest

from amends.core.known import Known
from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN


def ruled(amount: str = "9.00", liable: object = "seller", **order: object) -> Scene:
    """Carol has ruled on day 21."""
    play = scene.arbitrated(order=order).at(21)
    arguments = {"liable": liable} if liable else {}
    return play.does(CAROL, "issue_ruling", remedy="refund_only", amount=amount, **arguments)


def appealed(play: Scene, days: float = 24) -> Scene:
    """Bob appeals, Alice has nothing to say."""
    play.at(days).does(BOB, "appeal", statement="That is wrong.")
    return play.does(ALICE, "decline_appeal")


def accounts(play: Scene) -> dict[str, int]:
    """What everybody has, but those who have nothing."""
    return {a: m for a, m in invariants.balances(play.happened).items() if m}


def test_a_repayment_counts_when_an_appeal_goes_down() -> None:
    """Alice paid all of it back. Bob wins the appeal and is not paid a second time."""
    play = ruled()
    play.at(22).does(ALICE, "repay", amount="9.00")
    appealed(play).does(DAN, "decide_appeal", amount="0.00")
    assert accounts(play) == {"world": -2000, "seller:bob": 2000}
    invariants.all_of(play)


def test_a_repayment_counts_when_an_appeal_goes_up() -> None:
    """The new ruling is the whole of what Alice then has from the dispute (readings 36)."""
    play = ruled()
    play.at(22).does(ALICE, "repay", amount="4.00")
    appealed(play).does(DAN, "decide_appeal", amount="20.00", liable="seller")
    assert accounts(play) == {"world": -2000, "buyer:alice": 2000}
    invariants.all_of(play)
    play.does(ALICE, "repay", amount="20.00")
    assert accounts(play) == {"world": -2000, "seller:bob": 2000}
    invariants.all_of(play)
    play.refuses(ALICE, "repay", "nothing_to_repay", amount="0.01")


def test_a_chargeback_in_between_puts_nothing_into_escrow() -> None:
    """The bank took 5.00 from Bob after the ruling; the appeal can refund only the rest."""
    play = ruled()
    play.at(22).does(BANK, "open_chargeback", amount="5.00")
    play.does(BANK, "close_chargeback", won_by="buyer")
    appealed(play).does(DAN, "decide_appeal", amount="15.00", liable="seller")
    assert accounts(play) == {"world": -1500, "buyer:alice": 1500}
    invariants.all_of(play)


@pytest.mark.parametrize(
    ("amount", "liable", "expected"),
    [
        ("0.00", (), {"seller:bob": 1769, "platform:fees": 200, "provider:ledger": 31}),
        (
            "20.00",
            "seller",
            {"buyer:alice": 2000, "seller:bob": -31, "provider:ledger": 31},
        ),
        (
            "20.00",
            "carrier",
            {
                "buyer:alice": 2000, "seller:bob": 1800, "platform:fees": 200,
                "provider:ledger": 31, "carrier:upu": -2031,
            },
        ),
        (
            "20.00",
            {"platform": 50, "seller": 50},
            {
                "buyer:alice": 2000, "seller:bob": 884, "platform:fees": 100,
                "provider:ledger": 31, "platform:protection": -1015,
            },
        ),
    ],
)  # fmt: skip
def test_an_appeal_ends_where_the_new_ruling_would_have(
    amount: str, liable: object, expected: dict[str, int]
) -> None:
    """Commission, fee and liability follow; nothing depends on what was ruled at first."""
    order = {"commission": "10%", "payment_fee": "0.31", "logistics": "platform"}
    for first in ("seller", "carrier", {"platform": 30, "seller": 70}):
        play = appealed(ruled("9.00", first, **order))
        arguments = {"liable": liable} if liable else {}
        # Half of the stake, or others' money, may need a second person.
        play.does(DAN, "decide_appeal", amount=amount, **arguments)
        assert accounts(play) == {"world": -2000, **expected}
        invariants.all_of(play)
        direct = ruled(amount, liable or None, **order)
        assert accounts(direct) == accounts(play)


def test_what_the_buyer_spent_is_the_platforms_to_bear() -> None:
    play = appealed(ruled())
    play.does(DAN, "decide_appeal", Known(buyer_has=400), amount="0.00")
    assert accounts(play) == {
        "world": -2000, "seller:bob": 2000, "buyer:alice": 500, "platform:protection": -500,
    }  # fmt: skip
    invariants.all_of(play)


def returned(liable: str = "carrier") -> Scene:
    """A ruled return, all the way back to Bob, who agrees to what the freight was."""
    play = scene.arbitrated(order={"logistics": "platform"}).at(21)
    play.does(CAROL, "issue_ruling", remedy="return_and_refund", amount="20.00", liable=liable)
    play.at(22).does(BOB, "give_return_address", address="1 Road, CN")
    play.at(23).does(ALICE, "ship_return", carrier="upu", tracking="R1", freight="3.00")
    return play.at(30).does(BOB, "confirm_return", condition="as_sent", freight="3.00")


def test_goods_and_money_are_not_both_the_sellers_after_an_appeal() -> None:
    play = returned()
    play.at(31).does(ALICE, "appeal", statement="Ten would do.").does(BOB, "decline_appeal")
    play.does(DAN, "decide_appeal", amount="20.00", liable="carrier")
    assert accounts(play) == {"world": -2000, "buyer:alice": 2300, "seller:bob": -300}


def test_freight_stays_with_who_paid_for_goods_that_went_back() -> None:
    play = returned("seller")
    play.at(31).does(BOB, "appeal", statement="It was used.").does(ALICE, "decline_appeal")
    play.does(DAN, "decide_appeal", amount="10.00", liable="seller")
    assert accounts(play) == {"world": -2000, "buyer:alice": 1300, "seller:bob": 700}
    invariants.all_of(play)


def missing(days: float = 14) -> Scene:
    """Alice's parcel did not come; she gave the claim up, and the money is held."""
    play = scene.shipped(promised="P3D").at(days)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.wrong_address", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    return play.does(ALICE, "cancel_dispute", confirm=True)


def test_a_new_ruling_is_final_also_for_pieces_that_were_held() -> None:
    """After the appeal of a cancelled claim the same goods cannot be claimed again (C8)."""
    play = missing()
    play.does(ALICE, "appeal", statement="I was talked out of it.").does(BOB, "decline_appeal")
    play.does(CAROL, "decide_appeal", amount="5.00", liable="seller")
    assert accounts(play) == {"world": -2000, "buyer:alice": 500, "seller:bob": 1500}
    invariants.all_of(play)
    play.refuses(
        ALICE, "open_dispute", "no_piece_left", line="kettle", grounds="not_received.wrong_address",
        received=False, remedy="refund_only", amount="15.00",
    )  # fmt: skip


def test_no_new_dispute_about_goods_under_appeal() -> None:
    play = missing()
    play.does(ALICE, "appeal", statement="I was talked out of it.")
    play.refuses(
        ALICE, "open_dispute", "no_piece_left", line="kettle", grounds="not_received.wrong_address",
        received=False, remedy="refund_only", amount="15.00",
    )  # fmt: skip


def test_a_late_delivery_does_not_change_who_appeals() -> None:
    play = missing()
    play.does(CARRIER, "report_tracking", tracking="RB123456785GB", status="delivered")
    play.does(BOB, "appeal", statement="It came.")
    play.refuses(BOB, "join_appeal", "appealed_already")
    play.refuses(BOB, "decline_appeal", "appealed_already")
    play.refuses(CAROL, "decide_appeal", "appeal_unanswered", upheld=True)
    play.after(3, ms=1).does(CAROL, "decide_appeal", upheld=True)


def test_two_at_once_are_one_appeal() -> None:
    """Alice joins Bob's appeal; both have used their only one (readings 36)."""
    play = ruled().at(24).does(BOB, "appeal", statement="No.").does(ALICE, "join_appeal")
    dispute = play.order.disputes[0]
    assert getattr(dispute.stage, "appellants", ()) == ("seller", "buyer")
    assert dispute.appealed == ("seller", "buyer")
    other = ruled().at(24).does(ALICE, "appeal", statement="No.").does(BOB, "decline_appeal")
    assert other.order.disputes[0].appealed == ("buyer",)


def test_after_an_appeal_paying_back_begins_anew() -> None:
    play = ruled("9.00", {"seller": 50, "platform": 50})
    play.at(22).does(ALICE, "repay", amount="4.00")
    appealed(play).does(DAN, "decide_appeal", amount="10.00", liable={"seller": 90, "platform": 10})
    assert accounts(play) == {
        "world": -2000, "buyer:alice": 1000, "seller:bob": 1100, "platform:protection": -100,
    }  # fmt: skip
    play.does(ALICE, "repay", amount="10.00")
    assert accounts(play) == {"world": -2000, "seller:bob": 2000}
