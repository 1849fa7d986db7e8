"""What happens when a running deadline passes, for every kind of clock."""

from collections.abc import Callable

from amends.core.clocks import Clock, ClockKind
from amends.core.dispute import Dispute
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.silence import Silence, silence_at
from amends.telling.words import Words

# The same for every reader.
_SAID: dict[ClockKind, str] = {
    "talks": N_("If you do not agree by then, the platform decides."),
    "wait": N_("If the parcel has not come by then, the platform decides."),
    "replacement_undelivered": N_("If the new goods have not come by then, the platform decides."),
    "step_in": N_("The platform means to step in by then. Nothing is lost if it takes longer."),
    "rule": N_("The platform means to decide by then. Nothing is lost if it takes longer."),
    "appeal_decision": N_(
        "Another arbitrator means to decide by then. Nothing is lost if it takes longer."
    ),
    "platform_proposal": N_("If not both sides accept by then, the platform rules."),
    "talks_step": N_("Both sides can agree until then; after that the platform rules."),
    "appeal_answer": N_("Until then the other side can join the appeal."),
    "extension_offer": N_("If nobody agrees by then, the offer of more time lapses."),
    "pause_end": N_("Then the clocks go on; the time that they stood still is added."),
    "promise": N_("That is how long the delivery may take. If the parcel has not come by then,"
                  " a dispute can be opened."),
}  # fmt: skip


def what_falls(seen: Seen, clock: Clock) -> str:
    """What happens by itself when a clock of the order or of a dispute passes.

    `If Bob does not answer, you get $9.00 back.` Computed from what would come, where it can be.
    """
    w = seen.words
    same = _SAID.get(clock.kind)
    if same is not None:
        return w.say(same)
    dispute = next((each for each in seen.order.disputes if clock in each.clocks), None)
    falls = Silence("") if dispute is None else silence_at(seen, dispute.number, clock.due)
    return _TELL[clock.kind](w, falls, dispute)


def _turn(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    role = "seller" if dispute is None else dispute.turn
    match silence.falls:
        case "refund":
            return _refund(w, role, w.money(silence.amount))
        case "nothing":
            return w.told(
                "If you do not answer, the claim ends and the money goes to {seller}.",
                "If {buyer} does not answer, the claim ends and the money goes to you.",
                "If {buyer} does not answer, the claim ends and the money goes to {seller}.",
            )
        case "return":
            return w.by(
                role,
                "If you do not answer, the goods go back for the refund.",
                "If {who} does not answer, the goods go back for the refund.",
            )
        case "replacement":
            return w.by(
                "seller",
                "If you do not answer, you must send new goods.",
                "If {who} does not answer, new goods must be sent.",
            )
        case "goes_on":
            return w.by(
                role,
                "If you do not answer, the talks go on.",
                "If {who} does not answer, the talks go on.",
            )
        case _:
            return w.by(
                role,
                "If you do not answer, the platform decides.",
                "If {who} does not answer, the platform decides.",
            )


def _refund(w: Words, role: str, amount: str) -> str:
    if role == "buyer":
        return w.by(
            "buyer",
            "If you do not answer, you get {amount} back.",
            "If {who} does not answer, the refund is {amount}.",
            amount=amount,
        )
    return w.told(
        "If {seller} does not answer, you get {amount} back.",
        "If you do not answer, {buyer} gets {amount} back.",
        "If {seller} does not answer, {buyer} gets {amount} back.",
        amount=amount,
    )


def _exhibit(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by(
        "" if dispute is None else dispute.turn,
        "If you do not give what was asked for, the platform decides without it.",
        "If {who} does not give what was asked for, the platform decides without it.",
        "If it is not given, the platform decides without it.",
    )


def _proof(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    if silence.falls == "refund":
        return w.told(
            "If {seller} does not prove the delivery, you get {amount} back.",
            "If you do not prove the delivery, {buyer} gets {amount} back.",
            "If {seller} does not prove the delivery, {buyer} gets {amount} back.",
            amount=w.money(silence.amount),
        )
    return w.by(
        "seller",
        "If you do not prove the delivery, the platform goes on without it.",
        "If {who} does not prove the delivery, the platform goes on without it.",
    )


def _address(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If {seller} gives no address, you get {amount} back and keep the goods.",
        "If you give no address, {buyer} gets {amount} back and keeps the goods.",
        "If {seller} gives no address, {buyer} gets {amount} back and keeps the goods.",
        amount=w.money(silence.amount),
    )


def _send_back(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If you do not send the goods back, the claim ends and the money goes to {seller}.",
        "If {buyer} does not send the goods back, the claim ends and the money goes to you.",
        "If {buyer} does not send the goods back, the claim ends and the money goes to {seller}.",
    )


def _receipt(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    if silence.falls == "refund":
        return w.told(
            "If {seller} does not object, you get {amount} back.",
            "If you do not object, {buyer} gets {amount} back.",
            "If {seller} does not object, {buyer} gets {amount} back.",
            amount=w.money(silence.amount),
        )
    if silence.falls == "platform":
        return w.say("If the returned goods have not come by then, the platform decides.")
    return w.by(
        "seller",
        "If you do not object, the returned goods count as received.",
        "If {who} does not object, the returned goods count as received.",
    )


def _new_goods(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If {seller} does not send the new goods, you get {amount} back.",
        "If you do not send the new goods, {buyer} gets {amount} back.",
        "If {seller} does not send the new goods, {buyer} gets {amount} back.",
        amount=w.money(silence.amount),
    )


def _new_goods_right(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by(
        "buyer",
        "If you say nothing, the new goods count as right and the dispute ends.",
        "If {who} says nothing, the new goods count as right and the dispute ends.",
    )


def _coupon(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If {seller} does not give the coupon, you get {amount} back.",
        "If you do not give the coupon, {buyer} gets {amount} back.",
        "If {seller} does not give the coupon, {buyer} gets {amount} back.",
        amount=w.money(silence.amount),
    )


def _coupon_works(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by(
        "buyer",
        "If you do not object, the coupon counts as given.",
        "If {who} does not object, the coupon counts as given.",
    )


def _shipping(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "What is not shipped by then is cancelled, and you get the money for it back.",
        "What you have not shipped by then is cancelled, and {buyer} gets the money for it back.",
        "What is not shipped by then is cancelled, and {buyer} gets the money for it back.",
    )


def _cancelling(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If {seller} does not answer, the order is cancelled and you get your money back.",
        "If you do not answer, the order is cancelled and {buyer} gets the money back.",
        "If {seller} does not answer, the order is cancelled and {buyer} gets the money back.",
    )


def _confirming(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.told(
        "If you do nothing, what is not disputed is paid to {seller} then.",
        "If {buyer} does nothing, what is not disputed is paid to you then.",
        "If {buyer} does nothing, what is not disputed is paid to {seller} then.",
    )


def _protection(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by(
        "buyer",
        "Until then you can open a dispute and get your money back.",
        "Until then {who} can open a dispute.",
    )


def _buyer_appeals(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by("buyer", "Until then you can appeal.", "Until then {who} can appeal.")


def _seller_appeals(w: Words, silence: Silence, dispute: Dispute | None) -> str:
    return w.by("seller", "Until then you can appeal.", "Until then {who} can appeal.")


_TELL: dict[ClockKind, Callable[[Words, Silence, Dispute | None], str]] = {
    "requested_exhibit": _exhibit,
    "delivery_proof": _proof,
    "turn": _turn,
    "return_address": _address,
    "return_ship": _send_back,
    "return_receipt": _receipt,
    "replacement_ship": _new_goods,
    "replacement_confirm": _new_goods_right,
    "promise_keep": _coupon,
    "promise_claim": _coupon_works,
    "ship_within": _shipping,
    "answer_cancellation": _cancelling,
    "confirm_by": _confirming,
    "protection": _protection,
    "appeal_buyer": _buyer_appeals,
    "appeal_seller": _seller_appeals,
}
