"""What the bank and the operator leave behind: chargebacks, pauses, orders put aside."""

from amends.core import clocks as running
from amends.core import events as e
from amends.core.after.parts import After, bar, get, lapsed, moved, put, started
from amends.core.dispute import Appeal, Closed
from amends.core.events.standstills import ByStandstillEvent
from amends.core.moments import Instant
from amends.core.order import Chargeback, Order, Pause
from amends.core.settled import apply_taken, apply_transfers
from amends.core.value import changed


def _chargeback_opened(order: Order, event: e.ChargebackOpened, at: Instant) -> Order:
    chargeback = Chargeback(amount=event.amount, excess=event.excess, since=at)
    return changed(order, chargeback=chargeback, stands_since=order.stands_since or at)


def _chargeback_closed(order: Order, event: e.ChargebackClosed, at: Instant) -> Order:
    order = _go_on(moved(order, event.moved), chargeback=None)
    if event.won_by == "seller":
        return order
    order = apply_taken(apply_transfers(order, event.transfers), event.shares)
    order = changed(
        order,
        charged_back=order.charged_back + event.amount,
    )
    for number in event.closed:
        dispute = get(order, number)
        # What an appealed decision had refunded stays refunded, and can be paid back.
        before = (
            dispute.stage.closed
            if isinstance(dispute.stage, Appeal)
            else Closed(outcome="charged_back", at=at)
        )
        closed = changed(before, outcome="charged_back", at=at, final=True)
        order = bar(put(order, changed(lapsed(dispute), stage=closed, clocks=())), dispute)
    return order


def _paused(order: Order, event: e.ClockPaused, at: Instant) -> Order:
    return changed(
        order,
        pause=Pause(since=at, until=event.until),
        stands_since=order.stands_since or at,
        clocks=started(order.clocks, event.clocks),
    )


def _resumed(order: Order, event: e.ClockResumed, at: Instant) -> Order:
    clocks = running.without(order.clocks, "pause_end")
    return _go_on(moved(changed(order, clocks=clocks), event.moved), pause=None)


def _order_resumed(order: Order, event: e.OrderResumed, at: Instant) -> Order:
    return moved(order, event.moved)


def _go_on(order: Order, **ended: None) -> Order:
    """The order after a standstill; it goes on when neither pause nor chargeback holds it."""
    order = changed(order, **ended)
    if order.pause is None and order.chargeback is None:
        return changed(order, stands_since=None)
    return order


AFTER: ByStandstillEvent[After] = {
    "ChargebackOpened": _chargeback_opened,
    "ChargebackClosed": _chargeback_closed,
    "ClockPaused": _paused,
    "ClockResumed": _resumed,
    "OrderResumed": _order_resumed,
}
