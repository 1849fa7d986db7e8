"""Where an order stands, in one sentence for its reader: person, instant, amount and default."""

from dataclasses import dataclass

from amends.core.clocks import ClockKind
from amends.core.deadlines import due_of
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.standing import aside_sentence, headline


@dataclass(frozen=True)
class Standing:
    """What is so, what happens by itself, the instant to count down to, and whose turn it is."""

    sentence: str
    then: str = ""
    due: Instant | None = None
    mine: bool = False


# To the buyer, to the seller, and to the platform: what is so, and what happens by itself.
_SAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "paid": (
        (N_("{Seller} has until {until} to ship."), N_("If nothing is shipped by then, you get {held} back.")),
        (N_("It is your turn: ship by {until}."), N_("If nothing is shipped by then, {buyer} gets {held} back.")),
        (N_("{Seller} has until {until} to ship."), N_("If nothing is shipped by then, {buyer} gets {held} back.")),
    ),
    "part": (
        (N_("A part was shipped. {Seller} has until {until} to ship the rest."), N_("What is not shipped by then is refunded.")),
        (N_("It is your turn: ship the rest by {until}."), N_("What is not shipped by then is refunded.")),
        (N_("A part was shipped. {Seller} has until {until} to ship the rest."), N_("What is not shipped by then is refunded.")),
    ),
    "asked": (
        (N_("You asked to cancel. {Seller} has until {until} to answer."), N_("Without an answer the order is cancelled, and you get {held} back.")),
        (N_("It is your turn: {buyer} asks to cancel. Answer by {until}."), N_("Without an answer the order is cancelled, and {buyer} gets {held} back.")),
        (N_("{Buyer} asked to cancel. {Seller} has until {until} to answer."), N_("Without an answer the order is cancelled, and {buyer} gets {held} back.")),
    ),
    "shipped": (
        (N_("It is on its way, promised by {promise}."), N_("{held} is held until you confirm receipt. If you say nothing, it goes to {seller} on {until}.")),
        (N_("It is on its way, promised by {promise}."), N_("{held} is paid out to you when {buyer} confirms receipt, or by itself on {until}.")),
        (N_("It is on its way, promised by {promise}."), N_("{held} goes to {seller} when {buyer} confirms receipt, or by itself on {until}.")),
    ),
    "late": (
        (N_("It was promised by {promise}, and no delivery was reported."), N_("If something is wrong, say so by {until}; then {held} goes to {seller}.")),
        (N_("It was promised by {promise}, and no delivery was reported."), N_("Unless {buyer} opens a dispute, {held} is paid out to you on {until}.")),
        (N_("It was promised by {promise}, and no delivery was reported."), N_("Unless {buyer} opens a dispute, {held} goes to {seller} on {until}.")),
    ),
    "delivered": (
        (N_("It was delivered on {delivered}."), N_("Look at it, and say by {until} if something is wrong; then {held} goes to {seller}.")),
        (N_("It was delivered on {delivered}."), N_("{held} is paid out to you when {buyer} confirms receipt, or by itself on {until}.")),
        (N_("It was delivered on {delivered}."), N_("{held} goes to {seller} when {buyer} confirms receipt, or by itself on {until}.")),
    ),
    "over": (
        (N_("The order is completed."), N_("If something is wrong, you can open a dispute until {protection}.")),
        (N_("The order is completed."), N_("{Buyer} can open a dispute until {protection}.")),
        (N_("The order is completed."), N_("{Buyer} can open a dispute until {protection}.")),
    ),
    "settled": (
        (N_("The order is completed, and everything about it is decided."), ""),
        (N_("The order is completed, and everything about it is decided."), ""),
        (N_("The order is completed, and everything about it is decided."), ""),
    ),
    "done": (
        (N_("The order is completed, and protection is over."), ""),
        (N_("The order is completed, and protection is over."), ""),
        (N_("The order is completed, and protection is over."), ""),
    ),
    "cancelled": (
        (N_("The order was cancelled."), N_("You got {refunded} back.")),
        (N_("The order was cancelled."), N_("{Buyer} got {refunded} back.")),
        (N_("The order was cancelled."), N_("{Buyer} got {refunded} back.")),
    ),
}  # fmt: skip
# What the seller has to do something about.
_SELLERS_TURN = frozenset(("paid", "part", "asked"))
_COUNTED: dict[str, ClockKind] = {
    "paid": "ship_within",
    "part": "ship_within",
    "asked": "answer_cancellation",
    "shipped": "confirm_by",
    "late": "confirm_by",
    "delivered": "confirm_by",
    "over": "protection",
}


def standing(seen: Seen) -> Standing:
    """What is going on, whose turn it is, until when, and what happens by itself."""
    order, say = seen.order, seen.tongue.say
    if seen.aside is not None:
        return Standing(aside_sentence(seen))
    if order.chargeback is not None:
        amount = seen.words.money(order.chargeback.amount)
        return Standing(
            say(
                "The bank is deciding about {amount} of this payment. Until then everything stands"
                " still, and no time is lost.",
                amount=amount,
            )
        )
    if order.pause is not None:
        until = seen.tongue.instant(order.pause.until)
        return Standing(
            say(
                "The clocks stand still, until {until} at the latest. No time is lost.", until=until
            ),
            due=order.pause.until,
        )
    return _by_disputes(seen) or _by_state(seen)


def _by_disputes(seen: Seen) -> Standing | None:
    found = seen.order.open_disputes()
    if not found:
        return None
    if len(found) == 1:
        (dispute,) = found
        mine = dispute.turn == seen.reader.role
        return Standing(headline(seen, dispute), "", due_of(seen.order, dispute), mine)
    said = seen.tongue.count(
        "{count} dispute about this order is open. What it is about stays held until it ends.",
        "{count} disputes about this order are open. What they are about stays held until they end.",
        len(found),
    )
    dues = [due for each in found if (due := due_of(seen.order, each)) is not None]
    mine = any(each.turn == seen.reader.role for each in found)
    return Standing(said, "", min(dues, default=None), mine)


def _by_state(seen: Seen) -> Standing:
    order, tongue, words = seen.order, seen.tongue, seen.words
    state = state_of(seen)
    counted = order.clock(_COUNTED[state]) if state in _COUNTED else None
    due = None if counted is None else counted.due
    details = {
        "held": words.money(order.escrow),
        "refunded": words.money(order.refunded),
        "until": "" if due is None else tongue.instant(due),
        "promise": _when(seen, "promise"),
        "protection": _when(seen, "protection"),
        "delivered": "" if order.delivered_at is None else tongue.instant(order.delivered_at),
    }
    said, then = (words.told(*three, **details) for three in zip(*_SAYS[state], strict=True))
    mine = seen.reader.role == "seller" and state in _SELLERS_TURN
    return Standing(said, then, due, mine)


def state_of(seen: Seen) -> str:
    """Which of the sentences holds, for an order without an open dispute."""
    order = seen.order
    if order.status == "cancelled":
        return "cancelled"
    if order.status == "completed":
        protection = order.clock("protection")
        if protection is None or protection.due < seen.now:
            return "done"
        return "settled" if all_decided(seen) else "over"
    if order.cancellation_asked is not None:
        return "asked"
    if not order.parcels:
        return "paid"
    if not order.all_shipped:
        return "part"
    if order.delivered_at is not None:
        return "delivered"
    promise = order.clock("promise")
    return "late" if promise is not None and promise.due < seen.now else "shipped"


def all_decided(seen: Seen) -> bool:
    """Whether no piece can be disputed any more, although protection may still run."""
    refusal = seen.rules.why_not("open_dispute")
    return refusal is not None and refusal.code == "no_piece_left"


def _when(seen: Seen, kind: ClockKind) -> str:
    clock = seen.order.clock(kind)
    return "" if clock is None else seen.tongue.instant(clock.due)
