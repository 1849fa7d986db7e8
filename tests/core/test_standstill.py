"""While an order stands still no deadline passes, and each gets back what it lost (safeguards 5)."""

from typing import Any

from amends.core.people import Actor
from tests import invariants
from tests.core import scene
from tests.core.test_appeals import ruled
from tests.people import ALICE, BOB, CAROL, CARRIER, DAN, DAVE

DAY = 86_400_000


def test_the_talks_do_not_end_during_a_pause() -> None:
    """The fifth day would have passed; a rejection during the pause does not escalate."""
    play = scene.disputed().at(15).does(BOB, "reject_proposal", proposal=1)
    play.at(16).does(DAVE, "pause_clock", days=10)
    play.at(21).does(ALICE, "reject_proposal", proposal=2)
    assert play.order.disputes[0].stage.name == "negotiation"
    play.at(26).does(DAVE, "resume_clock")
    assert play.order.disputes[0].due == scene.START + (14 + 5 + 10) * DAY


def test_protection_does_not_end_during_a_pause() -> None:
    play = scene.delivered().at(31).does(DAVE, "pause_clock", days=10)
    assert play.order.status == "completed"
    play.at(40).does(ALICE, "open_dispute", **scene.claim())
    invariants.all_of(play)


def test_an_appeal_is_in_time_during_a_pause() -> None:
    play = ruled().at(27).does(DAVE, "pause_clock", days=10)
    play.at(36).does(ALICE, "make_statement", text="Wait.")
    play.does(BOB, "appeal", statement="I was away.")
    play.at(37).refuses(CAROL, "decide_appeal", "not_the_arbitrator", upheld=True)


def test_the_other_party_keeps_its_three_days() -> None:
    """The answer's three days run from the end of the pause, so the appeal waits for them."""
    play = ruled().at(27).does(DAVE, "pause_clock", days=10)
    play.at(28).does(BOB, "appeal", statement="I was away.")
    play.at(33).refuses(DAN, "decide_appeal", "appeal_unanswered", upheld=True)
    play.at(40, ms=1).does(DAN, "decide_appeal", upheld=True)


def test_a_pause_ends_by_itself_and_only_once() -> None:
    play = scene.disputed().does(DAVE, "pause_clock", reason="outage")
    play.refuses(DAVE, "pause_clock", "already_paused")
    play.at(29).sweep()
    play.refuses(DAVE, "pause_clock", "pause_too_long", days=15)
    play.refuses(DAVE, "resume_clock", "not_paused")
    assert play.order.disputes[0].due == scene.START + (19 + 14) * DAY


def test_a_wait_for_the_promise_that_begins_in_a_pause_ends_with_it() -> None:
    play = scene.shipped().at(14).does(DAVE, "pause_clock", days=10)
    play.at(20).does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.in_transit", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    play.at(25).sweep()
    promise = play.order.clock("promise")
    assert promise is not None
    assert play.order.disputes[0].due == promise.due == scene.START + (2 + 30 + 10) * DAY


def test_a_request_to_cancel_and_a_pause_count_once() -> None:
    """`ship_within` stands still during both, and where they overlap once (safeguards 9)."""
    for pause, resume, ask, answer, both in ((1, 4, 2, 3, 3), (2, 3, 1, 4, 3), (1, 3, 2, 4, 3)):
        play = scene.placed()
        steps: dict[int, tuple[Actor, str, dict[str, Any]]] = {
            pause: (DAVE, "pause_clock", {"days": 10}), resume: (DAVE, "resume_clock", {}),
            ask: (ALICE, "request_cancellation", {}),
            answer: (BOB, "answer_cancellation", {"approve": False}),
        }  # fmt: skip
        # Forty-eight hours are over where they do not stand still as well.
        for day in sorted(steps):
            actor, name, arguments = steps[day]
            play.at(day - (0.5 if day == answer and answer == 4 and ask == 1 else 0))
            play.does(actor, name, **arguments)
        clock = play.order.clock("ship_within")
        assert clock is not None
        shift = both - (0.5 if ask == 1 else 0)
        assert clock.due == scene.START + round((30 + shift) * DAY), (pause, resume, ask, answer)


def test_a_standstill_after_the_promised_time_counts_for_who_has_to_confirm() -> None:
    """Promised until day 32; the pause moves the confirmation alone, and a delivery keeps that."""
    play = scene.shipped(policy_name="aliexpress-2010").at(35).does(DAVE, "pause_clock", days=5)
    play.at(41).does(CARRIER, "report_tracking", tracking="RB123456785GB", status="delivered")
    confirm = play.order.clock("confirm_by")
    assert confirm is not None
    assert confirm.due == scene.START + (2 + 30 + 15 + 5) * DAY
    play.does(CARRIER, "report_tracking", tracking="RB123456785GB", status="lost")
    confirm = play.order.clock("confirm_by")
    assert confirm is not None
    assert confirm.due == scene.START + (2 + 30 + 15 + 5) * DAY


def test_what_was_over_before_a_pause_stays_over() -> None:
    """The promised time ended on day 12; the pause afterwards does not bring it back."""
    play = scene.shipped(promised="P10D").at(14).does(DAVE, "pause_clock", days=4).at(19)
    play.sweep()
    promise, confirm = play.order.clock("promise"), play.order.clock("confirm_by")
    assert promise is not None
    assert confirm is not None
    assert promise.due == scene.START + 12 * DAY
    assert confirm.due == scene.START + (27 + 4) * DAY
