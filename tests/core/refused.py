"""One scene for every refusal of the core: what somebody tries, and the code that answers.

Each scene gives the play before the attempt, and the attempt: who, which command, with what.
"""

from collections.abc import Callable
from typing import Any

from amends.core.people import Actor
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN, DAVE, EVE, SHOP

Attempt = tuple[Scene, Actor, str, dict[str, Any]]

LARGE: dict[str, Any] = {"lines": [{"id": "kettle", "price": "700.00"}]}
TWO_LINES: dict[str, Any] = {
    "lines": [{"id": "kettle", "price": "18.00"}, {"id": "cup", "price": "2.00"}]
}


def _try(play: Scene, actor: Actor, name: str, **arguments: Any) -> Attempt:
    return play, actor, name, arguments


def _open(play: Scene, **arguments: Any) -> Attempt:
    return play, ALICE, "open_dispute", scene.claim(**arguments)


def _missing(**arguments: Any) -> dict[str, Any]:
    return scene.claim(
        grounds="not_received.wrong_address", received=False, exhibits=[], **arguments
    )


def _returning(**order: Any) -> Scene:
    play = scene.disputed(order=order, remedy="return_and_refund", amount="20.00")
    return play.does(BOB, "accept_proposal", proposal=1)


def _sent() -> Scene:
    play = _returning().does(BOB, "give_return_address", address="1 Road, CN")
    return play.does(ALICE, "ship_return", carrier="upu", tracking="R1")


def _raised_twice() -> Scene:
    play = _sent().does(BOB, "escalate", reason="Nothing.").does(BOB, "withdraw_escalation")
    return play.does(BOB, "escalate", reason="Nothing.")


def _exchanged() -> Scene:
    """New goods are on their way; Alice has raised once in the return before."""
    play = scene.disputed(remedy="replacement", amount="").does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "give_return_address", address="1 Road, CN")
    play.does(ALICE, "escalate", reason="No such road.").does(ALICE, "withdraw_escalation")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R1")
    play.does(BOB, "confirm_return", condition="as_sent")
    return play.does(BOB, "ship_replacement", carrier="upu", tracking="N1")


def _raised_in_all_ways() -> Scene:
    """Alice raised in the return and, after a ruling for another exchange, has raised twice."""
    play = _exchanged().does(ALICE, "escalate", reason="Wrong again.")
    play.does(CAROL, "issue_ruling", remedy="replacement", liable="seller")
    play.does(BOB, "give_return_address", address="1 Road, CN")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R2")
    play.does(BOB, "confirm_return", condition="as_sent")
    return play.does(BOB, "ship_replacement", carrier="upu", tracking="N2")


def _ruled() -> Scene:
    return scene.arbitrated().does(CAROL, "issue_ruling", amount="9.00", liable="seller")


def _settled() -> Scene:
    return scene.disputed().does(BOB, "accept_proposal", proposal=1)


def _pending() -> Scene:
    play = scene.arbitrated(order=LARGE)
    return play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")


def _addresses() -> Scene:
    play = _returning()
    for n in range(20):
        play.does(BOB, "give_return_address", address=f"{n} Road, CN")
    return play


def _two_disputes() -> Scene:
    play = scene.delivered(**TWO_LINES)
    play.does(ALICE, "open_dispute", **scene.claim())
    return play.does(ALICE, "open_dispute", **scene.claim(line="cup", amount="1.00"))


def _three_cancelled() -> Scene:
    play = scene.shipped(promised="P3D")
    for _ in range(3):
        play.does(ALICE, "open_dispute", **_missing())
        play.does(ALICE, "cancel_dispute", confirm=True, dispute=len(play.order.disputes))
    return play


def _two_labels() -> Scene:
    play = scene.arbitrated().does(BOB, "submit_exhibit", kind="photo")
    return play.does(CAROL, "note_fact", fact="labels_differ", exhibit=2)


def _half_shipped() -> Scene:
    return scene.placed(**TWO_LINES).does(
        BOB, "ship", parcel="p1", carrier="upu", tracking="A", lines={"kettle": 1}
    )


def _said_it_all() -> Scene:
    play = scene.disputed()
    for _ in range(499):
        play.does(ALICE, "make_statement", text="Please.")
    return play


def _platforms() -> Scene:
    play = scene.arbitrated().does(CAROL, "propose", remedy="refund_only", amount="5.00")
    return play.does(ALICE, "accept_proposal", proposal=3)


def _scanned() -> Scene:
    return _half_shipped().does(CARRIER, "report_tracking", tracking="A", status="in_transit")


SHIP = {"carrier": "upu", "tracking": "B"}

REFUSED: dict[str, Callable[[], Attempt]] = {
    # Anybody, anywhere
    "unknown_order": lambda: _try(scene.disputed(), EVE, "make_statement", text="Hello."),
    "not_your_role": lambda: _try(scene.disputed(), BOB, "cancel_dispute", confirm=True),
    "unknown_dispute": lambda: _try(scene.disputed(), BOB, "accept_proposal", dispute=2, proposal=1),
    "which_dispute": lambda: _try(_two_disputes(), BOB, "accept_proposal", proposal=1),
    "not_in_this_stage": lambda: _try(scene.disputed(), BOB, "keep_promise", code="X"),
    "bad_amount": lambda: _try(
        scene.disputed(), BOB, "propose", remedy="refund_only", amount="1.001"
    ),
    "bad_argument": lambda: _try(
        scene.shipped(), CARRIER, "report_tracking", tracking="RB123456785GB", status="delivered",
        scanned_at="yesterday",
    ),
    "frozen_by_bank": lambda: _try(
        scene.disputed().does(BANK, "open_chargeback"), BOB, "accept_proposal", proposal=1
    ),
    # Orders
    "order_exists": lambda: _try(
        scene.placed(), SHOP, "place_order", number="1001", buyer="alice", seller="bob",
        currency="USD", lines=[scene.KETTLE],
    ),
    "nothing_ordered": lambda: _try(
        Scene(), SHOP, "place_order", number="1", buyer="alice", seller="bob", currency="USD",
        lines=[],
    ),
    "order_closed": lambda: _try(
        scene.delivered().does(ALICE, "confirm_receipt", confirm=True), BOB, "ship", **SHIP
    ),
    "not_paid_any_more": lambda: _try(scene.delivered(), BOB, "ship", **SHIP),
    "cancellation_pending": lambda: _try(
        scene.placed().does(ALICE, "request_cancellation"), BOB, "ship", **SHIP
    ),
    "more_than_is_left": lambda: _try(scene.placed(), BOB, "ship", **SHIP, lines={"kettle": 2}),
    "unknown_line": lambda: _try(scene.placed(), BOB, "ship", **SHIP, lines={"cup": 1}),
    "tracking_used": lambda: _try(_half_shipped(), BOB, "ship", carrier="upu", tracking="A"),
    "correction_too_late": lambda: _try(_scanned(), BOB, "ship", parcel="p1", **SHIP),
    "unknown_tracking": lambda: _try(
        scene.shipped(), CARRIER, "report_tracking", tracking="?", status="lost"
    ),
    "needs_confirmation": lambda: _try(scene.shipped(), ALICE, "confirm_receipt"),
    "dispute_is_open": lambda: _try(scene.disputed(), ALICE, "confirm_receipt", confirm=True),
    "not_shipped_yet": lambda: _try(_half_shipped(), ALICE, "confirm_receipt", confirm=True),
    "already_confirmed": lambda: _try(
        scene.delivered().does(ALICE, "confirm_receipt", confirm=True),
        ALICE, "confirm_receipt", confirm=True,
    ),
    "extension_days": lambda: _try(scene.shipped(), ALICE, "request_extension", days=61),
    "extension_stands": lambda: _try(
        scene.shipped().does(ALICE, "request_extension", days=5), BOB, "offer_extension", days=6
    ),
    "no_extension": lambda: _try(scene.shipped(), BOB, "consent_extension"),
    "own_extension": lambda: _try(
        scene.shipped().does(ALICE, "request_extension", days=5), ALICE, "consent_extension"
    ),
    "protection_over": lambda: _open(scene.delivered().at(32, ms=1)),
    "extension_too_late": lambda: _try(scene.delivered(), ALICE, "request_extension", days=5),
    "cancellation_used": lambda: _try(
        scene.placed().does(ALICE, "request_cancellation").does(
            BOB, "answer_cancellation", approve=False
        ),
        ALICE, "request_cancellation",
    ),
    "already_shipped": lambda: _try(scene.shipped(), ALICE, "request_cancellation"),
    "no_cancellation": lambda: _try(scene.placed(), BOB, "answer_cancellation", approve=False),
    # The bank and the operator
    "chargeback_open": lambda: _try(
        scene.placed().does(BANK, "open_chargeback"), BANK, "open_chargeback"
    ),
    "no_chargeback": lambda: _try(scene.placed(), BANK, "close_chargeback", won_by="buyer"),
    "chargeback_too_much": lambda: _try(scene.placed(), BANK, "open_chargeback", amount="20.01"),
    "already_paused": lambda: _try(scene.placed().does(DAVE, "pause_clock"), DAVE, "pause_clock"),
    "not_paused": lambda: _try(scene.placed(), DAVE, "resume_clock"),
    "pause_too_long": lambda: _try(scene.placed(), DAVE, "pause_clock", days=15),
    # Opening a dispute
    "not_open_yet": lambda: _open(scene.shipped().at(11), **_missing()),
    "never_shipped": lambda: _open(scene.placed()),
    "unknown_grounds": lambda: _open(scene.delivered(), grounds="no_longer_wanted.changed_mind"),
    "received_mismatch": lambda: _open(scene.delivered(), received=False),
    "confirmed_receipt": lambda: _open(
        scene.delivered().does(ALICE, "confirm_receipt", confirm=True), **_missing()
    ),
    "remedy_not_offered": lambda: _open(scene.delivered(), remedy="resend", amount=""),
    "amount_not_for_remedy": lambda: _open(scene.delivered(), remedy="replacement"),
    "amount_missing": lambda: _open(scene.delivered(), amount=""),
    "amount_of_nothing": lambda: _open(scene.delivered(), amount="0.00"),
    "more_than_was_paid": lambda: _open(scene.delivered(), amount="20.01"),
    "exhibit_needed": lambda: _open(scene.delivered(), exhibits=[]),
    "statement_needed": lambda: _try(scene.disputed(), ALICE, "make_statement", text="  "),
    "quantity": lambda: _open(scene.delivered(), quantity=2),
    "no_piece_left": lambda: _open(_settled()),
    "unknown_parcel": lambda: _open(scene.delivered(), parcel="p9"),
    "line_in_dispute": lambda: _open(scene.disputed()),
    "too_many_disputes": lambda: _open(_three_cancelled(), **_missing()),
    "order_cancelled": lambda: _open(
        scene.placed().does(BOB, "answer_cancellation", approve=True)
    ),
    # Negotiation
    "no_such_proposal": lambda: _try(scene.disputed(), BOB, "accept_proposal", proposal=2),
    "own_proposal": lambda: _try(
        scene.disputed().does(BOB, "propose", remedy="refund_only", amount="1.00"),
        BOB, "accept_proposal", proposal=2,
    ),
    "not_your_proposal": lambda: _try(
        scene.disputed().does(BOB, "propose", remedy="refund_only", amount="1.00"),
        BOB, "withdraw_proposal", proposal=1,
    ),
    "proposal_not_standing": lambda: _try(
        scene.disputed().does(ALICE, "propose", remedy="refund_only", amount="8.00").does(
            ALICE, "withdraw_proposal", proposal=1
        ),
        BOB, "accept_proposal", proposal=1,
    ),
    "already_accepted": lambda: _try(
        _platforms().does(BOB, "propose", remedy="refund_only", amount="1.00"),
        ALICE, "accept_proposal", proposal=3,
    ),
    "nothing_proposed": lambda: _try(
        scene.disputed().does(BOB, "reject_proposal", proposal=1).does(
            BOB, "propose", remedy="refund_only", amount="1.00"
        ),
        ALICE, "accept_proposal", proposal=2,
    ),
    # Exhibits, facts
    "enough_said": lambda: _try(_said_it_all(), ALICE, "make_statement", text="Once more."),
    "no_such_exhibit": lambda: _try(
        scene.disputed().does(ALICE, "submit_exhibit", kind="video"),
        ALICE, "withdraw_exhibit", exhibit=7,
    ),
    "not_your_exhibit": lambda: _try(
        scene.disputed().does(BOB, "submit_exhibit", kind="video"),
        BOB, "withdraw_exhibit", exhibit=1,
    ),
    "exhibit_stays": lambda: _try(
        _two_labels().does(BOB, "submit_exhibit", kind="video"), BOB, "withdraw_exhibit", exhibit=2
    ),
    "fact_needs_exhibit": lambda: _try(scene.arbitrated(), ALICE, "note_fact", fact="labels_match"),
    # Cancelling, escalating
    "escalate_not_yet": lambda: _try(
        scene.disputed(order={"policy_name": "aliexpress-2010"}), ALICE, "escalate"
    ),
    "escalate_by_clock": lambda: _try(scene.disputed(), ALICE, "escalate"),
    "raised_already": lambda: _try(_raised_in_all_ways(), ALICE, "escalate"),
    "nothing_raised": lambda: _try(scene.arbitrated(), BOB, "withdraw_escalation"),
    "withdrawn_already": lambda: _try(_raised_twice(), BOB, "withdraw_escalation"),
    # Arbitration
    "not_the_arbitrator": lambda: _try(_pending(), CAROL, "confirm_ruling"),
    "proposal_stands": lambda: _try(
        _platforms(), CAROL, "issue_ruling", amount="1.00", liable="seller"
    ),
    "ruling_pending": lambda: _try(_pending(), CAROL, "issue_ruling", amount="9.00", liable="seller"),
    "no_pending_ruling": lambda: _try(scene.arbitrated(), DAN, "confirm_ruling"),
    "reasons_needed": lambda: _try(
        scene.arbitrated(), CAROL, "issue_ruling", amount="9.00", liable="seller", reasons=""
    ),
    "liable_needed": lambda: _try(scene.arbitrated(), CAROL, "issue_ruling", amount="9.00"),
    "liable_not_needed": lambda: _try(
        scene.arbitrated(), CAROL, "issue_ruling", amount="0.00", liable="buyer"
    ),
    "shares_do_not_sum": lambda: _try(
        scene.arbitrated(), CAROL, "issue_ruling", amount="9.00", liable={"seller": 99}
    ),
    "carrier_not_platforms": lambda: _try(
        scene.arbitrated(), CAROL, "issue_ruling", amount="9.00", liable="carrier"
    ),
    "remedy_not_for_ruling": lambda: _try(
        scene.arbitrated(), CAROL, "issue_ruling", remedy="coupon", amount="9.00", liable="seller"
    ),
    # Returns and replacements
    "address_needed": lambda: _try(_returning(), BOB, "give_return_address"),
    "waybill_needed": lambda: _try(
        _returning(ship_from="IT"), BOB, "give_return_address", address="1 Via, IT"
    ),
    "waybill_mismatch": lambda: _try(
        _returning(ship_from="IT").does(BOB, "give_return_address", waybill="W1"),
        ALICE, "ship_return", carrier="upu", tracking="W2",
    ),
    "address_elsewhere": lambda: _try(
        _returning(), BOB, "give_return_address", address="1 Rue, FR", country="FR"
    ),
    "addresses_used": lambda: _try(_addresses(), BOB, "give_return_address", address="21 Road"),
    "wrong_step": lambda: _try(_returning(), ALICE, "ship_return", carrier="upu", tracking="R"),
    "freight_not_claimed": lambda: _try(
        _sent(), BOB, "confirm_return", condition="as_sent", freight="0.01"
    ),
    "raised_not_possible_twice": lambda: _try(
        _returning().does(BOB, "give_return_address", address="1 Road").does(
            ALICE, "escalate"
        ).does(ALICE, "withdraw_escalation"),
        ALICE, "escalate",
    ),
    # Promises, appeals, paying back
    "no_promise": lambda: _try(_settled(), BOB, "keep_promise", code="X"),
    "not_appealable": lambda: _try(_settled(), BOB, "appeal", statement="No."),
    "appeal_too_late": lambda: _try(_ruled().at(28), BOB, "appeal", statement="No."),
    "appealed_already": lambda: _try(
        _ruled().does(BOB, "appeal", statement="No."), BOB, "join_appeal"
    ),
    "appeal_unanswered": lambda: _try(
        _ruled().does(BOB, "appeal", statement="No."), DAN, "decide_appeal", upheld=True
    ),
    "nothing_to_repay": lambda: _try(_ruled(), ALICE, "repay", amount="9.01"),
    "protection_closed": lambda: _try(_ruled().at(36), ALICE, "make_statement", text="Still."),
}  # fmt: skip
