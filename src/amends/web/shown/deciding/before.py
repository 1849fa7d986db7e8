"""What was decided before: in like cases, between the same people, and by the arbitrator who reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.urls import reverse

from amends.core.moments import Instant
from amends.engine.worklists_deciding import Decided
from amends.rates.buyers import BuyerHistory
from amends.telling.clean import clean
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue

_SHOWN = 6
_REVIEWS = {"upheld": N_("upheld on appeal"), "overturned": N_("changed on appeal")}
_BEARERS = {
    "seller": N_("the seller"),
    "buyer": N_("the buyer"),
    "carrier": N_("the carrier"),
    "platform": N_("the platform"),
    "shared": N_("several"),
    "": N_("nobody"),
}


@dataclass(frozen=True)
class Before:
    """One closed dispute in a list. `percent` is what was given of what was claimed."""

    address: str
    number: str
    at: Instant
    grounds: str
    outcome: str
    claim: str
    refund: str
    percent: str
    bearer: str
    review: str


@dataclass(frozen=True)
class Like:
    """Rulings about the same grounds: what they came to in sentences, and the latest of them."""

    says: tuple[str, ...]
    rows: tuple[Before, ...]


@dataclass(frozen=True)
class People:
    """What these two people had before; `says` has a sentence each, with no names of its own."""

    mine: tuple[str, ...]
    buyer: tuple[str, ...]
    seller: tuple[str, ...]
    between: tuple[Before, ...]


def like(tongue: Tongue, found: Sequence[Decided]) -> Like:
    """What was decided in like cases: shares of outcomes, the middle amount, and what fell."""
    return Like(says=tuple(_summed(tongue, found)), rows=shown(tongue, found[:_SHOWN]))


def people(seen: Seen, names: tuple[str, str], found: Sequence[Decided]) -> People:
    """The earlier cases of both; `names` are their accounts."""
    buyer, seller = names
    of_buyer = [each for each in found if each.buyer == buyer]
    of_seller = [each for each in found if each.seller == seller]
    between = [each for each in of_buyer if each.seller == seller]
    return People(
        mine=tuple(_mine(seen, of_buyer, of_seller)),
        buyer=tuple(_habits(seen.tongue, of_buyer, "buyer")),
        seller=tuple(_habits(seen.tongue, of_seller, "seller")),
        between=shown(seen.tongue, between[:_SHOWN]),
    )


def shown(tongue: Tongue, found: Sequence[Decided]) -> tuple[Before, ...]:
    """Rows of closed disputes."""
    return tuple(
        Before(
            address=reverse("case", args=[each.order_id, each.number]),
            number=clean(each.order_number),
            at=each.closed_at,
            grounds=tongue.word(each.grounds),
            outcome=tongue.word(each.outcome),
            claim=tongue.money(each.claim, each.currency),
            refund=tongue.money(each.refund, each.currency),
            percent=tongue.percent(_share(each)),
            bearer=tongue.say(_BEARERS.get(each.bearer, "")),
            review=tongue.say(_REVIEWS[each.review]) if each.review else "",
        )
        for each in found
    )


def history_of(buyer: str, found: Sequence[Decided]) -> BuyerHistory:
    """What a buyer's latest closed disputes say, for the signals about buyers (section 7)."""
    mine = [each for each in found if each.buyer == buyer]
    ruled = [each for each in mine if each.outcome == "ruled"]
    return BuyerHistory(
        closed=len(mine),
        withdrawn=sum(each.outcome == "cancelled" for each in mine),
        ruled=len(ruled),
        lost=sum(each.refund == 0 for each in ruled),
    )


def overturned(tongue: Tongue, found: Sequence[Decided]) -> str:
    """How many of these rulings were looked at again, and how many of those were changed."""
    reviewed = [each for each in found if each.review]
    if not reviewed:
        return tongue.say("None of them was decided again on appeal.")
    changed = sum(each.review == "overturned" for each in reviewed)
    return tongue.count(
        "{count} of them was decided again on appeal, and {changed} changed ({share} of all).",
        "{count} of them were decided again on appeal, and {changed} changed ({share} of all).",
        len(reviewed), changed=changed, share=tongue.percent(changed / len(found)),
    )  # fmt: skip


def _summed(tongue: Tongue, found: Sequence[Decided]) -> list[str]:
    if not found:
        return [tongue.say("Nothing like it has been ruled under this policy yet.")]
    everything = sum(each.refund >= each.claim for each in found)
    nothing = sum(each.refund == 0 for each in found)
    return [
        tongue.count(
            "Of {count} ruling on these grounds: all of the claim {all}, a part {part},"
            " nothing {none}.",
            "Of the last {count} rulings on these grounds: all of the claim {all}, a part {part},"
            " nothing {none}.",
            len(found), all=tongue.number(everything), none=tongue.number(nothing),
            part=tongue.number(len(found) - everything - nothing),
        ),
        tongue.say(
            "In the middle {share} of the claim.",
            share=tongue.percent(median(_share(each) for each in found)),
        ),
        tongue.say(
            "The seller bore it in {share}.",
            share=tongue.percent(sum(each.bearer == "seller" for each in found) / len(found)),
        ),
        overturned(tongue, found),
    ]  # fmt: skip


def _share(decided: Decided) -> float:
    return decided.refund / decided.claim if decided.claim else 0.0


def _mine(seen: Seen, buyer: Sequence[Decided], seller: Sequence[Decided]) -> list[str]:
    me, words = seen.reader.name, seen.words
    said = []
    for role, found in (("buyer", buyer), ("seller", seller)):
        ruled = sum(each.judge == me for each in found)
        if ruled:
            said.append(
                seen.tongue.count(
                    "You ruled in {count} earlier case with {who}.",
                    "You ruled in {count} earlier cases with {who}.",
                    ruled,
                    who=words.name(role),
                )
            )
    return said


def _habits(tongue: Tongue, found: Sequence[Decided], role: str) -> list[str]:
    if not found:
        return [tongue.say("No earlier dispute.")]
    counted = {each: sum(d.outcome == each for d in found) for each in
               ("settled", "by_default", "cancelled", "ruled")}  # fmt: skip
    said = [
        tongue.count(
            "{count} earlier dispute: agreed {settled}, by silence {silence}, given up {cancelled},"
            " ruled {ruled}.",
            "The last {count} disputes: agreed {settled}, by silence {silence}, given up {cancelled},"
            " ruled {ruled}.",
            len(found), settled=counted["settled"], silence=counted["by_default"],
            cancelled=counted["cancelled"], ruled=counted["ruled"],
        )
    ]  # fmt: skip
    ruled = [each for each in found if each.outcome == "ruled"]
    if ruled and role == "buyer":
        won = sum(each.refund > 0 for each in ruled) / len(ruled)
        said.append(tongue.say("Rulings that gave something: {share}.", share=tongue.percent(won)))
    if ruled and role == "seller":
        borne = sum(each.bearer == "seller" for each in ruled) / len(ruled)
        said.append(
            tongue.say("Rulings at this seller's cost: {share}.", share=tongue.percent(borne))
        )
    return said
