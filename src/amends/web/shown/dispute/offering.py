"""The form to offer or ask for something else, and what it would do before it is sent."""

from dataclasses import replace
from typing import cast

from django.urls import reverse

from amends.core.commands.propose import Propose, remedies_for
from amends.core.dispute import Proposal
from amends.core.grounds import WITH_AMOUNT, Freight
from amends.core.money import format_minor, parse_minor
from amends.core.refusals import Refusal
from amends.core.settlement import most, pieces_of
from amends.telling.mark import N_
from amends.web.forms import Field, Form, options
from amends.web.shown.dispute.moved import Would, would
from amends.web.shown.dispute.moves import Doable

_FREIGHTS: tuple[Freight, ...] = ("seller", "buyer", "platform")
_RETURNS = frozenset(("return_and_refund", "replacement"))

# What unfolds the form, and what sends it.
_OPENS = {
    "buyer": (N_("Ask for something else"), N_("Ask for this")),
    "seller": (N_("Offer something else"), N_("Offer this")),
    "arbitrator": (N_("Propose something to both sides"), N_("Propose this to both")),
}


def offering(able: Doable, old: Proposal | None = None) -> tuple[Form, ...]:
    """The form to make a proposal, or to change an old one; none where the reader cannot."""
    if not able.may("propose"):
        return ()
    fields = _fields(able, old)
    say, role = able.say, able.seen.reader.role
    preview_at = reverse("offer_preview", args=[able.seen.order.id, able.dispute.number])
    if old is not None:
        made = able.form("change_proposal", say(N_("Propose this instead")), *fields, tone="quiet",
                         proposal=old.number)  # fmt: skip
        return (replace(made, opens=say(N_("Change it")), preview=preview_at),)
    opens, button = _OPENS.get(role, _OPENS["seller"])
    made = able.form("propose", say(button), *fields)
    return (replace(made, opens=say(opens), preview=preview_at),)


def words_field(able: Doable, name: str, label: str, *, required: bool = False) -> Field:
    """A large field for words that the other side will read."""
    return Field(name, "text", label, required=required)


def told(able: Doable, offer: Propose) -> Would | Refusal:
    """What an offer would do if the other side accepted it, or why it cannot be made."""
    seen = able.seen
    answer = seen.rules.if_offered(offer)
    if isinstance(answer, Refusal):
        return answer
    amount = parse_minor(offer.amount, seen.order.currency) if offer.amount else answer.later
    rule = seen.policy.opening.grounds[able.dispute.grounds]
    proposal = Proposal(
        number=0, owner="buyer", at=seen.now, remedy=offer.remedy, amount=amount,
        return_freight=offer.return_freight or rule.return_freight,
    )  # fmt: skip
    return would(able, proposal, answer)


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
    return (*fields, words_field(able, "statement", say(N_("Words to the other side"))))


def _payer(able: Doable, freight: Freight) -> str:
    role = "arbitrator" if freight == "platform" else cast(str, freight)
    return able.seen.words.begins(role)
