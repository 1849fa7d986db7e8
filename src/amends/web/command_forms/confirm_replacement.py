"""Saying that the new goods are right."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable) -> Form:
    """It ends the dispute, which is said before."""
    said = able.voice(
        {"": N_("This ends the dispute: the money goes to {seller}. It cannot be undone.")}
    )
    return able.form(
        "confirm_replacement", able.say(N_("The new goods are right")), tone="main", says=(said,)
    )
