"""Giving a coupon that was promised."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """Its code, for the buyer."""
    say = able.say
    button = say(N_("Give {buyer} the code"), buyer=able.seen.words.who("buyer"))
    field = Field("code", "line", say(N_("The coupon's code")), required=True)
    return able.form("keep_promise", button, field, tone="main")
