"""The platform's own proposal to both sides (A3)."""

from dataclasses import replace

from amends.core.commands.propose import remedies_for
from amends.core.money import format_minor
from amends.core.settlement import most, pieces_of
from amends.telling.mark import N_
from amends.web.forms import Field, Form, options
from amends.web.shown.deciding.doing import Desk


def proposing(desk: Desk) -> Form | None:
    """To offer both sides terms that hold once both accept them."""
    able = desk.able
    if not able.may("propose"):
        return None
    seen, dispute, say = able.seen, able.dispute, able.say
    remedies = remedies_for("arbitrator", dispute, seen.policy)
    top = most(seen.order, pieces_of(dispute))
    offers = [p.amount for p in dispute.proposals if p.owner != "arbitrator" and p.amount]
    # Between the two last words: a place to begin at, changed by hand.
    middle = min(top, sum(offers[-2:]) // len(offers[-2:])) if offers else 0
    payers = tuple(
        (payer, seen.words.begins("arbitrator" if payer == "platform" else payer))
        for payer in ("seller", "buyer", "platform")
    )
    window = seen.tongue.span(seen.policy.platform.proposal_window.span)
    made = desk.form(
        "propose",
        say(N_("Propose this to both")),
        Field("remedy", "choice", say(N_("What")), remedies[0], options(seen, remedies)),
        Field("amount", "amount", say(N_("Amount")), format_minor(middle, seen.order.currency),
              help=say(N_("At most {most}."), most=able.money(top))),
        Field("return_freight", "choice", say(N_("Who pays for a return")), "seller", payers),
        Field("statement", "text", say(N_("Words to both, if you want to add some"))),
        says=(say(N_("Both can accept it for {span}; until then no ruling can be given."),
                  span=window),),
    )  # fmt: skip
    preview = f"{desk.address('case_preview')}?command=propose"
    return replace(made, opens=say(N_("Propose something to both …")), preview=preview)
