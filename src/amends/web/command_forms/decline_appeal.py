"""Leaving an appeal to the other side."""

from amends.telling.mark import N_
from amends.web.command_forms.join_appeal import words_field
from amends.web.doable import Doable
from amends.web.forms import Form


def form(able: Doable) -> Form:
    """Nobody waits for the reader then."""
    says = (able.say(N_("The appeal is then decided without waiting for you.")),)
    button = able.say(N_("Leave it to the other side"))
    return able.form("decline_appeal", button, words_field(able), says=says)
