"""An order as its reader wants it: an arbitrator who hides names on the desk reads them nowhere."""

from amends.core.people import Actor
from amends.core.visibility import OrderView
from amends.telling.seen import Seen
from amends.web import desk
from amends.web.asking import person_of, seen_by
from amends.web.reader import Request
from amends.web.shown.deciding.blind import blinded, nameless


def seen_as_wanted(request: Request, order_id: str, reader: Actor | None = None) -> Seen:
    """As `seen_by`, for the pages that arbitrators read too."""
    seen = seen_by(request, order_id, reader)
    if seen.reader.role != "arbitrator":
        return seen
    names = (seen.order.buyer, seen.order.seller)
    kept = desk.kept(person_of(request), accounts=names)
    return blinded(seen, kept.also(*names)) if kept.blind else seen


def order_as_wanted(request: Request, reader: Actor, order: OrderView) -> OrderView:
    """The order alone, for what is said of it."""
    if reader.role != "arbitrator":
        return order
    names = (order.buyer, order.seller)
    kept = desk.kept(person_of(request), accounts=names)
    return nameless(order, request.tongue, kept.also(*names)) if kept.blind else order
