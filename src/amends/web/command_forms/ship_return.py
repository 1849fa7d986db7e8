"""Sending the goods back."""

from amends.telling.mark import N_
from amends.web.command_forms.ship import carriage
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """Its carrier and number, and what it cost."""
    say = able.say
    said = say(N_("What the return cost counts only where somebody else agreed or has to pay it."))
    return able.form(
        "ship_return", say(N_("I have sent the goods")),
        *carriage(able.seen),
        Field("freight", "amount", say(N_("What the return cost, in {currency}"), currency=able.seen.order.currency), help=said),
        tone="main" if able.next == "ship_return" else "",
    )  # fmt: skip
