"""evolve(order, event, at): the state after an event. It decides nothing and refuses nothing."""

from collections.abc import Callable
from typing import Any

from amends.core import events as e
from amends.core.after import disputes, endings, orders, standstills
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.value import changed

_AFTER: dict[type, Callable[[Order, Any, Instant], Order]] = {
    **orders.AFTER,
    **standstills.AFTER,
    **disputes.AFTER,
    **endings.AFTER,
}


def evolve(order: Order | None, event: e.Event, at: Instant) -> Order:
    """The order after `event`, which happened at `at`. Only `OrderPlaced` begins one."""
    if order is None:
        assert isinstance(event, e.OrderPlaced), "an order begins with OrderPlaced"
        return _placed(event, at)
    after = _AFTER[type(event)](order, event, at)
    if after is order:
        after = changed(order)
    # The copy is this function's own, so it can still be written to: one copy fewer an event.
    return _stamp(after, order.version + 1, at)


def _stamp(order: Any, version: int, at: Instant) -> Order:
    order.version = version
    order.last_at = at
    stamped: Order = order
    return stamped


def _placed(event: e.OrderPlaced, at: Instant) -> Order:
    return Order(
        id=event.order, number=event.number, shop=event.shop, buyer=event.buyer,
        seller=event.seller, seller_country=event.seller_country, currency=event.currency,
        policy=event.policy, version=1, last_at=at, paid_at=at, status="paid",
        ship_from=event.ship_from, ship_to=event.ship_to, postcode=event.postcode,
        language=event.language, logistics=event.logistics, shipping=event.shipping,
        paid=event.paid,
        promised=event.promised, promised_asked=event.promised_asked,
        commission=event.commission, payment_fee=event.payment_fee, provider=event.provider,
        lines=event.lines, clocks=event.clocks,
        escrow=sum(t.minor for t in event.transfers if t.purpose == "hold"),
    )  # fmt: skip
