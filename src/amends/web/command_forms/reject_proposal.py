"""Rejecting a proposal."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form

_REJECTING = N_("Rejecting closes nothing. Without an agreement the platform decides.")


def form(able: Doable, number: int) -> Form:
    """With words to the other side."""
    return able.form(
        "reject_proposal", able.say(N_("Reject it")),
        Field("statement", "text", able.say(N_("Why, if you want to say it"))),
        says=(able.say(_REJECTING),), proposal=number,
    )  # fmt: skip
