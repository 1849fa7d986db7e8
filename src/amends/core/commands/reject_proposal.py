"""Rejecting a proposal: it never closes the dispute (N2, N5, readings.md 24)."""

from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import make, owner_of, say, standing_of_another
from amends.core.dispute import Negotiation, Proposal
from amends.core.events import ProposalRejected
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import NoSuchProposal
from amends.core.turns import answered
from amends.core.value import private, value


@value
class RejectProposal(OfDispute):
    """Say no to the proposal of that number."""

    proposal: int
    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """Whether something of another stands."""
    role = case.actor.role
    if any(p.state == "standing" and p.owner != role for p in case.dispute.proposals):
        return None
    return NoSuchProposal(wanted="to_reject")


def decide(case: Case, command: RejectProposal) -> Refusal | None:
    """Reject it; a seller with nothing else on the table has then proposed nothing."""
    proposal = standing_of_another(case, command.proposal)
    if isinstance(proposal, Refusal):
        return proposal
    stage = case.dispute.stage
    talking = isinstance(stage, Negotiation)
    case.record(
        ProposalRejected(
            dispute=case.number,
            proposal=proposal.number,
            by=owner_of(case),
            statement=command.statement,
            waiting=isinstance(stage, Negotiation) and stage.waiting,
        )
    )
    say(case, command.statement)
    by = case.side
    if by == "seller" and talking and not case.dispute.standing("seller"):
        _propose_nothing(case)
    answered(case, by)
    return None


def _propose_nothing(case: Case) -> None:
    stage = case.dispute.stage
    if isinstance(stage, Negotiation) and stage.waiting:
        return
    make(
        case,
        Proposal(number=len(case.dispute.proposals) + 1, owner="seller", at=case.now, remedy=None),
    )
