"""Parcels: what is shipped, corrected, and never left hanging (O2, readings 10, safeguards 9)."""

from typing import Any

from tests import invariants
from tests.core import scene
from tests.people import ALICE, BOB, CARRIER, DAVE

TWO: dict[str, Any] = {"lines": [{"id": "kettle", "price": "18.00", "quantity": 2}]}


def test_what_a_correction_leaves_unshipped_is_cancelled_in_time() -> None:
    """Bob takes one kettle out of the parcel again: it does not stay in escrow for ever."""
    play = scene.shipped(order="o1", **TWO).at(3)
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="RB2", lines={"kettle": 1})
    assert play.order.status == "paid"
    invariants.all_of(play)
    play.at(30, ms=1).sweep()
    assert play.order.refunded == 1900
    assert play.seen()[-1] == "PiecesCancelled"


def test_a_parcel_without_a_name_takes_a_free_one() -> None:
    play = scene.placed(**TWO)
    play.does(BOB, "ship", parcel="p2", carrier="upu", tracking="A", lines={"kettle": 1})
    play.does(BOB, "ship", carrier="upu", tracking="B")
    assert [parcel.name for parcel in play.order.parcels] == ["p2", "p1"]
    assert play.order.all_shipped


def test_a_correction_keeps_its_dispatch_and_comes_twice_at_most() -> None:
    play = scene.shipped().at(3)
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="A")
    play.at(4).does(BOB, "ship", parcel="p1", carrier="dhl", tracking="B")
    assert play.order.parcels[0].dispatched == scene.START + 2 * 86_400_000
    play.refuses(BOB, "ship", "not_paid_any_more", parcel="p1", carrier="upu", tracking="C")


def test_no_correction_after_the_first_scan() -> None:
    play = scene.shipped().at(3)
    play.does(CARRIER, "report_tracking", tracking="RB123456785GB", status="in_transit")
    play.refuses(BOB, "ship", "not_paid_any_more", parcel="p1", carrier="upu", tracking="C")


def test_no_correction_of_one_parcel_while_another_can_be_shipped() -> None:
    play = scene.placed(**TWO)
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="A", lines={"kettle": 1})
    play.does(CARRIER, "report_tracking", tracking="A", status="in_transit")
    play.refuses(BOB, "ship", "correction_too_late", parcel="p1", carrier="upu", tracking="C")


def test_refusals_of_shipping_in_order() -> None:
    play = scene.placed(**TWO)
    play.refuses(ALICE, "ship", "not_your_role", carrier="upu", tracking="A")
    play.refuses(BOB, "ship", "unknown_line", carrier="upu", tracking="A", lines={"cup": 1})
    play.refuses(BOB, "ship", "more_than_is_left", carrier="upu", tracking="A", lines={"kettle": 3})
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="A", lines={"kettle": 1})
    play.refuses(BOB, "ship", "tracking_used", carrier="upu", tracking="A")
    play.does(BOB, "ship", parcel="p2", carrier="upu", tracking="B")
    play.refuses(BOB, "ship", "tracking_used", parcel="p2", carrier="upu", tracking="A")
    play.refuses(BOB, "ship", "not_paid_any_more", carrier="upu", tracking="C")


def test_a_pause_is_not_lost_when_the_rest_is_cancelled() -> None:
    """The promised end that a pause moved stays where it is when what is unshipped is cancelled."""
    play = scene.placed(**TWO, promised="P10D")
    play.does(BOB, "ship", carrier="upu", tracking="A", lines={"kettle": 1})
    promised = play.order.clock("promise")
    assert promised is not None
    play.at(1).does(DAVE, "pause_clock", days=10).at(11, ms=1).sweep()
    play.does(BOB, "answer_cancellation", approve=True)
    moved = play.order.clock("promise")
    confirm = play.order.clock("confirm_by")
    assert moved is not None
    assert confirm is not None
    assert moved.due == promised.due + 10 * 86_400_000
    assert confirm.due == moved.due + 15 * 86_400_000


def test_what_was_decided_stays_in_its_parcel() -> None:
    """Bob cannot take a kettle out of the parcel again that he was paid for, or refunded."""
    play = scene.shipped(**TWO, promised="P3D").at(3)
    play.does(
        ALICE, "open_dispute", line="kettle", quantity=1, grounds="not_received.invalid_tracking",
        received=False, remedy="refund_only", amount="19.00",
    )  # fmt: skip
    again = {"parcel": "p1", "carrier": "upu", "tracking": "B"}
    play.refuses(BOB, "ship", "not_paid_any_more", **again)
    play.does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "ship", **again)
    # Lower numbers stay first, so the one that was refunded would stay; two remain two.
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="C", lines={"kettle": 1})
    assert play.order.lines[0].pieces[0].parcel == "p1"
    invariants.all_of(play)


def test_a_line_that_was_decided_cannot_be_left_out() -> None:
    lines: list[dict[str, Any]] = [
        {"id": "kettle", "price": "18.00"},
        {"id": "cup", "price": "2.00"},
    ]
    play = scene.shipped(lines=lines, promised="P3D").at(3)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.invalid_tracking",
        received=False, remedy="refund_only", amount="5.00",
    )  # fmt: skip
    play.does(BOB, "accept_proposal", proposal=1)
    play.refuses(
        BOB, "ship", "correction_too_late", parcel="p1", carrier="u", tracking="B",
        lines={"cup": 1},
    )  # fmt: skip


def test_nobody_is_locked_out_by_goods_that_are_never_shipped() -> None:
    """Bob sends one of two and waits. When the rest is cancelled, Alice can claim the first (D2)."""
    play = scene.placed(**TWO, promised="P10D")
    play.does(BOB, "ship", parcel="p1", carrier="upu", tracking="A", lines={"kettle": 1})
    missing = {
        "line": "kettle", "grounds": "not_received.wrong_address", "received": False,
        "remedy": "refund_only", "amount": "19.00",
    }  # fmt: skip
    play.at(29).refuses(ALICE, "open_dispute", "not_shipped_yet", **missing)
    play.at(45).does(ALICE, "open_dispute", **missing)
    invariants.all_of(play)
    play.at(50, ms=1).sweep()
    assert play.order.refunded == 3800


def test_an_extension_offered_before_the_parcel_lapses_with_protection() -> None:
    play = scene.placed().does(ALICE, "request_extension", days=5)
    play.at(2).does(BOB, "ship", parcel="p1", carrier="upu", tracking="A")
    play.at(47, ms=1).sweep()
    assert play.seen()[-2:] == ["ExtensionLapsed", "OrderCompleted"]
    assert play.order.extension is None


def test_an_order_counts_by_its_first_ending_or_dispute() -> None:
    """The rates go by that instant, and it never changes (safeguards 24)."""
    play = scene.disputed()
    assert play.order.counted_at == scene.START + 14 * 86_400_000
    play.does(BOB, "accept_proposal", proposal=1)
    assert play.order.status == "completed"
    assert play.order.counted_at == scene.START + 14 * 86_400_000
    confirmed = scene.delivered(13).does(ALICE, "confirm_receipt", confirm=True)
    assert confirmed.order.counted_at == scene.START + 13 * 86_400_000
    confirmed.at(14).does(ALICE, "open_dispute", **scene.claim())
    assert confirmed.order.counted_at == scene.START + 13 * 86_400_000
