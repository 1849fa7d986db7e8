"""Going on as agreed, without the platform."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable) -> Form:
    """What was asked of it is settled."""
    says = (able.say(N_("It goes on where it stopped; the time since then does not count.")),)
    return able.form(
        "withdraw_escalation", able.say(N_("It is settled: go on as agreed")), says=says
    )
