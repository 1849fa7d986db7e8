"""Asking a party for exhibits."""

from amends.core.grounds import EXHIBIT_KINDS
from amends.core.moments import DAY, format_duration
from amends.telling.mark import N_
from amends.web.doable import Desk
from amends.web.forms import Field, Form, options

_DAYS = (1, 2, 3, 5, 7, 10, 14)


def form(desk: Desk) -> Form | None:
    """Those that this kind of case needs and lacks are chosen already."""
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
