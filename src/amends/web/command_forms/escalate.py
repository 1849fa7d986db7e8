"""Asking the platform to decide."""

from amends.core.dispute import Negotiation, Replacement, Return
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form

_RAISES = {
    "negotiation": N_("Ask the platform to decide"),
    "ship": N_("I cannot send it back like this"),
    "receipt": N_("The goods did not come back"),
    "confirm": N_("The new goods did not come, or are wrong"),
    "closed": N_("The coupon does not work"),
}


def form(able: Doable) -> Form:
    """In the words of the step at which something went wrong."""
    say, stage = able.say, able.dispute.stage
    step = "closed"
    if isinstance(stage, Negotiation):
        step = "negotiation"
    elif isinstance(stage, Return | Replacement):
        step = stage.step
    said = say(
        N_("The platform looks at it and decides. Meanwhile nothing else goes on by itself.")
    )
    words = Field("reason", "text", say(N_("What happened, in your words")))
    return able.form("escalate", say(_RAISES[step]), words, says=(said,))
