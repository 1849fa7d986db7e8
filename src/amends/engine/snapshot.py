"""An order from its snapshot, or a sentence that says what to do where the snapshot is damaged."""

from collections.abc import Iterable, Iterator

from amends.core.order import Order
from amends.engine.errors import NewerOrderError, UnreadableOrderError
from amends.engine.store.base import Row
from amends.log.codec import recall
from amends.log.errors import UnknownShape


def read_order(order_id: str, state: str) -> Order:
    """The order; `UnreadableOrderError`, or `NewerOrderError` where a newer release wrote it."""
    try:
        order = recall(Order, state)
    except UnknownShape as error:
        raise NewerOrderError(
            f"Order {order_id} was written by a newer release.", "Use that release for it."
        ) from error
    except Exception as error:
        # A damaged snapshot can be nonsense in any way.
        raise UnreadableOrderError(
            f"Order {order_id} cannot be read.",
            "Run `amends rebuild`, which makes it anew from its log.",
        ) from error
    return order


def readable(rows: Iterable[Row]) -> Iterator[Order]:
    """Of orders and their snapshots those that can be read: a bad one never stops its neighbours."""
    for order_id, state in rows:
        try:
            yield read_order(order_id, state)
        except (NewerOrderError, UnreadableOrderError):
            continue
