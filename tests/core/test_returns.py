"""Goods on their way back, and new ones on their way out (R1–R7, readings 33, 34)."""

from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL, CARRIER

DAY = 86_400_000


def on_its_way(remedy: str = "return_and_refund", **order: object) -> Scene:
    """Bob took the goods back; on day 17 Alice sent them."""
    amount = "20.00" if remedy == "return_and_refund" else ""
    play = scene.disputed(order=order, remedy=remedy, amount=amount)
    play.at(15).does(BOB, "accept_proposal", proposal=1)
    play.at(16).does(BOB, "give_return_address", address="1 Road, CN")
    return play.at(17).does(ALICE, "ship_return", carrier="upu", tracking="R1")


def new_goods() -> Scene:
    """An exchange whose new goods Bob sent on day 21."""
    play = on_its_way("replacement", postcode="28013")
    play.at(20).does(BOB, "confirm_return", condition="as_sent")
    return play.at(21).does(BOB, "ship_replacement", carrier="upu", tracking="N1")


def test_the_countdown_goes_on_after_a_withdrawn_complaint_about_the_goods() -> None:
    """Bob says damaged, then takes it back: the countdown stood still and still ends (R3, R6)."""
    play = on_its_way().at(20).does(BOB, "confirm_return", condition="damaged")
    play.at(25).does(BOB, "withdraw_escalation")
    assert play.order.disputes[0].due == scene.START + (17 + 30 + 5) * DAY
    invariants.all_of(play)


def test_new_goods_for_another_address_are_not_delivered() -> None:
    """Silence closes only after delivery, and delivery is to Alice (safeguards 8, 14)."""
    play = new_goods().at(23)
    play.does(CARRIER, "report_tracking", tracking="N1", status="delivered", postcode="99999")
    assert play.order.disputes[0].due == scene.START + (21 + 30) * DAY
    play.does(CARRIER, "report_tracking", tracking="N1", status="delivered", postcode="28013")
    assert play.order.disputes[0].due == scene.START + (23 + 5) * DAY


def test_new_goods_that_turn_out_lost_are_waited_for_again() -> None:
    play = new_goods().at(23)
    play.does(CARRIER, "report_tracking", tracking="N1", status="delivered")
    play.at(24).does(CARRIER, "report_tracking", tracking="N1", status="lost")
    assert play.order.disputes[0].due == scene.START + (21 + 30) * DAY
    play.at(51, ms=1).sweep()
    assert play.order.disputes[0].stage.name == "arbitration"


def test_a_return_number_of_another_parcel_does_not_count() -> None:
    """Alice names the number of a parcel that went to somebody else."""
    play = on_its_way().at(20)
    play.does(
        CARRIER, "report_tracking", scene.Known(elsewhere=True), tracking="R1", status="delivered"
    )
    play.at(47, ms=1).sweep()
    assert play.order.disputes[0].stage.name == "arbitration"


def test_refusals_by_step() -> None:
    play = scene.disputed(remedy="return_and_refund", amount="20.00")
    play.does(BOB, "accept_proposal", proposal=1)
    play.refuses(ALICE, "ship_return", "wrong_step", carrier="upu", tracking="R1")
    play.refuses(ALICE, "escalate", "wrong_step", reason="…")
    play.refuses(BOB, "escalate", "wrong_step", reason="…")
    play.refuses(BOB, "confirm_return", "wrong_step", condition="damaged")
    play.refuses(BOB, "give_return_address", "address_needed")
    play.refuses(BOB, "give_return_address", "address_elsewhere", address="1 Rue", country="FR")
    found = scene.Known(address_country="NZ")
    play.refuses(
        BOB, "give_return_address", "address_elsewhere", found, address="1 Road, NZ", country="CN"
    )
    play.does(BOB, "give_return_address", address="1 Road", country="CN")
    play.does(ALICE, "escalate", reason="No such street.").does(ALICE, "withdraw_escalation")
    play.refuses(ALICE, "escalate", "raised_not_possible_twice", reason="…")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R1")
    play.refuses(BOB, "give_return_address", "wrong_step", address="2 Road")
    play.does(BOB, "escalate", reason="Nothing came.")
    play.refuses(ALICE, "withdraw_escalation", "nothing_raised")
    play.does(BOB, "withdraw_escalation").does(BOB, "escalate", reason="Really.")
    play.refuses(BOB, "withdraw_escalation", "withdrawn_already")


def test_any_earlier_waybill_counts() -> None:
    """Bob changes the waybill again and again; what Alice shipped with the first one counts."""
    play = scene.disputed(
        order={"ship_from": "IT"}, remedy="return_and_refund", amount="20.00"
    ).does(BOB, "accept_proposal", proposal=1)
    play.refuses(BOB, "give_return_address", "waybill_needed", address="1 Via")
    for waybill in ("W1", "W2", "W3"):
        play.does(BOB, "give_return_address", address="1 Via", waybill=waybill)
    play.refuses(ALICE, "ship_return", "waybill_mismatch", carrier="upu", tracking="W4")
    play.does(ALICE, "ship_return", carrier="upu", tracking="W1")


def test_who_refunds_at_once_needs_no_parcel() -> None:
    play = scene.disputed(remedy="return_and_refund", amount="20.00")
    play.does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "confirm_return", condition="as_sent")
    assert play.order.refunded == 2000
    play.refuses(CAROL, "confirm_return", "not_your_role", condition="as_sent")


def test_two_returns_in_one_parcel_are_both_delivered() -> None:
    """Alice sends kettle and cup back together; silence of Bob refunds both (R6)."""
    lines = [{"id": "kettle", "price": "18.00"}, {"id": "cup", "price": "2.00"}]
    play = scene.delivered(lines=lines, shipping="0.00").at(14)
    for number, (line, amount) in enumerate((("kettle", "18.00"), ("cup", "2.00")), 1):
        play.does(
            ALICE, "open_dispute",
            **scene.claim(line=line, remedy="return_and_refund", amount=amount),
        ).does(BOB, "accept_proposal", dispute=number, proposal=1)  # fmt: skip
        play.does(BOB, "give_return_address", dispute=number, address="1 Road, CN")
        play.does(ALICE, "ship_return", dispute=number, carrier="upu", tracking="R1")
    play.at(20).does(CARRIER, "report_tracking", tracking="R1", status="delivered")
    play.refuses(CARRIER, "report_tracking", "unknown_tracking", tracking="R2", status="delivered")
    play.at(44, ms=1).sweep()
    assert play.order.refunded == 2000
    invariants.all_of(play)
