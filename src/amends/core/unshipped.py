"""Cancelling what was not shipped, with a full refund (O9, readings.md 10)."""

from typing import Literal

from amends.core.case import Case
from amends.core.closing import complete_if_nothing_waits
from amends.core.events import PiecesCancelled
from amends.core.lines import PieceAt
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.settlement import most, settle
from amends.core.shipping import clocks_of_shipping


def unshipped(order: Order) -> tuple[PieceAt, ...]:
    """The pieces that are in no parcel and not cancelled."""
    return tuple(
        (line.id, number)
        for line in order.lines
        for number, piece in enumerate(line.pieces)
        if not piece.parcel and not piece.cancelled
    )


def delivered_at(order: Order) -> Instant | None:
    """When the last parcel was delivered, if all that was sent has been."""
    moments = [parcel.delivered_at for parcel in order.parcels]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None


def cancel_unshipped(
    case: Case,
    why: Literal["approved", "silence", "by_seller", "not_shipped", "charged_back"],
) -> None:
    """Cancel and refund all that is not shipped; what was shipped goes on as it is."""
    order = case.order
    pieces = unshipped(order)
    settled = settle(order, pieces, most(order, pieces))
    promise = order.clock("promise")
    arrived = delivered_at(order)
    clocks = (
        ()
        if promise is None
        else clocks_of_shipping(order, case.policy, promise, case.now, True, arrived)
    )
    case.record(
        PiecesCancelled(
            why=why,
            pieces=pieces,
            transfers=settled.transfers,
            shares=settled.shares,
            clocks=clocks,
        )
    )
    complete_if_nothing_waits(case)
