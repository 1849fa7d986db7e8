"""Which money moves when pieces are settled: the one place that refunds and releases.

A settlement takes pieces, how much of them the buyer gets back and who bears that. It gives the
transfers and the share of each piece. Decisions store both in their event; previews show the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from amends.core.dispute import SELLER_BEARS, Dispute, PieceShare, Shares
from amends.core.grounds import Bearer
from amends.core.money import proportion, split
from amends.core.order import Order, Piece
from amends.core.transfers import Purpose, Transfer
from amends.core.value import changed, value

FEES = "platform:fees"
PROTECTION = "platform:protection"
WORLD = "world"


@value
class Settlement:
    """Transfers, the pieces that they concern, and what the buyer gets of it."""

    refund: int
    transfers: tuple[Transfer, ...]
    shares: tuple[PieceShare, ...]


PieceAt = tuple[str, int]


def escrow_of(order: Order) -> str:
    """The escrow account of an order."""
    return f"escrow:{order.id}"


def account_of_carrier(carrier: str) -> str:
    """The account of a carrier; one that nobody named has an account as well."""
    return f"carrier:{carrier or 'unknown'}"


def pieces_of(dispute: Dispute) -> tuple[PieceAt, ...]:
    """The disputed pieces."""
    return tuple((dispute.line, piece) for piece in dispute.pieces)


def most(order: Order, pieces: Iterable[PieceAt]) -> int:
    """The most that can be refunded for pieces (D6a, readings.md 14)."""
    lines = {line.id: line for line in order.lines}
    return sum(lines[line].left(piece) for line, piece in pieces)


def held_pieces(order: Order) -> tuple[PieceAt, ...]:
    """The pieces whose money is in escrow and in no open dispute."""
    disputed = {at for d in order.disputes if d.open for at in pieces_of(d)}
    return tuple(
        (line.id, number)
        for line in order.lines
        for number, piece in enumerate(line.pieces)
        if not piece.out and (line.id, number) not in disputed
    )


def settle(
    order: Order,
    pieces: Sequence[PieceAt],
    refund: int,
    liable: Shares = SELLER_BEARS,
    carrier: str = "",
    made_whole: int | None = None,
    recover_from_platform: bool = False,
) -> Settlement:
    """Settle pieces: `refund` to the buyer, the rest to the seller, fees to whom they belong.

    Pieces in escrow are paid from escrow. What was released before is recovered from the seller
    (readings.md 13), or from the platform where policy says so. `liable` says who bears the refund:
    a share of carrier or platform makes the seller whole, the buyer's share is not refunded
    (readings.md 31). `made_whole` replaces what the seller gets back (safeguards.md 20).
    """
    if not pieces:
        return Settlement(refund=0, transfers=(), shares=())
    lines = {line.id: line for line in order.lines}
    left = [lines[line].left(piece) for line, piece in pieces]
    refund = min(refund, sum(left))
    borne_by = shares_of(refund, liable)
    refund -= borne_by["buyer"]
    whole = _made_whole(borne_by, liable, made_whole)
    was_out = [lines[line].pieces[piece].out for line, piece in pieces]
    refunds = split(refund, left) if sum(left) else [0] * len(left)
    from_escrow = sum(back for back, out in zip(refunds, was_out, strict=True) if not out)
    held = sum(amount for amount, out in zip(left, was_out, strict=True) if not out)
    # What the fund pays in the seller's place makes nobody else whole; the carrier owes the fund.
    by_fund = [out and recover_from_platform for out in was_out]
    from_fund = sum(back for back, fund in zip(refunds, by_fund, strict=True) if fund)
    owed_to_fund = 0
    if from_fund:
        parts = [refund - from_fund, from_fund]
        owed_to_fund = split(whole["carrier"], parts)[1]
        whole = {bearer: split(amount, parts)[0] for bearer, amount in whole.items()}
    by_seller = [0 if fund else back for back, fund in zip(refunds, by_fund, strict=True)]
    borne = split(min(sum(by_seller), sum(whole.values())), by_seller)
    shares = tuple(
        PieceShare(
            line=line,
            piece=piece,
            refund=back,
            borne=back if fund else by_others,
            was_out=out,
        )
        for (line, piece), back, by_others, fund, out in zip(
            pieces, refunds, borne, by_fund, was_out, strict=True
        )
    )

    commission, fee = _fees_to_pay(order, shares)
    fee_parts = _fee_of_refund(order, pieces, refunds, liable)

    post = _Posting(order)
    carrier_account = account_of_carrier(carrier)
    seller = f"seller:{order.seller}"
    buyer = f"buyer:{order.buyer}"
    post.add(post.escrow, buyer, from_escrow, "refund")
    payer = PROTECTION if recover_from_platform else seller
    post.add(payer, buyer, refund - from_escrow, "recovery")
    rest = held - from_escrow
    rest -= post.add_up_to(rest, FEES, commission, "commission", otherwise=seller)
    for account, part in (
        (carrier_account, fee_parts["carrier"]),
        (PROTECTION, fee_parts["platform"]),
    ):
        # What is due of the fee goes to the provider; what the seller has paid of it, to the seller.
        direct = min(part, fee)
        post.add(account, post.provider, direct, "payment_fee")
        post.add(account, seller, part - direct, "made_whole")
        fee -= direct
    rest -= post.add_up_to(rest, post.provider, fee, "payment_fee", seller)
    post.add(post.escrow, seller, rest, "release")
    post.add(carrier_account, seller, whole["carrier"], "made_whole")
    post.add(PROTECTION, seller, whole["platform"], "made_whole")
    post.add(carrier_account, PROTECTION, owed_to_fund, "made_whole")
    return Settlement(refund=refund, transfers=tuple(post.transfers), shares=shares)


def _made_whole(
    borne_by: dict[Bearer, int], liable: Shares, named: int | None
) -> dict[Bearer, int]:
    """What carrier and platform give back to the seller: their shares, or what a ruling names."""
    if named is None:
        return {"carrier": borne_by["carrier"], "platform": borne_by["platform"]}
    percents = dict(liable)
    others = [percents.get("carrier", 0), percents.get("platform", 0)]
    parts = split(named, others) if any(others) else [0, 0]
    return {"carrier": parts[0], "platform": parts[1]}


def _fees_to_pay(order: Order, shares: Sequence[PieceShare]) -> tuple[int, int]:
    """Commission and payment fee that fall due with a settlement, beyond what is kept already."""
    if not order.commission and not order.payment_fee:
        return 0, 0
    after = apply_shares(order, shares)
    return commission_due(after) - order.kept_commission, fee_due(after) - order.kept_fee


def shares_of(amount: int, liable: Shares) -> dict[Bearer, int]:
    """An amount split among those who bear it: largest remainder, seller first."""
    parts: dict[Bearer, int] = {"seller": 0, "carrier": 0, "platform": 0, "buyer": 0}
    if len(liable) < 2:
        parts[liable[0][0] if liable else "seller"] = amount
        return parts
    percents = dict(liable)
    weights = [percents.get(bearer, 0) for bearer in parts]
    return dict(zip(parts, split(amount, weights), strict=True))


def commission_due(order: Order) -> int:
    """The commission to be kept: in proportion to the sale that stands (safeguards.md 20)."""
    if not order.commission:
        return 0
    stands = sum(
        line.paid(number) - piece.refunded + piece.borne
        for line in order.lines
        for number, piece in enumerate(line.pieces)
        if piece.out
    )
    return proportion(order.commission, stands, order.paid)


def fee_due(order: Order) -> int:
    """The payment fee of the pieces that are out of escrow; the provider returns none of it."""
    if not order.payment_fee:
        return 0
    out = sum(
        line.paid(number)
        for line in order.lines
        for number, piece in enumerate(line.pieces)
        if piece.out
    )
    return proportion(order.payment_fee, out, order.paid)


def apply_shares(order: Order, shares: Sequence[PieceShare]) -> Order:
    """The order with the pieces as a settlement leaves them."""
    if not shares:
        return order
    by_line: dict[str, dict[int, PieceShare]] = defaultdict(dict)
    for share in shares:
        by_line[share.line][share.piece] = share
    lines = tuple(
        line
        if line.id not in by_line
        else changed(
            line,
            pieces=tuple(
                _settled(piece, by_line[line.id].get(number))
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    return changed(order, lines=lines)


def apply_taken(order: Order, shares: Iterable[PieceShare]) -> Order:
    """The order after the bank took money back of pieces, which stay where they are (D6a)."""
    taken = {(share.line, share.piece): share.refund for share in shares}
    lines = tuple(
        changed(
            line,
            pieces=tuple(
                changed(piece, refunded=piece.refunded + taken.get((line.id, number), 0))
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    return changed(order, lines=lines)


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
    inside = {(share.line, share.piece) for share in shares if not share.was_out}
    lines = tuple(
        changed(
            line,
            pieces=tuple(
                changed(piece, out=False) if (line.id, number) in inside else piece
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in undone.lines
    )
    return changed(undone, lines=lines)


def net(transfers: Iterable[Transfer]) -> dict[str, int]:
    """What each account got, less what it gave."""
    sums: dict[str, int] = defaultdict(int)
    for transfer in transfers:
        sums[transfer.debit] -= transfer.minor
        sums[transfer.credit] += transfer.minor
    return {account: minor for account, minor in sums.items() if minor}


def difference(
    order: Order, posted: Iterable[Transfer], wanted: Iterable[Transfer], buyer_has: int
) -> tuple[Transfer, ...]:
    """The transfers that turn what was posted into what should have been (C9, safeguards.md 19).

    Where the buyer has to give back more than the account has, `platform:protection` pays the rest.
    Nothing enters escrow again: what the bank took since from the seller is the seller's. Freight
    was for goods that did go back, so it stays. An advance stays too: the seller's account gives it
    back before the seller is paid out again.
    """
    before = net(t for t in posted if t.purpose not in ("freight", "advance"))
    after = net(wanted)
    gap = {a: after.get(a, 0) - before.get(a, 0) for a in (*before, *after)}
    buyer, seller, escrow = f"buyer:{order.buyer}", f"seller:{order.seller}", escrow_of(order)
    if gap.get(escrow, 0) > 0:
        gap[seller] = gap.get(seller, 0) + gap.pop(escrow)
    owes = -gap.get(buyer, 0)
    if owes > buyer_has:
        short = owes - max(buyer_has, 0)
        gap[buyer] += short
        gap[PROTECTION] = gap.get(PROTECTION, 0) - short
    givers = [(account, -minor) for account, minor in sorted(gap.items()) if minor < 0]
    transfers = []
    for taker, wants in sorted(gap.items()):
        while wants > 0:
            giver, has = givers.pop(0)
            part = min(wants, has)
            purpose = _purpose(order, giver, taker)
            transfers.append(Transfer(debit=giver, credit=taker, minor=part, purpose=purpose))
            wants -= part
            if has > part:
                givers.insert(0, (giver, has - part))
    return tuple(transfers)


def _purpose(order: Order, giver: str, taker: str) -> Purpose:
    """What a difference between two accounts is called; fees stay fees, so that they add up."""
    if FEES in (giver, taker):
        return "commission"
    if f"provider:{order.provider}" in (giver, taker):
        return "payment_fee"
    if giver == escrow_of(order):
        return "refund" if taker == f"buyer:{order.buyer}" else "release"
    return "recovery"


def _settled(piece: Piece, share: PieceShare | None) -> Piece:
    if share is None:
        return piece
    return changed(
        piece,
        out=True,
        refunded=piece.refunded + share.refund,
        borne=piece.borne + share.borne,
    )


def _fee_of_refund(
    order: Order, pieces: Sequence[PieceAt], refunds: Sequence[int], liable: Shares
) -> dict[Bearer, int]:
    """What carrier and platform bear of the payment fee on the refunded part (O12).

    The buyer never bears a fee; that share falls to the seller.
    """
    if not order.payment_fee or not liable:
        return {"carrier": 0, "platform": 0}
    on_refund = proportion(order.payment_fee, sum(refunds), order.paid)
    parts = shares_of(on_refund, liable)
    return {"carrier": parts["carrier"], "platform": parts["platform"]}


class _Posting:
    """Collects transfers of one settlement and leaves out those of nothing."""

    def __init__(self, order: Order) -> None:
        self.escrow = escrow_of(order)
        self.provider = f"provider:{order.provider}"
        self.transfers: list[Transfer] = []

    def add(self, debit: str, credit: str, minor: int, purpose: Purpose) -> None:
        """One transfer; a negative amount goes the other way."""
        if minor < 0:
            debit, credit, minor = credit, debit, -minor
        if minor:
            self.transfers.append(
                Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)
            )

    def add_up_to(
        self, available: int, credit: str, minor: int, purpose: Purpose, otherwise: str
    ) -> int:
        """Pay from escrow what is there and the rest from `otherwise`; gives what escrow paid."""
        part = min(available, minor) if minor > 0 else 0
        self.add(self.escrow, credit, part, purpose)
        self.add(otherwise, credit, minor - part, purpose)
        return part
