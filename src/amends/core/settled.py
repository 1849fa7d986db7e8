"""The order as a settlement, the bank or an appeal leaves its pieces and its money."""

from collections.abc import Callable, Iterable

from amends.core.accounts import FEES, escrow_of
from amends.core.dispute import PieceShare
from amends.core.lines import Piece, PieceAt
from amends.core.order import Order
from amends.core.transfers import Transfer
from amends.core.value import changed


def with_pieces(order: Order, change: Callable[[PieceAt, Piece], Piece]) -> Order:
    """The order with each piece as `change` makes it."""
    lines = []
    for line in order.lines:
        pieces = tuple(change((line.id, number), piece) for number, piece in enumerate(line.pieces))
        lines.append(line if pieces == line.pieces else changed(line, pieces=pieces))
    return changed(order, lines=tuple(lines))


def apply_shares(order: Order, shares: Iterable[PieceShare]) -> Order:
    """The order with the pieces as a settlement leaves them."""
    by_piece = {(share.line, share.piece): share for share in shares}
    if not by_piece:
        return order

    def settled(at: PieceAt, piece: Piece) -> Piece:
        share = by_piece.get(at)
        if share is None:
            return piece
        return changed(
            piece,
            out=True,
            refunded=piece.refunded + share.refund,
            borne=piece.borne + share.borne,
        )

    return with_pieces(order, settled)


def apply_taken(order: Order, shares: Iterable[PieceShare]) -> Order:
    """The order after the bank took money back of pieces, which stay where they are (D6a)."""
    taken = {(share.line, share.piece): share.refund for share in shares}
    return with_pieces(
        order, lambda at, piece: changed(piece, refunded=piece.refunded + taken.get(at, 0))
    )


def apply_transfers(order: Order, transfers: Iterable[Transfer]) -> Order:
    """The order with escrow, kept fees and refunds as the transfers leave them."""
    escrow_account = escrow_of(order)
    buyer = f"buyer:{order.buyer}"
    escrow, commission = order.escrow, order.kept_commission
    fee, refunded = order.kept_fee, order.refunded
    for transfer in transfers:
        minor = transfer.minor
        if transfer.debit == escrow_account:
            escrow -= minor
        elif transfer.credit == escrow_account:
            escrow += minor
        if transfer.purpose == "commission":
            commission += minor if transfer.credit == FEES else -minor
        elif transfer.purpose == "payment_fee":
            fee += minor if transfer.credit.startswith("provider:") else -minor
        if transfer.purpose not in ("chargeback", "freight"):
            if transfer.credit == buyer:
                refunded += minor
            elif transfer.debit == buyer:
                refunded -= minor
    assert escrow >= 0, "escrow is never negative (invariant 1)"
    return changed(
        order, escrow=escrow, kept_commission=commission, kept_fee=fee, refunded=refunded
    )


def undo(order: Order, transfers: Iterable[Transfer], shares: Iterable[PieceShare]) -> Order:
    """The order as if the transfers and shares had not been: what an appeal is measured from."""
    back = [changed(share, refund=-share.refund, borne=-share.borne) for share in shares]
    undone = apply_transfers(order, [changed(t, debit=t.credit, credit=t.debit) for t in transfers])
    undone = apply_shares(undone, back)
    inside = {(share.line, share.piece) for share in back if not share.was_out}
    return with_pieces(
        undone, lambda at, piece: changed(piece, out=False) if at in inside else piece
    )
