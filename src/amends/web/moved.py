"""Who gets what of a proposal or ruling: its transfers, summed for each person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from amends.core.commands.propose import Propose
from amends.core.dispute import Proposal, Ruling
from amends.core.money import parse_minor
from amends.core.preview import Preview
from amends.core.refusals import Refusal
from amends.core.transfers import Transfer
from amends.core.visibility import sees_fees
from amends.telling.mark import N_
from amends.web.doable import Doable

# Where money waits, and where it comes from: nobody's gain.
_NOBODY = ("escrow", "world")
_OWNERS = {
    "carrier": N_("The carrier"),
    "provider": N_("The payment provider"),
    "platform:fees": N_("The platform, as commission and fees"),
    "platform:protection": N_("The protection fund"),
}
_KEPT = {
    "buyer": N_("You get {amount} back and keep the goods."),
    "": N_("{Buyer} gets {amount} back and keeps the goods."),
}
_BACK = {
    "buyer": N_("You get {amount} back."),
    "": N_("{Buyer} gets {amount} back."),
}
_NOTHING = {
    "buyer": N_("You get nothing back."),
    "": N_("{Buyer} gets nothing back."),
}
_RETURNED = {
    "buyer": N_("You send the goods back, and get {amount} back once they have arrived."),
    "": N_("{Buyer} sends the goods back, and gets {amount} back once they have arrived."),
}
_EXCHANGED = {
    "buyer": N_("You send the goods back, and {seller} sends you new ones."),
    "seller": N_("{Buyer} sends the goods back, and you send new ones."),
    "": N_("{Buyer} sends the goods back, and {seller} sends new ones."),
}
_RESENT = {
    "buyer": N_("{Seller} sends you the goods again."),
    "seller": N_("You send the goods again."),
    "": N_("{Seller} sends the goods again."),
}
_COUPON = {
    "buyer": N_("You keep the goods and get a coupon worth {amount} from {seller}."),
    "seller": N_("{Buyer} keeps the goods and gets a coupon worth {amount} from you."),
    "": N_("{Buyer} keeps the goods and gets a coupon worth {amount} from {seller}."),
}
_FREIGHT = {
    "buyer": {
        "buyer": N_("You pay for the return."),
        "": N_("{Buyer} pays for the return."),
    },
    "seller": {
        "seller": N_("You pay for the return."),
        "": N_("{Seller} pays for the return."),
    },
    "platform": {"": N_("The platform pays for the return.")},
}
_BY_REMEDY = {
    "return_and_refund": _RETURNED,
    "replacement": _EXCHANGED,
    "resend": _RESENT,
    "coupon": _COUPON,
}


@dataclass(frozen=True)
class Gets:
    """What one person gets at once, and later; an amount that they pay is negative."""

    name: str
    now: str
    later: str


@dataclass(frozen=True)
class Would:
    """What something would do: a sentence, and a row a person. `later` heads the last column."""

    sentence: str
    rows: tuple[Gets, ...]
    later: str = ""


def would(able: Doable, offer: Proposal | Ruling, told: Preview) -> Would:
    """What a proposal, offer or ruling would do, from its preview."""
    now, later = _sums(told.transfers), _sums(told.afterwards)
    always = ("buyer", "seller") if sees_fees(able.seen.reader) else ("buyer",)
    owners = dict.fromkeys(("buyer", "seller", *_OWNERS))
    rows = tuple(
        Gets(_name(able, owner), able.money(now[owner]), able.money(later[owner]) if later else "")
        for owner in owners
        if owner in always or now[owner] or later[owner]
    )
    return Would(
        sentence=outcome(able, offer), rows=rows, later=_heading(able, offer) if later else ""
    )


def outcome(able: Doable, offer: Proposal | Ruling) -> str:
    """One sentence, or two where somebody pays for a return."""
    amount = able.money(offer.amount)
    if offer.remedy is None or (offer.remedy == "refund_only" and not offer.amount):
        return able.voice(_NOTHING)
    if offer.remedy == "refund_only":
        return able.voice(_KEPT if able.dispute.received else _BACK, amount=amount)
    said = able.voice(_BY_REMEDY[offer.remedy], amount=amount)
    if offer.remedy not in ("return_and_refund", "replacement"):
        return said
    return able.seen.tongue.together(said, able.voice(_FREIGHT[offer.return_freight]))


def _heading(able: Doable, offer: Proposal | Ruling) -> str:
    if offer.remedy == "return_and_refund":
        return able.say(N_("Later, once the goods are back"))
    return able.say(N_("Later, once the new goods have come"))


def _sums(transfers: Iterable[Transfer]) -> Counter[str]:
    """What each owner of an account has more than before."""
    sums: Counter[str] = Counter()
    for each in transfers:
        for account, minor in ((each.credit, each.minor), (each.debit, -each.minor)):
            owner = account if account.startswith("platform:") else account.partition(":")[0]
            if owner not in _NOBODY:
                sums[owner] += minor
    return sums


def _name(able: Doable, owner: str) -> str:
    if owner in ("buyer", "seller"):
        return able.seen.words.begins(owner)
    return able.say(_OWNERS[owner])


def offered(able: Doable, offer: Propose) -> Would | Refusal:
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
