"""Who an order's people are, and who is a stranger to it."""

from collections.abc import Mapping

from amends.core.people import Actor, Role
from amends.engine.store.base import Select

_PEOPLE_OF = "SELECT buyer, seller, shop FROM orders WHERE order_id = ?"


def people_of(select: Select, order_id: str) -> dict[Role, str]:
    """Who buyer, seller and shop of an order are; empty where there is none."""
    rows = select(_PEOPLE_OF, (order_id,))
    return dict(zip(("buyer", "seller", "shop"), rows[0], strict=True)) if rows else {}


def is_stranger(people: Mapping[Role, str], actor: Actor) -> bool:
    """Whether somebody comes in a role that the order has another person for."""
    return people.get(actor.role, actor.name) != actor.name
