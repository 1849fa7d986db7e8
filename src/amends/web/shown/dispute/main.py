"""The one main button at the top of the page."""

from dataclasses import dataclass, replace

from django.urls import reverse

from amends.core.dispute import Proposal
from amends.core.people import Role
from amends.telling.mark import N_
from amends.web.command_forms import accept_proposal
from amends.web.doable import Doable
from amends.web.forms import Form


@dataclass(frozen=True)
class Main:
    """A form, or a link to where something is done."""

    form: Form | None = None
    link: str = ""
    label: str = ""


def main_of(able: Doable, forms: tuple[Form, ...]) -> Main | None:
    """What the reader most likely came for; nothing where it is not their turn."""
    role = able.seen.reader.role
    if any(each.of == role for each in able.dispute.open_requests()):
        return Main(link="#exhibits", label=able.say(N_("Add what the platform asked for")))
    if role == "arbitrator":
        desk = reverse("case", args=[able.seen.order.id, able.dispute.number])
        return Main(link=desk, label=able.say(N_("Open it at your desk"))) if able.moves else None
    form = next((each for each in forms if each.tone == "main"), None)
    return Main(form=form) if form is not None else _answer(able, role)


def _answer(able: Doable, role: Role) -> Main | None:
    """To accept what waits for an answer, or where nothing can be accepted, to propose."""
    waiting = [each for each in reversed(able.dispute.proposals) if _waits(each, role)]
    forms = (accept_proposal.form(able, each) for each in waiting)
    form = next((each for each in forms if each is not None), None)
    if form is not None:
        return Main(form=replace(form, tone="main"))
    if able.dispute.turn == role and able.may("propose"):
        return Main(link="#proposals", label=able.say(N_("Make a proposal")))
    return None


def _waits(proposal: Proposal, role: Role) -> bool:
    return proposal.state == "standing" and proposal.owner != role
