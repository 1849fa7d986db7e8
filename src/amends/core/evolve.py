"""evolve(order, event, at): the state after an event. It decides nothing and refuses nothing."""

from typing import Any

from amends.core import events as e
from amends.core.after import disputes, endings, orders, standstills
from amends.core.after.parts import After
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.value import changed

_AFTER: dict[type[e.Event], After] = e.by_event(
    **orders.AFTER, **standstills.AFTER, **disputes.AFTER, **endings.AFTER
)


def evolve(order: Order | None, event: e.Event, at: Instant) -> Order:
    """The order after `event`, which happened at `at`. Only `OrderPlaced` begins one."""
    if order is None:
        assert isinstance(event, e.OrderPlaced), "an order begins with OrderPlaced"
    after = _AFTER[type(event)](order, event, at)
    if after is order:
        after = changed(order)
    # The copy is this function's own, so it can still be written to: one copy fewer an event.
    return _stamp(after, 1 if order is None else order.version + 1, at)


def _stamp(order: Any, version: int, at: Instant) -> Order:
    order.version = version
    order.last_at = at
    stamped: Order = order
    return stamped
