"""What is easily forgotten: causes, previews, dues during a pause, recommendations."""

import pytest

from amends.core.deadlines import due_of
from amends.core.events import PiecesCancelled
from amends.core.liability import recommended
from amends.core.preview import of_proposal
from amends.core.refusals.orders import ExtensionDays, NeedsConfirmation
from tests.core import scene
from tests.core.test_returns import on_its_way
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAVE

DAY = 86_400_000
TRACKING = "RB123456785GB"


def test_a_cancellation_says_why() -> None:
    asked = scene.placed().does(ALICE, "request_cancellation")
    asked.does(BOB, "answer_cancellation", approve=True)
    own = scene.placed().does(BOB, "answer_cancellation", approve=True)
    silent = scene.placed().does(ALICE, "request_cancellation").at(2, ms=1)
    silent.sweep()
    never = scene.placed().at(30, ms=1)
    never.sweep()
    bank = scene.placed().does(BANK, "open_chargeback", amount="5.00")
    bank.does(BANK, "close_chargeback", won_by="buyer")
    causes = []
    for play in (asked, own, silent, never, bank):
        event = play.happened[-1][1]
        assert isinstance(event, PiecesCancelled)
        causes.append(event.why)
    assert causes == ["approved", "by_seller", "silence", "not_shipped", "charged_back"]


def test_an_extension_granted_before_the_parcel_counts() -> None:
    play = scene.placed().does(BOB, "offer_extension", days=7).does(ALICE, "consent_extension")
    play.at(2).does(BOB, "ship", parcel="p1", carrier="upu", tracking="A")
    promise = play.order.clock("promise")
    assert promise is not None
    assert promise.due == scene.START + (2 + 30 + 7) * DAY


def test_a_consent_that_comes_too_late_for_its_days() -> None:
    """Five days from day 32 are over on day 38: the promised end never lies in the past."""
    play = scene.shipped().does(BOB, "offer_extension", days=5).at(38)
    play.refuses(ALICE, "consent_extension", "extension_too_late")
    early = scene.shipped().does(BOB, "offer_extension", days=5).at(37)
    early.does(ALICE, "consent_extension")
    arrived = scene.shipped().does(BOB, "offer_extension", days=5).at(12)
    arrived.does(CARRIER, "report_tracking", tracking=TRACKING, status="delivered")
    arrived.refuses(ALICE, "consent_extension", "extension_too_late")


def test_a_preview_of_the_platforms_proposal_is_of_both_accepting() -> None:
    play = scene.arbitrated().does(CAROL, "propose", remedy="refund_only", amount="5.00")
    for _ in range(2):
        said = of_proposal(play.order, play.policy, play.now, 1, 3)
        assert said is not None
        assert said.stage == "closed"
        assert [t.minor for t in said.transfers if t.credit == "buyer:alice"] == [500]
        if len(play.order.disputes[0].proposals[2].accepted_by) == 0:
            play.does(ALICE, "accept_proposal", proposal=3)
    assert of_proposal(play.order, play.policy, play.now, 1, 2) is None
    assert of_proposal(play.order, play.policy, play.now, 1, 9) is None
    goods = scene.disputed(remedy="return_and_refund", amount="20.00")
    later = of_proposal(goods.order, goods.policy, goods.now, 1, 1)
    assert later is not None
    assert (later.stage, later.transfers, later.later) == ("return", (), 2000)
    assert later.goods == ("back",)


def test_what_is_due_during_a_pause_is_said_as_it_will_be() -> None:
    play = scene.disputed()
    dispute = play.order.disputes[0]
    assert due_of(play.order, dispute) == scene.START + 19 * DAY
    play.at(15).does(DAVE, "pause_clock", days=4)
    assert due_of(play.order, play.order.disputes[0]) == scene.START + 23 * DAY
    play.does(BANK, "open_chargeback")
    assert due_of(play.order, play.order.disputes[0]) is None
    settled = scene.disputed().does(BOB, "accept_proposal", proposal=1).does(DAVE, "pause_clock")
    assert due_of(settled.order, settled.order.disputes[0]) is None


@pytest.mark.parametrize("kind", ["tracking_screenshot", "document", "photo"])
def test_what_proves_a_delivery_in_2010(kind: str) -> None:
    play = scene.shipped(policy_name="aliexpress-2010").at(14)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.wrong_address", received=False,
        remedy="refund_only", amount="20.00",
    ).does(BOB, "reject_proposal", proposal=1).at(18)  # fmt: skip
    play.does(ALICE, "escalate").does(CAROL, "make_statement", text="Please prove it.")
    assert play.order.disputes[0].turn == "seller"
    play.does(ALICE, "submit_exhibit", kind="document").does(BOB, "submit_exhibit", kind=kind)
    step = getattr(play.order.disputes[0].stage, "step", None)
    assert step == ("delivery_proof" if kind == "photo" else "ruling")


@pytest.mark.parametrize(
    ("item", "facts", "logistics", "liable"),
    [
        ("quality", (), "seller", "seller"),
        ("wrong_item", ("labels_differ",), "platform", "carrier"),
        ("wrong_item", ("labels_match",), "platform", "seller"),
        ("wrong_item", ("labels_differ",), "seller", "seller"),
        ("damaged", (), "platform", "undecided"),
        ("damaged", ("packaging_crushed",), "platform", "carrier"),
        ("damaged", ("packaging_intact",), "platform", "seller"),
    ],
)
def test_what_is_recommended(
    item: str, facts: tuple[str, ...], logistics: str, liable: str
) -> None:
    exhibits = ["photo", "packaging_photo", "label_photo"]
    play = scene.arbitrated(
        order={"logistics": logistics}, grounds=f"not_as_described.{item}", exhibits=exhibits
    )
    for fact in facts:
        # What Alice says of her own photo is shown, and recommends nothing (safeguards 17).
        play.does(ALICE, "note_fact", fact=fact, exhibit=1)
        play.does(CAROL, "note_fact", fact=fact, exhibit=1)
    assert recommended(play.order, play.order.disputes[0], play.policy).liable == liable


def test_a_return_that_was_delivered_by_its_tracking_is_recommended_against_the_seller() -> None:
    """R5: nothing is lost for who sent it back."""
    for delivered, liable in ((True, "seller"), (False, "undecided")):
        play = on_its_way().at(18)
        if delivered:
            play.does(CARRIER, "report_tracking", tracking="R1", status="delivered")
        play.does(BOB, "escalate", reason="Nothing came.")
        assert recommended(play.order, play.order.disputes[0], play.policy).liable == liable
    damaged = on_its_way().at(18)
    damaged.does(CARRIER, "report_tracking", tracking="R1", status="delivered")
    damaged.does(BOB, "confirm_return", condition="damaged")
    assert recommended(damaged.order, damaged.order.disputes[0], play.policy).liable == "undecided"


@pytest.mark.parametrize(
    ("status", "liable"),
    [(None, "seller"), ("in_transit", "seller"), ("lost", "carrier"), ("delivered", "claim_fails")],
)
def test_what_the_carrier_reported_is_recommended_by(status: str | None, liable: str) -> None:
    play = scene.shipped(logistics="platform").at(14)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.wrong_address", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    if status:
        play.does(CARRIER, "report_tracking", tracking=TRACKING, status=status)
    assert recommended(play.order, play.order.disputes[0], play.policy).liable == liable


def test_a_delivery_taken_back_makes_the_order_shipped_again() -> None:
    play = scene.delivered()
    assert play.order.status == "delivered"
    play.does(CARRIER, "report_tracking", tracking=TRACKING, status="returned")
    assert (play.order.status, play.order.delivered_at) == ("shipped", None)
    confirm = play.order.clock("confirm_by")
    assert confirm is not None
    assert confirm.due == scene.START + 47 * DAY


def test_a_return_can_be_corrected_until_the_carrier_has_it() -> None:
    play = on_its_way().at(18).does(ALICE, "ship_return", carrier="dhl", tracking="R2")
    stage = play.order.disputes[0].stage
    assert play.order.disputes[0].due == scene.START + (17 + 30) * DAY
    assert getattr(getattr(stage, "parcel", None), "shipped_at", 0) == scene.START + 17 * DAY
    play.does(CARRIER, "report_tracking", tracking="R2", status="in_transit")
    play.refuses(ALICE, "ship_return", "wrong_step", carrier="upu", tracking="R3")


def test_a_seller_raises_twice_at_most_in_whatever_way() -> None:
    """Carol orders a return again each time; the third complaint is not heard (safeguards 13)."""
    play = on_its_way().does(BOB, "confirm_return", condition="damaged")
    play.does(BOB, "withdraw_escalation").does(BOB, "confirm_return", condition="empty")
    play.refuses(BOB, "withdraw_escalation", "withdrawn_already")
    play.does(CAROL, "issue_ruling", remedy="return_and_refund", liable="seller")
    play.does(BOB, "give_return_address", address="1 Road, CN")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R9")
    play.refuses(BOB, "confirm_return", "raised_already", condition="damaged")
    play.refuses(BOB, "escalate", "raised_already", reason="Nothing.")
    play.does(BOB, "confirm_return", condition="as_sent")


def test_a_request_says_how_long() -> None:
    play = scene.arbitrated()
    for within in ("P0D", "P31D", "soon"):
        play.refuses(
            CAROL, "request_exhibit", "bad_argument", of="seller", kinds=["photo"], within=within
        )
    play.refuses(CAROL, "request_exhibit", "bad_argument", of="seller", kinds=[])
    play.does(CAROL, "request_exhibit", of="seller", kinds=["photo"], within="P5D")
    assert play.order.disputes[0].requests[0].due == play.now + 5 * DAY
    assert play.order.disputes[0].due == play.now + 5 * DAY


def test_what_ended_before_a_standstill_is_not_moved() -> None:
    """A deadline of the very instant at which the pause begins has not passed, and moves."""
    for ms, days in ((0, 23), (1, 19)):
        play = scene.disputed().at(19, ms=ms).does(DAVE, "pause_clock", days=4).at(23, ms=2)
        play.sweep()
        ended = [at for at, e in play.happened if type(e).__name__ == "DisputeClosed"]
        assert ended == [scene.START + days * DAY]


def _lost(play: scene.Scene) -> str:
    refusal = play.refuses(ALICE, "cancel_dispute", "needs_confirmation")
    assert isinstance(refusal, NeedsConfirmation)
    return refusal.lost


def test_what_a_cancelling_buyer_loses_is_said() -> None:
    assert _lost(scene.disputed()) == "goods"
    missing = scene.shipped().at(14).does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.wrong_address", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    assert _lost(missing) == "claim"
    resumes = scene.under(scene.policy(), "opening", on_cancel="resume_protection")
    held = scene.disputed(order={"by": resumes})
    assert _lost(held) == "claim"


def test_positions_count_events() -> None:
    play = scene.disputed()
    assert play.order.version == len(play.happened)
    assert play.order.last_at == play.happened[-1][0]
    assert play.order.dispute(0) is None
    assert play.order.disputes[0].proposal(0) is None


def test_extensions_together_are_sixty_days() -> None:
    play = scene.shipped().does(ALICE, "request_extension", days=40).does(BOB, "consent_extension")
    refusal = play.refuses(ALICE, "request_extension", "extension_days", days=21)
    assert refusal == ExtensionDays(days=21, left=20)
    play.refuses(BOB, "offer_extension", "extension_days", days=0)
    play.does(BOB, "offer_extension", days=20).does(ALICE, "consent_extension")
    play.refuses(ALICE, "request_extension", "extension_days", days=1)
    promise = play.order.clock("promise")
    assert promise is not None
    assert promise.due == scene.START + (2 + 30 + 60) * DAY


def test_whose_turn_it_is_in_returns_and_replacements() -> None:
    play = scene.disputed(remedy="replacement", amount="").does(BOB, "accept_proposal", proposal=1)
    turns = [play.order.disputes[0].turn]
    for actor, name, arguments in (
        (BOB, "give_return_address", {"address": "1 Road, CN"}),
        (ALICE, "ship_return", {"carrier": "upu", "tracking": "R1"}),
        (BOB, "confirm_return", {"condition": "as_sent"}),
        (BOB, "ship_replacement", {"carrier": "upu", "tracking": "N1"}),
        (ALICE, "confirm_replacement", {}),
    ):
        play.does(actor, name, **arguments)
        turns.append(play.order.disputes[0].turn)
    assert turns == ["seller", "buyer", "seller", "seller", "buyer", "none"]


def test_the_steps_of_2010_without_a_proof() -> None:
    """Three days to prove it, three to talk, and then the ruling (A5)."""
    play = scene.shipped(policy_name="aliexpress-2010").at(14)
    play.does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.wrong_address", received=False,
        remedy="refund_only", amount="20.00",
    ).does(BOB, "reject_proposal", proposal=1).at(18)  # fmt: skip
    play.does(ALICE, "escalate").does(CAROL, "make_statement", text="Please prove it.")
    steps = []
    for day in (21, 24, 29):
        stage = play.order.disputes[0].stage
        steps.append((getattr(stage, "step", None), play.order.disputes[0].turn))
        play.at(day, ms=1).sweep()
    assert steps == [("delivery_proof", "seller"), ("talks", "none"), ("ruling", "arbitrator")]
    assert play.order.disputes[0].missed == ("rule",)


def test_only_time_says_that_the_time_to_confirm_has_passed() -> None:
    by_time = scene.delivered().at(17, ms=1)
    by_time.sweep()
    confirmed = scene.delivered().does(ALICE, "confirm_receipt", confirm=True)
    settled = scene.disputed(13).does(BOB, "accept_proposal", proposal=1)
    assert by_time.order.confirm_by_passed == scene.START + 17 * DAY
    assert confirmed.order.confirm_by_passed is None
    assert settled.order.confirm_by_passed is None
