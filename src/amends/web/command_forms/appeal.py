"""Appealing against a decision."""

from amends.core.clocks import find
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """On which grounds, and until when it can be done."""
    say = able.say
    clock = find(
        able.dispute.clocks,
        "appeal_buyer" if able.seen.reader.role == "buyer" else "appeal_seller",
    )
    says = [say(N_("Another arbitrator looks at it once more. That decision is final."))]
    if clock is not None:
        until = able.seen.tongue.instant(clock.due)
        says.append(say(N_("You can appeal until {instant}."), instant=until))
    grounds = (
        ("result", say(N_("The result is wrong"))),
        ("service", say(N_("It was not handled as it should have been"))),
    )
    return able.form(
        "appeal",
        say(N_("Ask another arbitrator to look at it")),
        Field("grounds", "one", say(N_("What is wrong?")), "result", grounds, required=True),
        Field("statement", "text", say(N_("Why, in your words")), required=True),
        says=tuple(says),
    )
