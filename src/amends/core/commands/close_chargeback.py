"""The bank has decided (O10, safeguards.md 23)."""

from typing import Literal

from amends.core.accounts import FEES, WORLD, escrow_of
from amends.core.case import Case
from amends.core.closing import complete_if_nothing_waits
from amends.core.commands.about import OfOrder
from amends.core.dispute import Closed, PieceShare
from amends.core.events import ChargebackClosed
from amends.core.money import split
from amends.core.order import Order
from amends.core.refusals import Refusal
from amends.core.refusals.orders import NoChargeback
from amends.core.settled import apply_taken
from amends.core.settlement import fees_due
from amends.core.standstill import when_it_goes_on
from amends.core.transfers import Transfer
from amends.core.unshipped import cancel_unshipped, unshipped
from amends.core.value import value


@value
class CloseChargeback(OfOrder):
    """Who won at the bank."""

    won_by: Literal["buyer", "seller"]


def possible(case: Case) -> Refusal | None:
    """Whether a chargeback is open."""
    return NoChargeback() if case.order.chargeback is None else None


def decide(case: Case, command: CloseChargeback) -> Refusal | None:
    """Won by the seller: clocks go on. Won by the buyer: the bank takes the amount."""
    order = case.order
    chargeback = order.chargeback
    assert chargeback is not None
    moved = when_it_goes_on(order, case.now, other_holds=order.pause is not None)
    if command.won_by == "seller":
        case.record(ChargebackClosed(won_by="seller", amount=chargeback.amount, moved=moved))
        return None
    amount = chargeback.amount - chargeback.excess
    shares, from_escrow = _taken(case, amount)
    seller, buyer = f"seller:{order.seller}", f"buyer:{order.buyer}"
    parts = (
        (escrow_of(order), from_escrow),
        (seller, amount - from_escrow),
        (buyer, chargeback.excess),
    )
    case.record(
        ChargebackClosed(
            won_by="buyer",
            amount=amount,
            closed=tuple(d.number for d in order.disputes if not isinstance(d.stage, Closed)),
            transfers=(
                *(
                    Transfer(debit=account, credit=WORLD, minor=minor, purpose="chargeback")
                    for account, minor in parts
                    if minor
                ),
                *_commission(order, shares),
            ),
            shares=shares,
            moved=moved,
        )
    )
    if unshipped(case.order):
        cancel_unshipped(case, "charged_back")
    complete_if_nothing_waits(case)
    return None


def _commission(order: Order, shares: tuple[PieceShare, ...]) -> tuple[Transfer, ...]:
    """What the bank took is no sale that stands, so its commission goes back (safeguards.md 20)."""
    less = order.kept_commission - fees_due(apply_taken(order, shares)).commission
    if less <= 0:
        return ()
    seller = f"seller:{order.seller}"
    return (Transfer(debit=FEES, credit=seller, minor=less, purpose="commission"),)


def _taken(case: Case, amount: int) -> tuple[tuple[PieceShare, ...], int]:
    """The amount spread over what is left of each piece: those in escrow first (D6a).

    Gives the shares and how much of the amount comes out of escrow.
    """
    held: list[tuple[str, int, int]] = []
    out: list[tuple[str, int, int]] = []
    for line in case.order.lines:
        for number, piece in enumerate(line.pieces):
            (out if piece.out else held).append((line.id, number, line.left(number)))
    from_escrow = min(amount, sum(left for *_, left in held))
    shares: list[PieceShare] = []
    for places, part, was_out in ((held, from_escrow, False), (out, amount - from_escrow, True)):
        part = min(part, sum(left for *_, left in places))
        if part:
            parts = split(part, [left for *_, left in places])
            shares += [
                PieceShare(line=line, piece=number, refund=minor, was_out=was_out)
                for (line, number, _), minor in zip(places, parts, strict=True)
                if minor
            ]
    return tuple(shares), from_escrow
