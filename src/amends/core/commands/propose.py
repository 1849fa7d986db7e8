"""Making a proposal: a remedy, an amount, who pays return freight (N6, N8, A3)."""

from amends.core.amounts import amount_for, most_of
from amends.core.arbitration import ALWAYS_ORDERED
from amends.core.case import Case
from amends.core.clocks import Clock, with_clock
from amends.core.commands.about import OfDispute
from amends.core.dispute import Arbitration, Dispute, Owner, Proposal, Statement
from amends.core.events import PlatformSteppedIn, ProposalMade, StatementMade
from amends.core.grounds import Freight, Remedy
from amends.core.people import Role
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import (
    EnoughSaid,
    NoSuchProposal,
    OwnProposal,
    ProposalNotStanding,
    RemedyNotOffered,
)
from amends.core.turns import answered
from amends.core.value import private, value

# A change is a new number, so numbers are bounded: nobody drowns the other side in offers.
MOST_PROPOSALS = 100


@value
class Propose(OfDispute):
    """An offer to the other side, or the platform's to both."""

    remedy: Remedy
    amount: str = ""
    return_freight: Freight | None = None
    statement: str = private("author", default="")


def decide(case: Case, command: Propose) -> Refusal | None:
    """Put it beside those that stand; it may answer the other side's turn."""
    dispute = case.dispute
    rule = case.policy.opening.grounds[dispute.grounds]
    by = case.actor.role
    remedies = remedies_for(by, dispute, case.policy)
    if command.remedy not in remedies:
        return RemedyNotOffered(remedy=command.remedy, grounds=dispute.grounds, choices=remedies)
    amount = amount_for(case, command.remedy, command.amount, most_of(case, dispute))
    if isinstance(amount, Refusal):
        return amount
    if sum(p.owner == by for p in dispute.proposals) >= MOST_PROPOSALS:
        return EnoughSaid(most=MOST_PROPOSALS, what="proposals")
    make(
        case,
        Proposal(
            number=len(dispute.proposals) + 1,
            owner=owner_of(case),
            at=case.now,
            remedy=command.remedy,
            amount=amount,
            return_freight=command.return_freight or rule.return_freight,
            statement=command.statement,
        ),
    )
    say(case, command.statement)
    if by in ("buyer", "seller"):
        answered(case, "buyer" if by == "buyer" else "seller")
    return None


def remedies_for(role: Role, dispute: Dispute, policy: Policy) -> tuple[Remedy, ...]:
    """What a role can propose for these grounds; the platform may go beyond them (readings.md 22)."""
    remedies = policy.opening.grounds[dispute.grounds].remedies
    if role == "arbitrator":
        return tuple(dict.fromkeys((*remedies, *ALWAYS_ORDERED)))
    return remedies


def make(case: Case, proposal: Proposal) -> None:
    """Record a proposal; the platform's has a window of its own (readings.md 29)."""
    case.record(ProposalMade(dispute=case.number, proposal=proposal))
    dispute = case.dispute
    if proposal.owner == "arbitrator" and isinstance(dispute.stage, Arbitration):
        due = case.due(case.policy.platform.proposal_window)
        clock = Clock(kind="platform_proposal", since=case.now, due=due, ref=proposal.number)
        case.record(
            PlatformSteppedIn(
                dispute=case.number,
                stage=dispute.stage,
                clocks=with_clock(dispute.clocks, clock),
            )
        )


def say(case: Case, text: str) -> None:
    """Words that come with a command stand among the statements as well (N10)."""
    if text:
        statement = Statement(author=owner_of(case), at=case.now, text=text)
        case.record(StatementMade(dispute=case.number, statement=statement))


def owner_of(case: Case) -> Owner:
    """The role of the actor as an owner of proposals, exhibits and words."""
    role = case.actor.role
    assert role in ("buyer", "seller", "arbitrator")
    return role


def proposal_of(case: Case, number: int) -> Proposal | Refusal:
    """A proposal of the dispute by its number, or the refusal that says which there are."""
    dispute: Dispute = case.dispute
    proposal = dispute.proposal(number)
    if proposal is None:
        numbers = tuple(p.number for p in dispute.proposals)
        return NoSuchProposal(proposal=number, proposals=numbers)
    return proposal


def standing_of_another(case: Case, number: int) -> Proposal | Refusal:
    """A proposal that this side may accept or reject: not its own, and still standing."""
    proposal = proposal_of(case, number)
    if isinstance(proposal, Refusal):
        return proposal
    if proposal.owner == case.actor.role:
        return OwnProposal()
    return must_stand(proposal) or proposal


def must_stand(proposal: Proposal) -> Refusal | None:
    """Refuse what was rejected, withdrawn, lapsed or accepted (readings.md 26)."""
    if proposal.state != "standing":
        return ProposalNotStanding(proposal=proposal.number, state=proposal.state)
    return None
