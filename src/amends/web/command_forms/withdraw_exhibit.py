"""Withdrawing an exhibit of one's own."""

from amends.core.commands.withdraw_exhibit import WithdrawExhibit
from amends.core.dispute import Exhibit
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable, exhibit: Exhibit) -> Form | None:
    """Where it can still be withdrawn."""
    if not able.takes(WithdrawExhibit(dispute=able.dispute.number, exhibit=exhibit.number)):
        return None
    button = able.say(N_("Withdraw exhibit {number}"), number=exhibit.number)
    return able.form("withdraw_exhibit", button, tone="quiet", exhibit=exhibit.number)
