"""The statement of reasons that a ruling begins with: drafted from what was found, edited by hand.

A ruling names the facts, the ground and the reasons, and how to appeal (A4). What the log, the
carriers and the noted facts say is written here as whole sentences in the arbitrator's language;
whoever rules changes them as they like.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from amends.core.dispute import Appeal, Dispute, NotedFact, Request
from amends.core.grounds import Freight
from amends.core.liability import recommended
from amends.core.lines import Parcel
from amends.core.moments import Window
from amends.core.people import Party
from amends.telling.mark import N_
from amends.telling.recommending import because
from amends.telling.seen import Seen
from amends.telling.terms import liable as borne_by
from amends.telling.terms import terms
from amends.telling.tongue import Tongue

_NOTED = {
    "labels_match": N_("The labels on the parcel match."),
    "labels_differ": N_("The parcel carries two labels that do not match."),
    "packaging_crushed": N_("The outer packaging is crushed."),
    "packaging_intact": N_("The outer packaging is intact."),
    "packaging_poor": N_("The outer packaging is not to standard."),
    "photo_shows_defect": N_("The pictures show the fault."),
    "photo_shows_nothing": N_("The pictures do not show the fault."),
    "customs_papers": N_("Customs holds the goods for their papers or their kind."),
    "customs_country": N_("Customs holds the goods for a reason that lies in the buyer's country."),
    "carrier_confirms_error": N_("The carrier confirms that it erred."),
}
_FREIGHT: dict[Freight, str] = {
    "buyer": N_("The goods go back first; {Buyer} pays for sending them back."),
    "seller": N_("The goods go back first; {Seller} pays for sending them back."),
    "platform": N_("The goods go back first; the platform pays for sending them back."),
}
_NEW_GOODS: dict[Freight, str] = {
    "buyer": N_(
        "{Seller} sends new goods for the old ones; {Buyer} pays for sending the old ones."
    ),
    "seller": N_("{Seller} sends new goods for the old ones and pays for sending the old ones."),
    "platform": N_(
        "{Seller} sends new goods for the old ones; the platform pays for sending the old ones."
    ),
}
_AGAINST = {
    "seller": N_("The policy's table would let the seller bear it: {reason}"),
    "carrier": N_("The policy's table would let the carrier bear it: {reason}"),
    "platform": N_("The policy's table would let the platform bear it: {reason}"),
    "buyer": N_("The policy's table would let the buyer bear it: {reason}"),
    "shared": N_("The policy's table would share it otherwise: {reason}"),
    "undecided": N_("The policy's table leaves it open who bears it: {reason}"),
    "claim_fails": N_("By the policy's table the claim would fail: {reason}"),
}


@dataclass(frozen=True)
class Figures:
    """What a ruling orders, as far as its reasons speak of it. Amounts are minor units."""

    remedy: str
    amount: int
    liable: tuple[tuple[str, int], ...] = ()
    return_freight: Freight = "seller"


def facts(seen: Seen, dispute: Dispute) -> str:
    """What was found, a sentence a line."""
    return "\n".join(_facts(seen, dispute))


def reasons(seen: Seen, dispute: Dispute, figures: Figures) -> str:
    """Why it is decided so, what is ordered, by which rules, and how to appeal; a line each."""
    return "\n".join(_reasons(seen, dispute, figures))


def upheld(seen: Seen, dispute: Dispute) -> str:
    """Why a decision stands after an appeal, to be gone on with by hand."""
    return "\n".join((
        seen.tongue.say("The appeal names nothing that changes what the decision rests on."),
        _by_policy(seen),
        seen.tongue.say("This decision is final."),
    ))  # fmt: skip


def _facts(seen: Seen, dispute: Dispute) -> Iterator[str]:
    yield _paid(seen, dispute)
    for parcel in seen.order.parcels_of(dispute):
        yield _parcel(seen, parcel)
    yield _opened(seen, dispute)
    for party in ("buyer", "seller"):
        yield _given(seen, dispute, party)
    for request in dispute.requests:
        said = _asked(seen, dispute, request)
        if said:
            yield said
    for noted in dispute.facts:
        if noted.by == "arbitrator":
            yield _noted(seen, noted)


def _names(seen: Seen) -> dict[str, str]:
    return {"Buyer": seen.words.begins("buyer"), "Seller": seen.words.begins("seller")}


def _paid(seen: Seen, dispute: Dispute) -> str:
    line = seen.order.line(dispute.line)
    assert line is not None
    return seen.tongue.say(
        "{Buyer} bought {title} ({quantity} of {ordered} in dispute) from {seller} and paid on {day}.",
        title=seen.words.line(dispute.line), quantity=len(dispute.pieces), ordered=line.quantity,
        seller=seen.words.name("seller"), day=seen.tongue.day(seen.order.paid_at),
        Buyer=seen.words.begins("buyer"),
    )  # fmt: skip


def _parcel(seen: Seen, parcel: Parcel) -> str:
    say, day = seen.tongue.say, seen.tongue.day
    details = {
        "name": parcel.name,
        "number": seen.words.text(parcel.tracking),
        "sent": day(parcel.dispatched),
    }
    if parcel.delivered_at is not None:
        return say(
            "Parcel {name} ({number}) was sent on {sent} and delivered on {delivered}.",
            delivered=day(parcel.delivered_at), **details,
        )  # fmt: skip
    if parcel.status is None:
        return say("Parcel {name} ({number}) was sent on {sent} and never scanned.", **details)
    return say(
        "Parcel {name} ({number}) was sent on {sent} and not delivered; the last report is:"
        " {status}.",
        status=seen.tongue.word(parcel.status), **details,
    )  # fmt: skip


def _opened(seen: Seen, dispute: Dispute) -> str:
    return seen.tongue.say(
        "{Buyer} opened the dispute on {day} ({grounds}) and asked for {terms}.",
        Buyer=seen.words.begins("buyer"),
        day=seen.tongue.day(dispute.opened_at),
        grounds=seen.tongue.word(dispute.grounds),
        terms=terms(seen.words, dispute.proposals[0]),
    )


def _given(seen: Seen, dispute: Dispute, party: Party) -> str:
    kinds = [x.kind for x in dispute.exhibits if x.owner == party and not x.withdrawn]
    who = seen.words.begins(party)
    if not kinds:
        return seen.tongue.say("{Who} gave no exhibits.", Who=who)
    named = seen.tongue.listed([seen.tongue.word(kind) for kind in dict.fromkeys(kinds)])
    return seen.tongue.count(
        "{Who} gave {count} exhibit: {kinds}.", "{Who} gave {count} exhibits: {kinds}.",
        len(kinds), Who=who, kinds=named,
    )  # fmt: skip


def _asked(seen: Seen, dispute: Dispute, request: Request) -> str:
    details = {
        "Who": seen.words.begins(request.of),
        "kinds": seen.tongue.listed([seen.tongue.word(kind) for kind in request.kinds]),
        "day": seen.tongue.day(request.due),
    }
    if request.state == "given":
        return seen.tongue.say("{Who} was asked for {kinds} by {day} and gave it.", **details)
    if request.state == "lapsed":
        late = any(x.late and x.owner == request.of for x in dispute.exhibits)
        if late:
            return seen.tongue.say("{Who} was asked for {kinds} by {day}; it came late.", **details)
        return seen.tongue.say(
            "{Who} was asked for {kinds} by {day} and did not give it.", **details
        )
    return ""


def _noted(seen: Seen, noted: NotedFact) -> str:
    said = seen.tongue.say(_NOTED[noted.fact])
    if not noted.exhibit:
        return said
    exhibit = seen.tongue.say("(Exhibit {number}.)", number=noted.exhibit)
    return seen.tongue.together(said, exhibit)


def _reasons(seen: Seen, dispute: Dispute, figures: Figures) -> Iterator[str]:
    yield from _why(seen, dispute, figures)
    yield _amount(seen, dispute, figures)
    if figures.remedy == "return_and_refund":
        yield seen.tongue.say(_FREIGHT[figures.return_freight], **_names(seen))
    if figures.remedy == "replacement":
        yield seen.tongue.say(_NEW_GOODS[figures.return_freight], **_names(seen))
    if figures.liable:
        yield seen.tongue.say(
            "Who bears the loss: {shares}.", shares=borne_by(seen.words, figures.liable)
        )
    yield _by_policy(seen)
    yield _appeal(seen, dispute)


def _why(seen: Seen, dispute: Dispute, figures: Figures) -> Iterator[str]:
    advice = recommended(seen.order, dispute, seen.policy)
    reason = because(seen.words, advice.reason)
    wanted = advice.shares or ((advice.liable, 100),)
    fails = advice.liable == "claim_fails" and not figures.liable
    if fails or tuple(figures.liable) == tuple(wanted):
        yield reason
    else:
        yield seen.tongue.say(_AGAINST[advice.liable], reason=reason)
        yield gap(seen.tongue)


def _amount(seen: Seen, dispute: Dispute, figures: Figures) -> str:
    say, money = seen.tongue.say, seen.words.money
    buyer = seen.words.begins("buyer")
    if figures.remedy in ("replacement", "resend"):
        return say("{Buyer} gets the goods that were paid for.", Buyer=buyer)
    if not figures.amount:
        return say("The claim is not made out; nothing is refunded.")
    if figures.amount == dispute.claim:
        return say(
            "{Buyer} gets {amount} back, as was asked for.",
            Buyer=buyer, amount=money(figures.amount),
        )  # fmt: skip
    return say(
        "{Buyer} asked for {claim} and gets {amount} back, which is what the fault is worth.",
        Buyer=buyer, claim=money(dispute.claim), amount=money(figures.amount),
    )  # fmt: skip


def _by_policy(seen: Seen) -> str:
    return seen.tongue.say(
        "This follows the platform's rules in force when the order was paid: {title} ({reference}).",
        title=seen.policy.title,
        reference=seen.policy.reference,
    )


def _appeal(seen: Seen, dispute: Dispute) -> str:
    if isinstance(dispute.stage, Appeal):
        return seen.tongue.say("This decision is final.")
    rules = seen.policy.appeal
    return seen.tongue.say(
        "It can be appealed, free of charge and decided by another person: by {buyer} within {long}"
        " of the dispute's end, by {seller} within {short}.",
        buyer=seen.words.name("buyer"), long=_length(seen, rules.buyer_within),
        seller=seen.words.name("seller"), short=_length(seen, rules.seller_within),
    )  # fmt: skip


def _length(seen: Seen, window: Window) -> str:
    if window.working_days:
        return seen.tongue.count("{count} working day", "{count} working days", window.working_days)
    return seen.tongue.span(window.span)


def gap(tongue: Tongue) -> str:
    """What stands in a draft where only the arbitrator can say why."""
    return tongue.say("This ruling differs, because …")
