"""Taking back a proposal of one's own."""

from amends.core.commands.withdraw_proposal import WithdrawProposal
from amends.core.dispute import Proposal
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.doable import Desk, Doable
from amends.web.forms import Form


def form(able: Doable, proposal: Proposal) -> Form:
    """It stays in the history."""
    said = able.say(N_("The other side cannot accept it any more. It stays in the history."))
    return able.form(
        "withdraw_proposal", able.say(N_("Withdraw it")), tone="quiet", says=(said,),
        proposal=proposal.number,
    )  # fmt: skip


def on_desk(desk: Desk, proposal: Proposal) -> Form | None:
    """The platform's own; none where it cannot be taken back."""
    able = desk.able
    if not able.takes(WithdrawProposal(dispute=able.dispute.number, proposal=proposal.number)):
        return None
    button = able.say(N_("Withdraw {terms}"), terms=terms(able.seen.words, proposal))
    return desk.form("withdraw_proposal", button, tone="quiet", proposal=proposal.number)
