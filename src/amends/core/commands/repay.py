"""Paying back inside the platform, when goods come after a refund (O11, readings.md 18)."""

from amends.core.amounts import amount_of, say
from amends.core.case import Case
from amends.core.dispute import SELLER_BEARS, Closed, Dispute, PieceShare, Shares
from amends.core.events import AmountRepaid
from amends.core.grounds import Bearer
from amends.core.money import split
from amends.core.order import Order
from amends.core.refusals import Refusal, refuse
from amends.core.settlement import FEES, PROTECTION, apply_shares, commission_due, shares_of
from amends.core.transfers import Transfer
from amends.core.value import value


@value
class Repay:
    """Give back an amount of what this dispute refunded."""

    dispute: int = 0
    amount: str


def possible(case: Case) -> Refusal | None:
    """While the dispute's refund has not all been paid back."""
    rest = _rest(case.dispute)
    return None if rest > 0 else refuse("nothing_to_repay", most=say(case.order, max(rest, 0)))


def decide(case: Case, command: Repay) -> Refusal | None:
    """To those who bore the loss, in the same shares; it changes no ruling and no rate."""
    order, dispute = case.order, case.dispute
    amount = amount_of(case, command.amount)
    if isinstance(amount, Refusal):
        return amount
    rest = _rest(dispute)
    if not 0 < amount <= rest:
        return refuse("nothing_to_repay", most=say(order, rest))
    parts = shares_of(amount, _bore(dispute))
    accounts: dict[Bearer, str] = {
        "seller": f"seller:{order.seller}",
        "carrier": f"carrier:{dispute.carrier or 'unknown'}",
        "platform": PROTECTION,
    }
    buyer = f"buyer:{order.buyer}"
    shares = _shares(dispute, amount, parts["carrier"] + parts["platform"])
    transfers = [
        Transfer(debit=buyer, credit=account, minor=parts[bearer], purpose="repayment")
        for bearer, account in accounts.items()
        if parts[bearer]
    ]
    transfers += _commission(order, shares)
    case.record(
        AmountRepaid(dispute=case.number, amount=amount, transfers=tuple(transfers), shares=shares)
    )
    return None


def _bore(dispute: Dispute) -> Shares:
    """Who bore what the buyer got, in shares of a hundred; the buyer's own share is not paid back."""
    bore: list[tuple[Bearer, int]] = [
        (b, p) for b, p in _closed(dispute).liable if b != "buyer"
    ] or list(SELLER_BEARS)
    percents = split(100, [share for _, share in bore])
    return tuple((bearer, share) for (bearer, _), share in zip(bore, percents, strict=True))


def _rest(dispute: Dispute) -> int:
    return _closed(dispute).refund - dispute.repaid


def _closed(dispute: Dispute) -> Closed:
    assert isinstance(dispute.stage, Closed)
    return dispute.stage


def _shares(dispute: Dispute, amount: int, others: int) -> tuple[PieceShare, ...]:
    """What was refunded per piece grows smaller, so that it could be claimed again (D6a)."""
    refunds = [share.refund for share in dispute.shares]
    parts = split(amount, refunds)
    borne = split(others, parts) if amount else [0] * len(parts)
    return tuple(
        PieceShare(line=share.line, piece=share.piece, refund=-part, borne=-by_others, was_out=True)
        for share, part, by_others in zip(dispute.shares, parts, borne, strict=True)
    )


def _commission(order: Order, shares: tuple[PieceShare, ...]) -> list[Transfer]:
    """The sale stands for more again, and so does the commission (safeguards.md 20)."""
    more = commission_due(apply_shares(order, shares)) - order.kept_commission
    if more <= 0:
        return []
    return [Transfer(debit=f"seller:{order.seller}", credit=FEES, minor=more, purpose="commission")]
