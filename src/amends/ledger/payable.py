"""When released money is a seller's to take (safeguards.md 22). Pure: nothing is looked up here."""

from collections.abc import Iterable, Sequence
from typing import Literal

from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.shipping import protection_until
from amends.core.value import value
from amends.ledger.owed import Booking, Owed, owed

Why = Literal["hold", "protection", "dispute", "chargeback"]


@value
class Withheld:
    """Money of an order that is released and not yet payable, and why.

    `until` is the instant from which it is payable; none where that hangs on a dispute, on the
    bank, or on a protection whose end is not known yet.
    """

    order_id: str
    minor: int
    why: Why
    until: Instant | None


@value
class SellerAccount:
    """A seller's account in one currency, in minor units.

    `balance` is what all orders brought in less what they took back. `paid_out` and `returned` have
    left the account since: to the seller, and to the platform for what it had advanced. `advanced`
    is what the platform still waits for. `payable` can be paid out now; `to_return` goes to the
    platform with the next payout.
    """

    seller: str
    currency: str
    balance: int
    paid_out: int
    returned: int
    advanced: int
    withheld: tuple[Withheld, ...]
    owed: tuple[Owed, ...]
    to_return: int
    payable: int


def withheld(
    order: Order, bookings: Sequence[Booking], policy: Policy, now: Instant, *, careful: bool
) -> tuple[Withheld, ...]:
    """What of an order's money its seller cannot have yet, at most what the order brought in.

    What an open dispute could still take is withheld first, all of it while the bank looks at the
    payment. Then what was released too lately: `payout_hold` after the release, and for sellers
    of whom we have to be `careful` not before the order's protection has ended.
    """
    brought = sum(each.minor for each in bookings)
    found: list[Withheld] = []

    def withhold(minor: int, why: Why, until: Instant | None) -> None:
        nonlocal brought
        part = min(minor, brought)
        if part > 0:
            found.append(Withheld(order_id=order.id, minor=part, why=why, until=until))
            brought -= part

    if order.chargeback is not None:
        withhold(brought, "chargeback", None)
    withhold(_in_dispute(order), "dispute", None)
    if careful:
        until = protection_until(order)
        if until is None or until >= now:
            withhold(brought, "protection", until)
    for each in reversed(bookings):
        until = policy.due(policy.order.payout_hold, each.at)
        if until > now:
            withhold(each.minor, "hold", until)
    return tuple(found)


def seller_account(
    seller: str,
    currency: str,
    bookings: Iterable[Booking],
    held_back: Iterable[Withheld],
    *,
    paid_out: int,
    returned: int,
    advanced: int,
) -> SellerAccount:
    """Add up an account. `advanced` is what the platform paid in the seller's place, all in all.

    Buyers come before the platform, and the platform before the seller: what is free first covers
    what is owed, then goes back to the protection fund, and the rest is payable.
    """
    booked, kept = tuple(bookings), tuple(held_back)
    balance = sum(each.minor for each in booked)
    has = balance - paid_out - returned
    free = max(0, has - sum(each.minor for each in kept))
    waits_for = max(0, advanced - returned)
    to_return = min(free, waits_for)
    return SellerAccount(
        seller=seller,
        currency=currency,
        balance=balance,
        paid_out=paid_out,
        returned=returned,
        advanced=waits_for,
        withheld=kept,
        owed=owed(booked, has),
        to_return=to_return,
        payable=free - to_return,
    )


def _in_dispute(order: Order) -> int:
    """What open disputes about pieces that were already paid out could still take back."""
    lines = {line.id: line for line in order.lines}
    return sum(
        lines[dispute.line].left(piece)
        for dispute in order.open_disputes()
        for piece in dispute.pieces
        if lines[dispute.line].pieces[piece].out
    )
