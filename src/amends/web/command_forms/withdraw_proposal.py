"""Taking back a proposal of one's own."""

from amends.core.dispute import Proposal
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable, proposal: Proposal) -> Form:
    """It stays in the history."""
    said = able.say(N_("The other side cannot accept it any more. It stays in the history."))
    return able.form(
        "withdraw_proposal", able.say(N_("Withdraw it")), tone="quiet", says=(said,),
        proposal=proposal.number,
    )  # fmt: skip
