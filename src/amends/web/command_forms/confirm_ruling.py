"""Putting a ruling of another arbitrator in force."""

from amends.core.dispute import Appeal, Arbitration
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.doable import Desk
from amends.web.forms import Form


def form(desk: Desk) -> Form | None:
    """As the second person; none where nothing waits for this reader."""
    able = desk.able
    stage = able.dispute.stage
    pending = stage.pending if isinstance(stage, Arbitration | Appeal) else None
    if pending is None or not able.may("confirm_ruling"):
        return None
    button = able.say(N_("Confirm: {terms}"), terms=terms(able.seen.words, pending))
    return desk.form("confirm_ruling", button, tone="main")
