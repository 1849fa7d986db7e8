"""What happened, one sentence an event: the timeline, and what silence would do."""

from collections.abc import Callable
from typing import Any

from amends.core import events as e
from amends.core.events import Event, by_event
from amends.core.postings import postings
from amends.telling import dispute_events as dispute
from amends.telling import ending_events as ending
from amends.telling import order_events as order
from amends.telling.words import Words

_SENTENCES: dict[type[Event], Callable[[Words, Any], str]] = by_event(
    OrderPlaced=order.placed,
    ParcelShipped=order.shipped,
    ParcelCorrected=order.corrected,
    TrackingReported=order.tracked,
    GoodsReported=order.goods,
    ReceiptConfirmed=order.received,
    ConfirmTimePassed=order.confirm_time_passed,
    OrderCompleted=order.completed,
    ExtensionOffered=order.extension_offered,
    ExtensionGranted=order.extension_granted,
    ExtensionLapsed=order.extension_lapsed,
    CancellationRequested=order.cancellation_asked,
    CancellationRefused=order.cancellation_refused,
    PiecesCancelled=order.cancelled,
    ChargebackOpened=order.chargeback,
    ChargebackClosed=order.bank_closed,
    ClockPaused=order.paused,
    ClockResumed=order.resumed,
    OrderResumed=order.order_resumed,
    DisputeOpened=dispute.opened,
    ProposalMade=dispute.proposed,
    ProposalWithdrawn=dispute.withdrawn,
    ProposalRejected=dispute.rejected,
    ProposalAccepted=dispute.accepted,
    ProposalLapsed=dispute.proposal_lapsed,
    TurnPassed=dispute.turn,
    Escalated=dispute.escalated,
    EscalationWithdrawn=dispute.escalation_withdrawn,
    ExhibitSubmitted=dispute.exhibit,
    ExhibitWithdrawn=dispute.exhibit_withdrawn,
    StatementMade=dispute.wrote,
    FactNoted=dispute.noted,
    ExhibitRequested=dispute.requested,
    RequestLapsed=dispute.request_lapsed,
    PlatformSteppedIn=dispute.stepped_in,
    PlatformDeadlineMissed=dispute.missed,
    RulingIssued=dispute.ruled,
    RulingConfirmed=dispute.ruling_confirmed,
    ReturnStarted=ending.goes_back,
    ReturnAddressGiven=ending.address,
    ReturnShipped=ending.sent_back,
    ReturnConfirmed=ending.returned,
    ReplacementStarted=ending.new_goods,
    ReplacementShipped=ending.replaced,
    ReplacementConfirmed=ending.kept,
    DisputeClosed=ending.closed,
    PromiseKept=ending.coupon_given,
    PromiseBroken=ending.coupon_missing,
    AppealFiled=ending.appealed,
    AppealAnswered=ending.appeal_answered,
    AppealDecided=ending.appeal_decided,
    AmountRepaid=ending.repaid,
)
# These say the amount themselves.
_WITH_MONEY = (e.OrderPlaced, e.AmountRepaid)


def happened(words: Words, event: Event) -> str:
    """The event in whole sentences, with the money that it moved."""
    said = _SENTENCES[type(event)](words, event)
    if isinstance(event, _WITH_MONEY):
        return said
    return words.tongue.together(said, words.moved(postings(event)))
