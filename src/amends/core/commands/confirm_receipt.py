"""Confirming receipt: the order completes and the money is released (O6)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfOrder
from amends.core.events import OrderCompleted, ReceiptConfirmed
from amends.core.refusals import Refusal
from amends.core.refusals.orders import (
    AlreadyConfirmed,
    DisputeIsOpen,
    NeedsConfirmation,
    NotShippedYet,
)
from amends.core.settlement import held_pieces, settle
from amends.core.value import value


@value
class ConfirmReceipt(OfOrder):
    """The goods came. It cannot be undone, so `confirm` has to be true (readings.md 12)."""

    confirm: bool = False


def possible(case: Case) -> Refusal | None:
    """Whether there is something to confirm, and nothing in the way."""
    order = case.order
    if order.status in ("completed", "cancelled"):
        return AlreadyConfirmed()
    if not order.all_shipped:
        return NotShippedYet()
    if order.open_disputes():
        return DisputeIsOpen()
    return None


def decide(case: Case, command: ConfirmReceipt) -> Refusal | None:
    """Release everything that is held."""
    order = case.order
    if not command.confirm:
        # O8: no delivery by tracking is the risk that has a name.
        came = all(parcel.delivered_at is not None for parcel in order.parcels)
        return NeedsConfirmation(
            lost="not_received" if came else "not_received_undelivered",
            amount=case.money(order.escrow),
        )
    due = case.due(case.policy.order.protection_after)
    case.record(ReceiptConfirmed(clocks=(Clock(kind="protection", since=case.now, due=due),)))
    settled = settle(case.order, held_pieces(case.order), 0)
    case.record(OrderCompleted(how="confirmed", transfers=settled.transfers, shares=settled.shares))
    return None
