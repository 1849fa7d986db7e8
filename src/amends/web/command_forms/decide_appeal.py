"""Deciding an appeal: letting the decision stand. Deciding anew is drafted as a ruling is."""

from dataclasses import replace

from amends.telling.mark import N_
from amends.telling.reasons import upheld
from amends.web.doable import Desk
from amends.web.forms import Field, Form


def form(desk: Desk) -> Form | None:
    """With the reasons for it; none where this reader cannot decide it."""
    able = desk.able
    if not able.may("decide_appeal"):
        return None
    field = Field(
        "reasons", "text", able.say(N_("Why it stands")), upheld(able.seen, able.dispute),
        required=True,
    )  # fmt: skip
    made = desk.form("decide_appeal", able.say(N_("Let the decision stand")), field, upheld=True)
    return replace(made, opens=able.say(N_("The decision stands …")))
