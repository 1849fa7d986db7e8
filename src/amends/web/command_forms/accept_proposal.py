"""Accepting a proposal."""

from amends.core.commands.accept_proposal import AcceptProposal
from amends.core.dispute import Proposal
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.doable import Doable
from amends.web.forms import Form
from amends.web.moved import outcome

_NO_APPEAL = N_("What is agreed cannot be taken back, negotiated again or appealed.")
_BOTH = N_("It holds once both sides have accepted it.")


def form(able: Doable, proposal: Proposal) -> Form | None:
    """What it would do is said before; none where the reader cannot accept it."""
    if not able.takes(AcceptProposal(dispute=able.dispute.number, proposal=proposal.number)):
        return None
    both = (able.say(_BOTH),) if proposal.owner == "arbitrator" else ()
    button = able.say(N_("Accept {terms}"), terms=terms(able.seen.words, proposal))
    return able.form(
        "accept_proposal", button, tone="main", proposal=proposal.number,
        says=(outcome(able, proposal), *both, able.say(_NO_APPEAL)),
    )  # fmt: skip
