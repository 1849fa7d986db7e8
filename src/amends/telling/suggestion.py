"""A seller's work in words: what is asked, what could be answered, why, and what that would move."""

from collections.abc import Iterable

from amends.core.dispute import Closed, Dispute, Return
from amends.core.preview import Preview
from amends.core.suggestion import Evidence, Reason, Suggestion
from amends.core.transfers import Transfer
from amends.telling.mark import N_
from amends.telling.terms import briefly
from amends.telling.words import Words

_ACCEPT = {
    "refund_only": N_("Accept {amount}"),
    "return_and_refund": N_("Accept {amount} for the goods back"),
    "replacement": N_("Accept: send new goods for the old ones"),
    "resend": N_("Accept: send the goods again"),
    "coupon": N_("Accept: a coupon worth {amount}"),
}
_BUTTONS = {
    "part": N_("Offer {amount}"),
    "coupon": N_("Offer a coupon worth {amount}"),
    "return": N_("Offer {amount} for the goods back"),
    "refuse": N_("Refuse this claim"),
    "approve": N_("Cancel and give {amount} back"),
    "address": N_("Give this address"),
}
_REASONS = {
    "proved": N_("What was asked for is there: {kinds}."),
    "missing_exhibit": N_("This is missing and could still be asked for: {kinds}."),
    "nothing_shown": N_("Nothing of what decides such a case was shown: {kinds}."),
    "claim_fails": N_("As things stand the claim would probably not succeed."),
    "others_liable": N_("As things stand the loss would probably not be yours to bear."),
    "undecided": N_("As things stand nobody can say who bears the loss."),
    "small": N_("The claim is small beside what was paid."),
    "coupon_enough": N_("The claim is small, and a coupon of the same worth may be enough."),
    "goods_back": N_("For the whole amount you can ask for the goods back."),
    "not_delivered": N_("No delivery is on record, and sending the goods is your part."),
    "silence_pays": N_("If you do not answer, {amount} goes back to {buyer}."),
    "silence_refers": N_("If you do not answer, the platform decides."),
    "not_shipped_yet": N_("Nothing was shipped yet. If you do not answer, the order is cancelled."),
    "more_time": N_("More time means that fewer claims come because of a late parcel."),
}
_DUTIES = {
    "answer": N_("{Buyer} wants {claim}: {thing}, {grounds}."),
    "exhibit": N_("The platform asks you for {kinds} about {thing}."),
    "proof": N_("The platform asks you to prove that {buyer} got {thing}."),
    "address": N_("Say where {buyer} sends the goods back to: {thing}."),
    "receipt": N_("The goods are on their way back from {buyer}: {thing}."),
    "returned": N_("The goods are back from {buyer}. Say in what condition: {thing}."),
    "new_goods": N_("Send new goods to {buyer}: {thing}."),
    "promise": N_("Give {buyer} the code of the coupon worth {claim}: {thing}."),
}
# What is done on the page of the order or dispute, where nothing can be suggested.
_OTHERWISE = {
    "exhibit": N_("Give what was asked for"),
    "proof": N_("Add the proof"),
    "address": N_("Give the address"),
    "receipt": N_("Say how the goods came"),
    "new_goods": N_("Enter the parcel"),
    "promise": N_("Give the code"),
    "ship": N_("Enter the parcel"),
    "cancellation": N_("Answer the request"),
    "extension": N_("Answer the request"),
    "answer": N_("Answer the claim"),
}
_MOVES = {
    "now": N_("{Buyer} gets {refund} back, and {release} of what is held comes to you."),
    "taken": N_("{Buyer} gets {refund} back, and {release} is taken from your account."),
    "goods": N_("The goods come back to you first. Then {buyer} gets {later} back."),
    "new": N_("You send new goods. The money stays held until {buyer} has them."),
    "coupon": N_("You owe {buyer} a coupon worth {amount}, and {release} comes to you."),
    "none": N_("Nothing moves now."),
}
_OFFERS = {
    "now": N_(
        "If {buyer} accepts, {refund} goes back, and {release} of what is held comes to you."
    ),
    "taken": N_(
        "If {buyer} accepts, {refund} goes back, and {release} is taken from your account."
    ),
    "goods": N_("If {buyer} accepts, the goods come back to you first. Then {later} is paid back."),
    "new": N_("If {buyer} accepts, you send new goods."),
    "coupon": N_(
        "If {buyer} accepts, you owe a coupon worth {amount}, and {release} comes to you."
    ),
    "none": N_("Nothing moves now."),
}
_REFUSED = N_("Nothing moves. If you and {buyer} do not agree after that, the platform decides.")
_PROLONGED = N_("Nothing is paid. The promised time and the protection end later.")
_ADDRESSED = N_("{Buyer} is told where to send the goods.")


def button(words: Words, suggested: Suggestion, days: int = 0) -> str:
    """What giving the answer does, as the words on its button."""
    if suggested.kind == "consent":
        return words.tongue.count("Agree to {count} more day", "Agree to {count} more days", days)
    amount = words.money(suggested.amount)
    if suggested.kind == "accept":
        return words.say(_ACCEPT[suggested.remedy or "refund_only"], amount=amount)
    return words.say(_BUTTONS[suggested.kind], amount=amount)


def otherwise(words: Words, duty: str) -> str:
    """What is to be done where nothing is suggested, as the words of the link that leads there."""
    return words.say(_OTHERWISE[duty])


def reasons(words: Words, suggested: Suggestion) -> tuple[str, ...]:
    """Why, a sentence a reason."""
    return tuple(_reason(words, each) for each in suggested.reasons)


def _reason(words: Words, reason: Reason) -> str:
    return words.say(
        _REASONS[reason.because],
        amount=words.money(reason.amount),
        kinds=words.tongue.listed([words.tongue.word(kind) for kind in reason.kinds]),
        buyer=words.name("buyer"),
    )


def shown(words: Words, found: Evidence) -> str:
    """Which of the exhibits that decide such a case are there, and which are not."""
    given = words.tongue.listed([words.tongue.word(kind) for kind in found.given])
    missing = words.tongue.listed([words.tongue.word(kind) for kind in found.missing])
    if not found.missing:
        return words.say("Shown: {given}.", given=given) if given else ""
    if not found.given:
        return words.say("Not shown: {missing}.", missing=missing)
    return words.say("Shown: {given}. Not shown: {missing}.", given=given, missing=missing)


def asked(words: Words, dispute: Dispute, duty: str) -> str:
    """What a dispute asks of its seller, in one sentence."""
    stage = dispute.stage
    if duty == "receipt" and isinstance(stage, Return) and stage.parcel is not None:
        duty = "returned" if stage.parcel.delivered_at is not None else duty
    claims = dispute.standing("buyer")
    claim = briefly(words, claims[-1]) if claims else ""
    if isinstance(stage, Closed) and stage.promise is not None:
        claim = words.money(stage.promise.amount)
    kinds = [kind for each in dispute.open_requests()[:1] for kind in each.kinds]
    return words.say(
        _DUTIES[duty],
        Buyer=words.begins("buyer"),
        buyer=words.name("buyer"),
        thing=words.line(dispute.line),
        grounds=words.tongue.word(dispute.grounds),
        claim=claim,
        kinds=words.tongue.listed([words.tongue.word(kind) for kind in kinds]),
    )


def about(words: Words, dispute: Dispute) -> str:
    """Whose claim a dispute is and about what, where the sentence before does not say it."""
    return words.say(
        N_("{Buyer}: {thing}, {grounds}, {amount}.")
        if dispute.claim
        else N_("{Buyer}: {thing}, {grounds}."),
        Buyer=words.begins("buyer"),
        thing=words.line(dispute.line),
        grounds=words.tongue.word(dispute.grounds),
        amount=words.money(dispute.claim),
    )


def asked_of_order(words: Words, duty: str) -> str:
    """What an order itself asks of its seller, in one sentence."""
    order = words.order
    buyer, begins = words.name("buyer"), words.begins("buyer")
    if duty == "ship":
        things = words.tongue.listed([words.line(line.id) for line in order.lines[:3]])
        return words.say("Ship to {buyer}: {things}.", buyer=buyer, things=things)
    if duty == "cancellation":
        return words.say(
            "{Buyer} wants to cancel; {amount} is held.",
            Buyer=begins,
            amount=words.money(order.escrow),
        )
    days = order.extension.days if order.extension is not None else 0
    return words.tongue.count(
        "{Buyer} asks for {count} more day of protection.",
        "{Buyer} asks for {count} more days of protection.",
        days,
        Buyer=begins,
    )


def moved(words: Words, suggested: Suggestion, would: Preview | None) -> str:
    """Who would get what by it, in one sentence or two."""
    if suggested.kind == "refuse":
        return words.say(_REFUSED, buyer=words.name("buyer"))
    if suggested.kind == "consent":
        return words.say(_PROLONGED)
    if suggested.kind == "address":
        return words.say(_ADDRESSED, Buyer=words.begins("buyer"))
    sums = gains(would.transfers if would is not None else ())
    refund, release = sums.get("buyer", 0), sums.get("seller", 0)
    how = "none"
    if suggested.remedy == "coupon":
        how = "coupon"
    elif would is not None and would.later:
        how = "goods"
    elif would is not None and would.goods:
        how = "new"
    elif refund or release:
        how = "taken" if release < 0 else "now"
    offered = suggested.command == "propose"
    return words.say(
        (_OFFERS if offered else _MOVES)[how],
        Buyer=words.begins("buyer"),
        buyer=words.name("buyer"),
        amount=words.money(suggested.amount),
        refund=words.money(refund),
        release=words.money(abs(release)),
        later=words.money(would.later if would is not None else 0),
    )


def gains(transfers: Iterable[Transfer]) -> dict[str, int]:
    """What buyer and seller have more than before."""
    sums: dict[str, int] = {}
    for each in transfers:
        for account, minor in ((each.credit, each.minor), (each.debit, -each.minor)):
            kind = account.partition(":")[0]
            if kind in ("buyer", "seller"):
                sums[kind] = sums.get(kind, 0) + minor
    return sums
