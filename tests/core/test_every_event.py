"""Every event happens in some play, and the state after it is the fold of the log."""

from collections.abc import Callable

from amends.core.deadlines import expire
from amends.core.events import EVENTS, OrderResumed
from amends.core.evolve import evolve
from amends.core.notices import notices
from amends.core.postings import postings
from amends.core.standstill import moves
from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.core.test_appeals import ruled
from tests.core.test_returns import new_goods, on_its_way
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN, DAVE

# It is the engine that puts an order aside and takes it up again.
OF_THE_ENGINE = {"OrderResumed"}


def _cancelling() -> Scene:
    play = scene.placed().does(ALICE, "request_cancellation")
    play.does(BOB, "answer_cancellation", approve=False)
    return play.does(BOB, "answer_cancellation", approve=True)


def _extending() -> Scene:
    play = scene.shipped().does(BOB, "offer_extension", days=5).does(ALICE, "consent_extension")
    play.does(ALICE, "request_extension", days=5)
    return play.at(60)


def _correcting() -> Scene:
    play = scene.shipped().does(BOB, "ship", parcel="p1", carrier="upu", tracking="B")
    play.does(DAVE, "pause_clock").does(DAVE, "resume_clock")
    play.does(BANK, "open_chargeback").does(BANK, "close_chargeback", won_by="seller")
    return play.does(ALICE, "confirm_receipt", confirm=True)


def _half() -> Scene:
    """A dispute that lasts longer than the time to confirm the rest."""
    lines = [{"id": "kettle", "price": "18.00"}, {"id": "cup", "price": "2.00"}]
    play = scene.arbitrated(order={"lines": lines}).at(22)
    play.does(BOB, "submit_exhibit", kind="photo").does(BOB, "withdraw_exhibit", exhibit=2)
    play.does(CAROL, "note_fact", fact="photo_shows_defect", exhibit=1)
    play.does(CAROL, "request_exhibit", of="buyer", kinds=["video"])
    play.does(CAROL, "propose", remedy="refund_only", amount="3.00").at(50).sweep()
    return play.does(ALICE, "propose", remedy="coupon", amount="5.00").does(
        ALICE, "withdraw_proposal", proposal=4
    )


def _large() -> Scene:
    play = scene.arbitrated(order={"lines": [{"id": "kettle", "price": "700.00"}]})
    play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")
    return play.does(DAN, "confirm_ruling")


def _promising() -> Scene:
    play = scene.disputed().does(BOB, "propose", remedy="coupon", amount="5.00")
    return play.does(ALICE, "accept_proposal", proposal=2)


def _appealing() -> Scene:
    play = ruled().does(ALICE, "repay", amount="1.00").does(BOB, "appeal", statement="No.")
    return play.does(ALICE, "decline_appeal").does(DAN, "decide_appeal", upheld=True)


def _raising() -> Scene:
    return on_its_way().does(BOB, "escalate", reason="Nothing.").does(BOB, "withdraw_escalation")


def _exchanging() -> Scene:
    play = new_goods().does(CARRIER, "report_tracking", tracking="N1", status="delivered")
    return play.does(ALICE, "confirm_replacement")


PLAYS: tuple[Callable[[], Scene], ...] = (
    _cancelling, _extending, _correcting, _half, _large, _promising,
    lambda: _promising().does(BOB, "keep_promise", code="FIVE"),
    _appealing, _raising, _exchanging,
)  # fmt: skip


def test_every_event_happens() -> None:
    seen = set()
    for begins in PLAYS:
        play = begins().after(400)
        play.sweep()
        invariants.all_of(play)
        invariants.folded(play.order, play.happened)
        seen |= set(play.seen())
        for _, event in play.happened:
            assert postings(event) == getattr(event, "transfers", ())
            named = getattr(event, "dispute", 0)
            assert event.about == (named if isinstance(named, int) else named.number)
            for notice in notices(event, play.order):
                assert notice.kind == type(event).__name__
    assert seen | OF_THE_ENGINE == set(EVENTS)


def test_an_order_taken_up_again_gets_its_time_back() -> None:
    """What an order put aside stood still is given back as after a pause (safeguards 28)."""
    play = scene.disputed()
    since, until = scene.START + 15 * 86_400_000, scene.START + 40 * 86_400_000
    event = OrderResumed(since=since, moved=moves(play.order, since, until))
    resumed = evolve(play.order, event, until)
    assert resumed.disputes[0].due == scene.START + (19 + 25) * 86_400_000
    assert expire(resumed, play.policy, until)[1] == ()
