"""What happened, one sentence an event: the timeline, and what silence would do."""

from collections.abc import Callable
from typing import Any

from amends.core import events as e
from amends.core.events import Event
from amends.core.postings import postings
from amends.telling import dispute_events as dispute
from amends.telling import ending_events as ending
from amends.telling import order_events as order
from amends.telling.terms import briefly, liable, terms
from amends.telling.words import Words

__all__ = ["briefly", "happened", "is_shown", "liable", "terms"]

_SENTENCES: dict[type[Event], Callable[[Words, Any], str]] = {
    e.OrderPlaced: order.placed,
    e.ParcelShipped: order.shipped,
    e.ParcelCorrected: order.corrected,
    e.TrackingReported: order.tracked,
    e.GoodsReported: order.goods,
    e.ReceiptConfirmed: order.received,
    e.ConfirmTimePassed: order.confirm_time_passed,
    e.OrderCompleted: order.completed,
    e.ExtensionOffered: order.extension_offered,
    e.ExtensionGranted: order.extension_granted,
    e.ExtensionLapsed: order.extension_lapsed,
    e.CancellationRequested: order.cancellation_asked,
    e.CancellationRefused: order.cancellation_refused,
    e.PiecesCancelled: order.cancelled,
    e.ChargebackOpened: order.chargeback,
    e.ChargebackClosed: order.bank_closed,
    e.ClockPaused: order.paused,
    e.ClockResumed: order.resumed,
    e.OrderResumed: order.order_resumed,
    e.DisputeOpened: dispute.opened,
    e.ProposalMade: dispute.proposed,
    e.ProposalWithdrawn: dispute.withdrawn,
    e.ProposalRejected: dispute.rejected,
    e.ProposalAccepted: dispute.accepted,
    e.ProposalLapsed: dispute.proposal_lapsed,
    e.TurnPassed: dispute.turn,
    e.Escalated: dispute.escalated,
    e.EscalationWithdrawn: dispute.escalation_withdrawn,
    e.ExhibitSubmitted: dispute.exhibit,
    e.ExhibitWithdrawn: dispute.exhibit_withdrawn,
    e.StatementMade: dispute.wrote,
    e.FactNoted: dispute.noted,
    e.ExhibitRequested: dispute.requested,
    e.RequestLapsed: dispute.request_lapsed,
    e.PlatformSteppedIn: dispute.stepped_in,
    e.PlatformDeadlineMissed: dispute.missed,
    e.RulingIssued: dispute.ruled,
    e.RulingConfirmed: dispute.ruling_confirmed,
    e.ReturnStarted: ending.goes_back,
    e.ReturnAddressGiven: ending.address,
    e.ReturnShipped: ending.sent_back,
    e.ReturnConfirmed: ending.returned,
    e.ReplacementStarted: ending.new_goods,
    e.ReplacementShipped: ending.replaced,
    e.ReplacementConfirmed: ending.kept,
    e.DisputeClosed: ending.closed,
    e.PromiseKept: ending.coupon_given,
    e.PromiseBroken: ending.coupon_missing,
    e.AppealFiled: ending.appealed,
    e.AppealAnswered: ending.appeal_answered,
    e.AppealDecided: ending.appeal_decided,
    e.AmountRepaid: ending.repaid,
}
# These say the amount themselves.
_WITH_MONEY = (e.OrderPlaced, e.AmountRepaid)


def happened(words: Words, event: Event) -> str:
    """The event in whole sentences, with the money that it moved."""
    said = _SENTENCES[type(event)](words, event)
    if isinstance(event, _WITH_MONEY):
        return said
    return words.tongue.together(said, words.moved(postings(event)))


def is_shown(event: Event, role: str) -> bool:
    """Whether a role reads of an event: a ruling not in force is for arbitrators (safeguards 18)."""
    if isinstance(event, e.RulingIssued) and not event.ruling.in_force:
        return role == "arbitrator"
    return True
