"""Sending new goods."""

from amends.telling.mark import N_
from amends.web.command_forms.ship import carriage
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable) -> Form:
    """Its carrier and number."""
    return able.form(
        "ship_replacement",
        able.say(N_("I have sent the new goods")),
        *carriage(able.seen),
        tone="main",
    )
