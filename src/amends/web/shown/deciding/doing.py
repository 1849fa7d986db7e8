"""Forms on the desk: they go where the desk answers, and not to the parties' page."""

from dataclasses import dataclass, replace

from django.urls import reverse

from amends.core.dispute import Appeal, Arbitration
from amends.core.grounds import EXHIBIT_KINDS
from amends.core.moments import DAY, format_duration
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.doable import Doable
from amends.web.forms import Field, Form, Tone, options

_DAYS = (1, 2, 3, 5, 7, 10, 14)


@dataclass(frozen=True)
class Desk:
    """A dispute before an arbitrator, with what they can do in it."""

    able: Doable

    def form(
        self,
        command: str,
        button: str,
        *fields: Field,
        tone: Tone = "",
        says: tuple[str, ...] = (),
        **fixed: object,
    ) -> Form:
        """A form of a command that is answered on the desk."""
        made = self.able.form(command, button, *fields, tone=tone, says=says, **fixed)
        return replace(made, action=self.address("case_do", command))

    def address(self, name: str, *more: object) -> str:
        """An address about this dispute."""
        return reverse(name, args=[self.able.seen.order.id, self.able.dispute.number, *more])


def asking(desk: Desk) -> Form | None:
    """To ask a party for exhibits; those that this kind of case needs and lacks are chosen."""
    able = desk.able
    if not able.may("request_exhibit"):
        return None
    given = {x.kind for x in able.dispute.exhibits if not x.withdrawn}
    rule = able.seen.policy.opening.grounds[able.dispute.grounds]
    lacking = tuple(kind for kind in rule.asked if kind not in given)
    parties = tuple((role, able.seen.words.begins(role)) for role in ("buyer", "seller"))
    usual = able.seen.policy.platform.exhibit_within
    spans = tuple(
        (format_duration(days * DAY), able.seen.tongue.span(days * DAY)) for days in _DAYS
    )
    as_usual = able.say(N_("as usual, {span}"), span=able.seen.tongue.span(usual.span))
    return desk.form(
        "request_exhibit",
        able.say(N_("Ask for it")),
        Field("of", "one", able.say(N_("From whom?")), "buyer", parties, required=True),
        Field("kinds", "choices", able.say(N_("What?")), lacking,
              options(able.seen, EXHIBIT_KINDS)),
        Field("within", "choice", able.say(N_("Within")), "", (("", as_usual), *spans)),
    )  # fmt: skip


def saying(desk: Desk) -> Form | None:
    """To say something to both parties."""
    able = desk.able
    if not able.may("make_statement"):
        return None
    label = able.say(N_("What do you want to say? Both parties can read it."))
    button = able.say(N_("Say it to both"))
    return desk.form("make_statement", button, Field("text", "text", label, required=True))


def confirming(desk: Desk) -> Form | None:
    """To put another's ruling in force, as the second person."""
    able = desk.able
    stage = able.dispute.stage
    pending = stage.pending if isinstance(stage, Arbitration | Appeal) else None
    if pending is None or not able.may("confirm_ruling"):
        return None
    button = able.say(N_("Confirm: {terms}"), terms=terms(able.seen.words, pending))
    return desk.form("confirm_ruling", button, tone="main")
