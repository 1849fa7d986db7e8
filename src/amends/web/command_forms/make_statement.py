"""Saying something in a dispute."""

from dataclasses import replace

from amends.telling.mark import N_
from amends.web.doable import Desk, Doable
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


def on_desk(desk: Desk) -> Form | None:
    """To say something to both parties."""
    able = desk.able
    if not able.may("make_statement"):
        return None
    label = able.say(N_("What do you want to say? Both parties can read it."))
    button = able.say(N_("Say it to both"))
    return desk.form("make_statement", button, Field("text", "text", label, required=True))
