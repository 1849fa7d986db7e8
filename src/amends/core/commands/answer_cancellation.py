"""Answering a request to cancel, or cancelling as the seller (O9, readings.md 10)."""

from amends.core.case import Case
from amends.core.clocks import Moved
from amends.core.commands.about import OfOrder
from amends.core.events import CancellationRefused
from amends.core.refusals import Refusal
from amends.core.refusals.orders import AlreadyShipped, NoCancellation, OrderClosed
from amends.core.unshipped import cancel_unshipped, unshipped
from amends.core.value import value


@value
class AnswerCancellation(OfOrder):
    """`approve = true` cancels what is not shipped; without a request it is the seller's own wish."""

    approve: bool


def possible(case: Case) -> Refusal | None:
    """Whether there is something that could be cancelled."""
    order = case.order
    if order.status in ("completed", "cancelled"):
        return OrderClosed(status=order.status)
    if not unshipped(order):
        return AlreadyShipped()
    return None


def decide(case: Case, command: AnswerCancellation) -> Refusal | None:
    """Cancel with a full refund, or refuse and give the time to ship back."""
    order = case.order
    asked = order.cancellation_asked
    if command.approve:
        cancel_unshipped(case, "by_seller" if asked is None else "approved")
        return None
    if asked is None:
        return NoCancellation()
    clock = order.clock("ship_within")
    moved: tuple[Moved, ...] = ()
    # What stands still by a pause is given back at its end.
    stood = min(case.now, order.stands_since or case.now) - asked
    if clock is not None and stood > 0:
        moved = (Moved(dispute=0, kind="ship_within", old=clock.due, new=clock.due + stood),)
    case.record(CancellationRefused(moved=moved))
    return None
