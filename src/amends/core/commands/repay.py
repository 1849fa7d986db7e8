"""Paying back inside the platform, when goods come after a refund (O11, readings.md 18)."""

from amends.core.accounts import FEES, PROTECTION, account_of_carrier
from amends.core.amounts import amount_of
from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.dispute import Closed, Dispute, PieceShare
from amends.core.events import AmountRepaid
from amends.core.grounds import Bearer
from amends.core.money import proportion, split
from amends.core.order import Order
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import NothingToRepay
from amends.core.settlement import fees_due
from amends.core.transfers import Transfer
from amends.core.value import value


@value
class Repay(OfDispute):
    """Give back an amount of what this dispute refunded."""

    amount: str


def possible(case: Case) -> Refusal | None:
    """While the dispute's refund has not all been paid back."""
    rest = _rest(case.dispute)
    return None if rest > 0 else NothingToRepay(most=case.money(max(rest, 0)))


def decide(case: Case, command: Repay) -> Refusal | None:
    """To those who bore the loss, in the same shares; it changes no ruling and no rate."""
    order, dispute = case.order, case.dispute
    amount = amount_of(case, command.amount)
    if isinstance(amount, Refusal):
        return amount
    rest = _rest(dispute)
    if not 0 < amount <= rest:
        return NothingToRepay(most=case.money(rest))
    parts = _parts(order, dispute, amount)
    accounts: dict[Bearer, str] = {
        "seller": f"seller:{order.seller}",
        "carrier": account_of_carrier(dispute.carrier),
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


def _parts(order: Order, dispute: Dispute, amount: int) -> dict[Bearer, int]:
    """Who gets what of it: in the shares in which they bore the loss, over all that is paid back.

    So an amount paid back in many small parts ends where the same amount at once would have.
    """
    seller = f"seller:{order.seller}"
    back = sum(t.minor for t in dispute.posted if t.purpose == "repayment" and t.credit != seller)
    bore = back + sum(share.borne for share in dispute.shares)
    others = proportion(bore, dispute.repaid + amount, _closed(dispute).refund)
    percents = dict(_closed(dispute).liable)
    carrier, platform = percents.get("carrier", 0), percents.get("platform", 0)
    if any(t.debit == PROTECTION and t.purpose == "recovery" for t in dispute.posted):
        platform = 100 - carrier  # the fund paid in the seller's place
    weights = [carrier, platform]
    now, before = (split(o, weights) for o in (others, back))
    return {
        "seller": amount - (others - back),
        "carrier": now[0] - before[0],
        "platform": now[1] - before[1],
    }


def _rest(dispute: Dispute) -> int:
    return _closed(dispute).refund - dispute.repaid


def _closed(dispute: Dispute) -> Closed:
    assert isinstance(dispute.stage, Closed)
    return dispute.stage


def _shares(dispute: Dispute, amount: int, others: int) -> tuple[PieceShare, ...]:
    """What was refunded per piece grows smaller, so that it could be claimed again (D6a)."""
    parts = split(amount, [share.refund for share in dispute.shares])
    left = [share.refund - part for share, part in zip(dispute.shares, parts, strict=True)]
    borne = split(sum(share.borne for share in dispute.shares) - others, left)
    return tuple(
        PieceShare(
            line=share.line,
            piece=share.piece,
            refund=-part,
            borne=by_others - share.borne,
            was_out=True,
        )
        for share, part, by_others in zip(dispute.shares, parts, borne, strict=True)
    )


def _commission(order: Order, shares: tuple[PieceShare, ...]) -> list[Transfer]:
    """The sale stands for more again, and so does the commission (safeguards.md 20)."""
    more = fees_due(order, shares).commission - order.kept_commission
    if more <= 0:
        return []
    return [Transfer(debit=f"seller:{order.seller}", credit=FEES, minor=more, purpose="commission")]
