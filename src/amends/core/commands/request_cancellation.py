"""Asking to cancel before anything is shipped (O9)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfOrder
from amends.core.events import CancellationRequested
from amends.core.refusals import Refusal
from amends.core.refusals.orders import (
    AlreadyShipped,
    CancellationPending,
    CancellationUsed,
    OrderClosed,
)
from amends.core.value import value


@value
class RequestCancellation(OfOrder):
    """The buyer asks to cancel; a seller silent for 48 hours has approved."""


def possible(case: Case) -> Refusal | None:
    """Once per order, and only before the first parcel (safeguards.md 9)."""
    order = case.order
    if order.status in ("completed", "cancelled"):
        return OrderClosed(status=order.status)
    if order.parcels:
        return AlreadyShipped()
    if order.cancellation_asked is not None:
        return CancellationPending()
    if order.cancellation_used:
        return CancellationUsed()
    return None


def decide(case: Case, command: RequestCancellation) -> Refusal | None:
    """Start the seller's time to answer."""
    due = case.due(case.policy.order.answer_cancellation)
    case.record(
        CancellationRequested(clocks=(Clock(kind="answer_cancellation", since=case.now, due=due),))
    )
    return None
