"""Withdrawing one's own proposal; the history keeps it (N6)."""

from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import must_stand, owner_of, proposal_of
from amends.core.events import ProposalWithdrawn
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import NoSuchProposal, NotYourProposal
from amends.core.value import value


@value
class WithdrawProposal(OfDispute):
    """Take back the proposal of that number."""

    proposal: int


def possible(case: Case) -> Refusal | None:
    """Whether a proposal of one's own stands."""
    if not case.dispute.standing(owner_of(case)):
        return NoSuchProposal(wanted="to_withdraw")
    return None


def decide(case: Case, command: WithdrawProposal) -> Refusal | None:
    """Only its owner withdraws it, and only while it stands."""
    proposal = proposal_of(case, command.proposal)
    if isinstance(proposal, Refusal):
        return proposal
    if proposal.owner != case.actor.role:
        return NotYourProposal()
    gone = must_stand(proposal)
    if gone is not None:
        return gone
    case.record(ProposalWithdrawn(dispute=case.number, proposal=proposal.number))
    return None
