"""Whose move it is, and what a seller has to do about an order and its disputes."""

from typing import Literal

from amends.core.clocks import ClockKind, find
from amends.core.dispute import Arbitration, Closed, Dispute, Negotiation, Replacement, Return
from amends.core.grounds import Turn
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.unshipped import unshipped

# About an order: to ship it, to answer a request to cancel, to consent to an extension.
OrderDuty = Literal["ship", "cancellation", "extension"]
# About a dispute: to answer the buyer, to give what the platform asked for, to prove the delivery,
# to say where the goods go back to, to confirm them, to send new ones, to give the coupon's code.
DisputeDuty = Literal["answer", "exhibit", "proof", "address", "receipt", "new_goods", "promise"]

_CLOCKS: dict[OrderDuty, ClockKind] = {
    "ship": "ship_within",
    "cancellation": "answer_cancellation",
    "extension": "extension_offer",
}


def turn_of(order: Order, dispute: Dispute) -> Turn:
    """Whose move it is; while a chargeback is open, the bank's."""
    if order.chargeback is not None and not isinstance(dispute.stage, Closed):
        return "bank"
    return dispute.turn


def duty_of(order: Order, dispute: Dispute) -> DisputeDuty | None:
    """What the seller has to do in a dispute; none while it is somebody else's turn."""
    stage = dispute.stage
    if isinstance(stage, Closed):
        waits = find(dispute.clocks, "promise_keep") is not None
        return "promise" if waits and stage.promise is not None else None
    if order.chargeback is not None or dispute.turn != "seller":
        return None
    if dispute.open_requests():
        return "exhibit"
    if isinstance(stage, Negotiation):
        return "answer"
    if isinstance(stage, Arbitration):
        return "proof"
    if isinstance(stage, Return):
        return "address" if stage.step == "address" else "receipt"
    return "new_goods" if isinstance(stage, Replacement) else None


def order_duty(order: Order) -> OrderDuty | None:
    """What the seller has to do about the order itself."""
    if order.chargeback is not None or order.status in ("completed", "cancelled"):
        return None
    if order.cancellation_asked is not None:
        return "cancellation"
    if order.extension is not None and order.extension.by == "buyer":
        return "extension"
    return "ship" if order.status == "paid" and unshipped(order) else None


def order_duty_due(order: Order, duty: OrderDuty) -> Instant | None:
    """Until when the seller has to do it; none where no clock runs for it."""
    clock = find(order.clocks, _CLOCKS[duty])
    return clock.due if clock else None
