"""Ruling: remedy, amount, who bears it, and why (A4, A7, safeguards.md 17, 18)."""

from amends.core.amounts import amount_for, amount_of, freight_agreed, most_of
from amends.core.arbitration import (
    ALWAYS_ORDERED,
    needs_second_person,
    own_stake,
    stake_before,
    standing_platform_proposal,
)  # fmt: skip
from amends.core.case import Case
from amends.core.closing import carry_out, terms_of_ruling
from amends.core.commands.about import OfDispute
from amends.core.dispute import Appeal, Arbitration, Dispute, Return, Ruling, Shares
from amends.core.events import RulingIssued
from amends.core.faults import TooMuch
from amends.core.grounds import BEARERS, Bearer, Freight, Remedy
from amends.core.liability import recommended
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadAmount
from amends.core.refusals.rulings import (
    CarrierNotPlatforms,
    LiableNeeded,
    LiableNotNeeded,
    ProposalStands,
    ReasonsNeeded,
    RemedyNotForRuling,
    RulingPending,
    SharesDoNotSum,
)
from amends.core.value import private, value

Liable = tuple[tuple[Bearer, int], ...]


@value
class IssueRuling(OfDispute):
    """Decide the dispute. `liable` is a role or shares in whole percents; `facts` and `reasons` are
    the statement of reasons; where `reasons` is left out, the recommendation's words stand for it,
    where it is empty the ruling is refused."""

    remedy: Remedy = "refund_only"
    amount: str = ""
    liable: Liable = ()
    return_freight: Freight | None = None
    facts: str = private("author", default="")
    reasons: str | None = private("author", default=None)
    made_whole: str = ""
    freight: str = ""


def possible(case: Case) -> Refusal | None:
    """Not while the platform's proposal stands; a pending ruling is another's to answer."""
    stage = case.dispute.stage
    clock = standing_platform_proposal(case.dispute)
    if clock is not None:
        return ProposalStands(due=clock.due)
    pending = stage.pending if isinstance(stage, Arbitration | Appeal) else None
    if pending is not None and pending.by == case.actor.name:
        return RulingPending()
    return None


def decide(case: Case, command: IssueRuling) -> Refusal | None:
    """Put the ruling in force, or let it wait for the second person."""
    dispute = case.dispute
    remedies = remedies_of(dispute, case.policy)
    if command.remedy not in remedies:
        return RemedyNotForRuling(remedy=command.remedy, choices=remedies)
    ruling = ruling_from(case, command, remedies=remedies, on_appeal=False)
    if isinstance(ruling, Refusal):
        return ruling
    case.record(RulingIssued(dispute=case.number, ruling=ruling))
    if ruling.in_force:
        # At once; an appeal does not stop it (readings.md 32).
        carry_out(case, terms_of_ruling(ruling))
    return None


def remedies_of(dispute: Dispute, policy: Policy) -> tuple[Remedy, ...]:
    """What can be ruled: the item's remedies and those beyond them, but no coupon (readings.md 22)."""
    own = policy.opening.grounds[dispute.grounds].remedies
    return tuple(r for r in dict.fromkeys((*own, *ALWAYS_ORDERED)) if r != "coupon")


def ruling_from(
    case: Case, command: IssueRuling, *, remedies: tuple[Remedy, ...], on_appeal: bool
) -> Ruling | Refusal:
    """The ruling that the arguments mean, in force unless it needs a second person."""
    if command.reasons is not None and not command.reasons.strip():
        return ReasonsNeeded()
    dispute = case.dispute
    top = most_of(case, dispute) + (_refunded(case) if on_appeal else 0)
    amount = amount_for(case, command.remedy, command.amount, top)
    if isinstance(amount, Refusal):
        return amount
    nothing = amount == 0 and command.remedy == "refund_only"
    liable = checked_shares(case, command.liable, nothing=nothing)
    if isinstance(liable, Refusal):
        return liable
    extras = _extras(case, command, amount)
    if isinstance(extras, Refusal):
        return extras
    made_whole, freight = extras
    worth = top if command.remedy in ("replacement", "resend") else amount
    advice = recommended(case.order, dispute, case.policy)
    stake = own_stake(case.order, dispute, worth, liable) + freight
    together = stake + stake_before(case, dispute)
    rule = case.policy.opening.grounds[dispute.grounds]
    payer = command.return_freight or rule.return_freight
    from_fund = freight if payer == "platform" else 0
    return Ruling(
        number=len(dispute.rulings) + 1,
        by=case.actor.name,
        at=case.now,
        remedy=command.remedy,
        amount=amount,
        liable=liable,
        return_freight=payer,
        facts=command.facts,
        reasons=command.reasons or "",
        recommended=advice.liable,
        recommended_because=advice.reason,
        made_whole=made_whole,
        freight=freight,
        at_stake=stake,
        in_force=not needs_second_person(case, together, worth, liable, made_whole or 0, from_fund),
        on_appeal=on_appeal,
    )


def _extras(case: Case, command: IssueRuling, amount: int) -> tuple[int | None, int] | Refusal:
    """What others give back to the seller, where it is named, and the freight of a return."""
    freight = freight_agreed(case, command.freight, _freight_claimed(case.dispute))
    if isinstance(freight, Refusal):
        return freight
    if not command.made_whole:
        return None, freight
    made_whole = amount_of(case, command.made_whole, "made_whole")
    if isinstance(made_whole, Refusal):
        return made_whole
    if made_whole > amount:
        return BadAmount(field="made_whole", fault=TooMuch(what="made_whole"))
    return made_whole, freight


def checked_shares(case: Case, liable: Liable, *, nothing: bool) -> Shares | Refusal:
    """Who bears it: left out for nothing, required otherwise (readings.md 31, safeguards.md 17)."""
    if nothing:
        return LiableNotNeeded() if liable else ()
    if not liable:
        return LiableNeeded()
    bearers = [bearer for bearer, _ in liable]
    if (
        sum(share for _, share in liable) != 100
        or any(share < 0 for _, share in liable)
        or len(set(bearers)) != len(bearers)
    ):
        return SharesDoNotSum(bearers=BEARERS)
    if case.order.logistics != "platform" and dict(liable).get("carrier", 0):
        return CarrierNotPlatforms()
    return tuple(sorted(liable, key=lambda each: BEARERS.index(each[0])))


def _freight_claimed(dispute: Dispute) -> int:
    """What the buyer claimed for the return that was raised."""
    stage = dispute.stage
    left = stage.raised_from if isinstance(stage, Arbitration) else None
    return left.freight_claimed if isinstance(left, Return) else 0


def _refunded(case: Case) -> int:
    """On appeal the most is counted as if nothing had been refunded in this dispute."""
    return sum(share.refund for share in case.dispute.shares)
