"""What a seller has to do about an order and its disputes, as the columns by which work lists are read."""

from typing import Literal, get_args

from amends.core.clocks import ClockKind, find
from amends.core.deadlines import due_of
from amends.core.dispute import Arbitration, Closed, Dispute, Negotiation, Replacement, Return
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.unshipped import unshipped
from amends.rates.facts import facts, packed

# About an order: to ship it, to answer a request to cancel, to consent to an extension.
OrderDuty = Literal["ship", "cancellation", "extension"]
# About a dispute: to answer the buyer, to give what the platform asked for, to prove the delivery,
# to say where the goods go back to, to confirm them, to send new ones, to give the coupon's code.
DisputeDuty = Literal["answer", "exhibit", "proof", "address", "receipt", "new_goods", "promise"]
ORDER_DUTIES: tuple[OrderDuty, ...] = get_args(OrderDuty)
DISPUTE_DUTIES: tuple[DisputeDuty, ...] = get_args(DisputeDuty)

_CLOCKS: dict[OrderDuty, ClockKind] = {
    "ship": "ship_within",
    "cancellation": "answer_cancellation",
    "extension": "extension_offer",
}


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


def duty_columns(order: Order, dispute: Dispute) -> tuple[DisputeDuty | None, Instant | None]:
    """The seller's duty in a dispute and its deadline, for table `dispute`."""
    duty = duty_of(order, dispute)
    return duty, due_of(order, dispute) if duty else None


def order_duty(order: Order) -> OrderDuty | None:
    """What the seller has to do about the order itself."""
    if order.chargeback is not None or order.status in ("completed", "cancelled"):
        return None
    if order.cancellation_asked is not None:
        return "cancellation"
    if order.extension is not None and order.extension.by == "buyer":
        return "extension"
    return "ship" if order.status == "paid" and unshipped(order) else None


def order_columns(
    order: Order,
) -> tuple[OrderDuty | None, Instant | None, Instant | None, int | None]:
    """For table `orders`: the seller's duty, its deadline, since when it counts in the rates, as what."""
    duty = order_duty(order)
    clock = find(order.clocks, _CLOCKS[duty]) if duty else None
    counted = facts(order)
    at = counted.counted_at
    return duty, clock.due if clock else None, at, None if at is None else packed(counted)
