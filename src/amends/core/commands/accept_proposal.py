"""Accepting a proposal of the other side or of the platform: it ends the dispute (N7)."""

from amends.core.case import Case
from amends.core.closing import accept
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import standing_of_another
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import AlreadyAccepted, NoSuchProposal, NothingProposed
from amends.core.value import private, value


@value
class AcceptProposal(OfDispute):
    """Agree to the proposal of that number; there is no renegotiation after that."""

    proposal: int
    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """Whether something stands that this side could accept."""
    role = case.actor.role
    if any(
        p.state == "standing" and p.owner != role and p.remedy and role not in p.accepted_by
        for p in case.dispute.proposals
    ):
        return None
    return NoSuchProposal(wanted="to_accept")


def decide(case: Case, command: AcceptProposal) -> Refusal | None:
    """The other party alone accepts a party's proposal; the platform's needs both."""
    proposal = standing_of_another(case, command.proposal)
    if isinstance(proposal, Refusal):
        return proposal
    if proposal.remedy is None:
        return NothingProposed()
    by = case.side
    if by in proposal.accepted_by:
        return AlreadyAccepted()
    accept(case, proposal, by, by_silence=False, statement=command.statement)
    return None
