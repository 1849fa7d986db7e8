"""Which money moves when pieces are settled: the one place that refunds and releases.

A settlement takes pieces, how much of them the buyer gets back and who bears that. It goes in three
steps: what each piece gives back, who bears it, and which transfers follow. Decisions store the
transfers and the share of each piece in their event; previews show the same. The explanation
`money.md` works one example through.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from amends.core.accounts import FEES, PROTECTION, account_of_carrier, escrow_of
from amends.core.dispute import SELLER_BEARS, Dispute, PieceShare, Shares
from amends.core.grounds import Bearer
from amends.core.lines import PieceAt
from amends.core.money import proportion, split
from amends.core.order import Order
from amends.core.transfers import Purpose, Transfer
from amends.core.value import value


@value
class Settlement:
    """Transfers, the pieces that they concern, and what the buyer gets of it."""

    refund: int
    transfers: tuple[Transfer, ...]
    shares: tuple[PieceShare, ...]


class Back(NamedTuple):
    """What a piece gives back: of what was `left` of it, `refund` goes to the buyer."""

    line: str
    piece: int
    left: int
    refund: int
    was_out: bool


class Borne(NamedTuple):
    """Who bears a refund in the seller's place, and by how much.

    `fund` is what the platform's fund pays the buyer for pieces whose money the seller has; the
    carrier owes `carrier_to_fund` of it. `carrier` and `platform` make the seller whole.
    """

    carrier: int = 0
    platform: int = 0
    fund: int = 0
    carrier_to_fund: int = 0


BY_SELLER = Borne()


class Fees(NamedTuple):
    """Fees that are due, and what carrier and platform bear of the payment fee."""

    commission: int
    payment: int
    by_carrier: int = 0
    by_platform: int = 0


NO_FEES = Fees(0, 0)


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
    top = most(order, pieces)
    borne_by = shares_of(min(refund, top), liable)
    refund = min(refund, top) - borne_by["buyer"]
    backs = given_back(order, pieces, refund)
    borne = who_bears(backs, _made_whole(borne_by, liable, made_whole), recover_from_platform)
    shares = _shares(backs, borne)
    fees = _fees(order, shares, refund, liable)
    transfers = _transfers(order, backs, borne, fees, account_of_carrier(carrier))
    return Settlement(refund=refund, transfers=transfers, shares=shares)


def given_back(order: Order, pieces: Sequence[PieceAt], refund: int) -> list[Back]:
    """The first step: a refund over the pieces, in proportion to what is left of each."""
    lines = {line.id: line for line in order.lines}
    left = [lines[line].left(piece) for line, piece in pieces]
    refunds = split(refund, left) if refund else [0] * len(left)
    return [
        Back(line, piece, rest, back, lines[line].pieces[piece].out)
        for (line, piece), rest, back in zip(pieces, left, refunds, strict=True)
    ]


def who_bears(backs: Sequence[Back], whole: dict[Bearer, int], fund_pays: bool) -> Borne:
    """The second step: who bears the refund. `whole`: what each of the others would bear of it all.

    What the fund pays in the seller's place makes nobody else whole; the carrier owes the fund.
    """
    carrier, platform = whole["carrier"], whole["platform"]
    fund = sum(back.refund for back in backs if back.was_out) if fund_pays else 0
    if not fund:
        return Borne(carrier, platform) if carrier or platform else BY_SELLER
    parts = [sum(back.refund for back in backs) - fund, fund]
    carrier, to_fund = split(carrier, parts)
    return Borne(carrier, split(platform, parts)[0], fund, to_fund)


def _made_whole(
    borne_by: dict[Bearer, int], liable: Shares, named: int | None
) -> dict[Bearer, int]:
    """What carrier and platform give back to the seller: their shares, or what a ruling names."""
    if named is None:
        return borne_by
    percents = dict(liable)
    others = [percents.get("carrier", 0), percents.get("platform", 0)]
    parts = split(named, others) if any(others) else [0, 0]
    return {"carrier": parts[0], "platform": parts[1]}


def _shares(backs: Sequence[Back], borne: Borne) -> tuple[PieceShare, ...]:
    """What the settlement does to each piece; what is made whole lies on what the seller refunds."""
    by_seller = [0 if back.was_out and borne.fund else back.refund for back in backs]
    others = min(sum(by_seller), borne.carrier + borne.platform)
    parts = split(others, by_seller) if others else [0] * len(backs)
    return tuple(
        PieceShare(
            line=back.line,
            piece=back.piece,
            refund=back.refund,
            borne=part + back.refund - own,
            was_out=back.was_out,
        )
        for back, part, own in zip(backs, parts, by_seller, strict=True)
    )


def shares_of(amount: int, liable: Shares) -> dict[Bearer, int]:
    """An amount split among those who bear it: largest remainder, seller first."""
    parts: dict[Bearer, int] = {"seller": 0, "carrier": 0, "platform": 0, "buyer": 0}
    if len(liable) < 2:
        parts[liable[0][0] if liable else "seller"] = amount
        return parts
    percents = dict(liable)
    weights = [percents.get(bearer, 0) for bearer in parts]
    return dict(zip(parts, split(amount, weights), strict=True))


def fees_due(order: Order, shares: Iterable[PieceShare] = ()) -> Fees:
    """The fees to be kept in all of an order, once its pieces have these shares as well.

    The commission is in proportion to the sale that stands (safeguards.md 20), the payment fee to
    the pieces that are out of escrow: the provider returns none of it.
    """
    if not order.commission and not order.payment_fee:
        return NO_FEES
    settled = {(share.line, share.piece): share for share in shares}
    stands = out = 0
    for line in order.lines:
        for number, piece in enumerate(line.pieces):
            share = settled.get((line.id, number))
            if share is None and not piece.out:
                continue
            paid = line.paid(number)
            out += paid
            stands += paid - piece.refunded + piece.borne
            if share is not None:
                stands += share.borne - share.refund
    return Fees(
        commission=proportion(order.commission, stands, order.paid),
        payment=proportion(order.payment_fee, out, order.paid),
    )


def _fees(order: Order, shares: Sequence[PieceShare], refund: int, liable: Shares) -> Fees:
    """What falls due with a settlement, beyond what is kept already.

    Carrier and platform bear their part of the payment fee on the refund (O12). The buyer never
    bears a fee; that share falls to the seller.
    """
    due = fees_due(order, shares)
    if due is NO_FEES:
        return NO_FEES
    borne_by = shares_of(proportion(order.payment_fee, refund, order.paid), liable)
    return Fees(
        commission=due.commission - order.kept_commission,
        payment=due.payment - order.kept_fee,
        by_carrier=borne_by["carrier"],
        by_platform=borne_by["platform"],
    )


def _transfers(
    order: Order, backs: Sequence[Back], borne: Borne, fees: Fees, carrier: str
) -> tuple[Transfer, ...]:
    """The third step: the refund, then fees, then the rest to the seller, then who makes it whole."""
    post = _Posting(order)
    seller, buyer = f"seller:{order.seller}", f"buyer:{order.buyer}"
    from_escrow = later = held = 0
    for back in backs:
        if back.was_out:
            later += back.refund
        else:
            from_escrow += back.refund
            held += back.left
    post.add(post.escrow, buyer, from_escrow, "refund")
    post.add(PROTECTION if borne.fund else seller, buyer, later, "recovery")
    rest = held - from_escrow
    if fees is not NO_FEES:
        rest -= _pay_fees(post, rest, fees, carrier, seller)
    post.add(post.escrow, seller, rest, "release")
    if borne is not BY_SELLER:
        post.add(carrier, seller, borne.carrier, "made_whole")
        post.add(PROTECTION, seller, borne.platform, "made_whole")
        post.add(carrier, PROTECTION, borne.carrier_to_fund, "made_whole")
    return tuple(post.transfers)


def _pay_fees(post: "_Posting", rest: int, fees: Fees, carrier: str, seller: str) -> int:
    """Pay fees out of what the seller gets; gives how much of it they took."""
    taken = post.add_up_to(rest, FEES, fees.commission, "commission", otherwise=seller)
    fee = fees.payment
    for account, part in ((carrier, fees.by_carrier), (PROTECTION, fees.by_platform)):
        # What is due of the fee goes to the provider; what the seller has paid of it, to the seller.
        direct = min(part, fee)
        post.add(account, post.provider, direct, "payment_fee")
        post.add(account, seller, part - direct, "made_whole")
        fee -= direct
    return taken + post.add_up_to(rest - taken, post.provider, fee, "payment_fee", seller)


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
