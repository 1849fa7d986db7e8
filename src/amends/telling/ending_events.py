"""What happens when a dispute is carried out, closed and appealed, a sentence an event."""

from amends.core import events as e
from amends.telling.dispute_events import borne
from amends.telling.order_events import tracking_number
from amends.telling.terms import terms
from amends.telling.words import Words


def goes_back(w: Words, x: e.ReturnStarted) -> str:
    """The goods are to go back."""
    return w.by(
        "seller",
        "The goods go back; you must say where to.",
        "The goods go back; {who} must say where to.",
    )


def address(w: Words, x: e.ReturnAddressGiven) -> str:
    """Where to."""
    if x.stage.waybill and not x.stage.address:
        return w.by("seller", "You gave a waybill.", "{Who} gave a waybill.")
    return w.by("seller", "You gave the return address.", "{Who} gave the return address.")


def sent_back(w: Words, x: e.ReturnShipped) -> str:
    """The goods are on their way back."""
    assert x.stage.parcel is not None
    return w.by(
        "buyer",
        "You sent the goods back: {number}.",
        "{Who} sent the goods back: {number}.",
        number=tracking_number(w, x.stage.parcel),
    )


def returned(w: Words, x: e.ReturnConfirmed) -> str:
    """The seller has them again."""
    if x.by_silence:
        return w.say(
            "The returned goods were delivered and nobody objected, so they count as received."
        )
    return w.by(
        "seller",
        "You received the returned goods: {condition}.",
        "{Who} received the returned goods: {condition}.",
        condition=w.tongue.word(x.condition),
    )


def new_goods(w: Words, x: e.ReplacementStarted) -> str:
    """The seller is to send new ones."""
    return w.by("seller", "You must send new goods.", "{Who} must send new goods.")


def replaced(w: Words, x: e.ReplacementShipped) -> str:
    """The new ones are on their way."""
    assert x.stage.parcel is not None
    return w.by(
        "seller",
        "You sent the new goods: {number}.",
        "{Who} sent the new goods: {number}.",
        number=tracking_number(w, x.stage.parcel),
    )


def kept(w: Words, x: e.ReplacementConfirmed) -> str:
    """The buyer has the new ones."""
    if x.by_silence:
        return w.by(
            "buyer",
            "You did not object to the new goods.",
            "{Who} did not object to the new goods.",
        )
    return w.by("buyer", "You confirmed the new goods.", "{Who} confirmed the new goods.")


def closed(w: Words, x: e.DisputeClosed) -> str:
    """The end, and why."""
    number = x.dispute
    match x.stage.outcome:
        case "settled":
            return w.say("Dispute {dispute} closed by agreement.", dispute=number)
        case "by_default":
            return w.say("Dispute {dispute} closed by silence.", dispute=number)
        case "cancelled":
            return w.by(
                "buyer",
                "Dispute {dispute} closed because you gave it up.",
                "Dispute {dispute} closed because {who} gave it up.",
                dispute=number,
            )
        case "ruled":
            return w.say("Dispute {dispute} closed by the platform's ruling.", dispute=number)
        case "lapsed":
            return w.say(
                "Dispute {dispute} closed because the goods were not sent back in time.",
                dispute=number,
            )
        case "charged_back":
            return w.say("Dispute {dispute} closed by the bank's decision.", dispute=number)


def coupon_given(w: Words, x: e.PromiseKept) -> str:
    """The promise is kept."""
    return w.say("The coupon's code was given.")


def coupon_missing(w: Words, x: e.PromiseBroken) -> str:
    """The promise was not kept."""
    return w.say("The coupon did not come in time, so its worth is refunded.")


def appealed(w: Words, x: e.AppealFiled) -> str:
    """Somebody wants it looked at again."""
    if x.grounds == "service":
        return w.by(
            x.by,
            "You appealed against how the platform handled dispute {dispute}.",
            "{Who} appealed against how the platform handled dispute {dispute}.",
            dispute=x.dispute,
        )
    return w.by(
        x.by,
        "You appealed against how dispute {dispute} ended.",
        "{Who} appealed against how dispute {dispute} ended.",
        dispute=x.dispute,
    )


def appeal_answered(w: Words, x: e.AppealAnswered) -> str:
    """The other party joins, or not."""
    if x.joined:
        return w.by(x.by, "You joined the appeal.", "{Who} joined the appeal.")
    return w.by(x.by, "You did not join the appeal.", "{Who} did not join the appeal.")


def appeal_decided(w: Words, x: e.AppealDecided) -> str:
    """Another arbitrator has looked at it."""
    if x.ruling.upheld:
        return w.say("Another arbitrator upheld the decision. It is final.")
    said = w.say("Another arbitrator ruled anew: {terms}.", terms=terms(w, x.ruling))
    return w.tongue.together(said, borne(w, x.ruling.liable), w.say("It is final."))


def repaid(w: Words, x: e.AmountRepaid) -> str:
    """Back inside the platform."""
    return w.by(
        "buyer",
        "You paid back {amount}.",
        "{Who} paid back {amount}.",
        amount=w.money(x.amount),
    )
