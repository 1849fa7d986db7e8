"""Offering or asking for something else."""

from dataclasses import replace
from typing import cast

from django.urls import reverse

from amends.core.commands.propose import remedies_for
from amends.core.dispute import Proposal
from amends.core.grounds import WITH_AMOUNT, Freight
from amends.core.money import format_minor
from amends.core.settlement import most, pieces_of
from amends.telling.mark import N_
from amends.web.doable import Desk, Doable
from amends.web.forms import Field, Form, options

_FREIGHTS: tuple[Freight, ...] = ("seller", "buyer", "platform")
_RETURNS = frozenset(("return_and_refund", "replacement"))

# What unfolds the form, and what sends it.
_OPENS = {
    "buyer": (N_("Ask for something else"), N_("Ask for this")),
    "seller": (N_("Offer something else"), N_("Offer this")),
    "arbitrator": (N_("Propose something to both sides"), N_("Propose this to both")),
}


def form(able: Doable) -> Form:
    """What unfolds it, and what sends it, depend on who makes it."""
    opens, button = _OPENS.get(able.seen.reader.role, _OPENS["seller"])
    made = able.form("propose", able.say(button), *_fields(able, None))
    return replace(made, opens=able.say(opens), preview=_preview(able))


def changing(able: Doable, old: Proposal) -> Form:
    """A change is a new proposal, and then the old one is withdrawn."""
    made = able.form(
        "change_proposal", able.say(N_("Propose this instead")), *_fields(able, old),
        tone="quiet", proposal=old.number,
    )  # fmt: skip
    about = [able.seen.order.id, able.dispute.number, old.number]
    return replace(
        made,
        action=reverse("change_proposal", args=about),
        opens=able.say(N_("Change it")),
        preview=_preview(able),
    )


def _preview(able: Doable) -> str:
    return reverse("offer_preview", args=[able.seen.order.id, able.dispute.number])


def _fields(able: Doable, old: Proposal | None) -> tuple[Field, ...]:
    seen, say = able.seen, able.say
    dispute, currency = able.dispute, seen.order.currency
    rule = seen.policy.opening.grounds[dispute.grounds]
    remedies = remedies_for(seen.reader.role, dispute, seen.policy)
    chosen = old.remedy if old is not None and old.remedy in remedies else remedies[0]
    amount = "" if old is None or not old.amount else format_minor(old.amount, currency)
    fields = [
        Field("remedy", "one", say(N_("What should happen")), str(chosen),
              options(seen, remedies), required=True),
    ]  # fmt: skip
    if WITH_AMOUNT & set(remedies):
        top = able.money(most(seen.order, pieces_of(dispute)))
        fields.append(
            Field("amount", "amount", say(N_("Amount in {currency}"), currency=currency), amount,
                  help=say(N_("At most {most}. Left empty where no money is asked for."), most=top))
        )  # fmt: skip
    if _RETURNS & set(remedies):
        freight = rule.return_freight if old is None else old.return_freight
        fields.append(
            Field("return_freight", "choice", say(N_("Who pays if goods are sent back")), freight,
                  tuple((each, _payer(able, each)) for each in _FREIGHTS))
        )  # fmt: skip
    return (*fields, Field("statement", "text", say(N_("Words to the other side"))))


def _payer(able: Doable, freight: Freight) -> str:
    role = "arbitrator" if freight == "platform" else cast(str, freight)
    return able.seen.words.begins(role)


def on_desk(desk: Desk) -> Form | None:
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
