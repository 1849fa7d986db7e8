"""Saying something in a dispute."""

from dataclasses import replace

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """To everybody in it."""
    label = able.say(N_("What do you want to say? Everybody in this dispute can read it."))
    made = able.form(
        "make_statement",
        able.say(N_("Say it in the dispute")),
        Field("text", "text", label, required=True),
    )
    return replace(made, opens=able.say(N_("Write something")))
