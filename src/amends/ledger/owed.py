"""What a seller owes: debts that the money of the account does not cover (safeguards.md 22)."""

from collections.abc import Iterable

from amends.core.moments import Instant
from amends.core.transfers import Transfer
from amends.core.value import value


@value
class Booking:
    """What one event of an order did to a seller's account, in minor units.

    `minor` is what came in less what went out; `to_buyer` is what went to the buyer of it.
    """

    order_id: str
    position: int
    at: Instant
    minor: int
    to_buyer: int = 0


@value
class Owed:
    """The part of a booking that is not covered; `to_buyer` is what the buyer still waits for."""

    order_id: str
    position: int
    at: Instant
    minor: int
    to_buyer: int


def booking(
    account: str, order_id: str, position: int, at: Instant, transfers: Iterable[Transfer]
) -> Booking:
    """One event's booking on `account`: made whole or advanced at once is no debt."""
    minor = to_buyer = 0
    for moved in transfers:
        minor += moved.minor * ((moved.credit == account) - (moved.debit == account))
        if moved.debit == account and moved.credit.startswith("buyer:"):
            to_buyer += moved.minor
        elif moved.credit == account and moved.debit.startswith("buyer:"):
            to_buyer -= moved.minor
    return Booking(
        order_id=order_id, position=position, at=at, minor=minor, to_buyer=max(to_buyer, 0)
    )


def owed(bookings: Iterable[Booking], has: int) -> tuple[Owed, ...]:
    """What is not covered, in the order of booking; `has` is all that came in less all that left.

    Money that comes in covers the debts in the order in which they were booked, so what is not
    covered is always the last of them. Of one debt the buyer's part is covered last: what is shown
    as owed to the buyer is never too little.
    """
    short = -has
    found: list[Owed] = []
    for each in sorted(bookings, key=_in_order, reverse=True):
        if short <= 0:
            break
        part = min(short, -each.minor)
        if part <= 0:
            continue
        short -= part
        found.append(
            Owed(
                order_id=each.order_id,
                position=each.position,
                at=each.at,
                minor=part,
                to_buyer=min(part, each.to_buyer),
            )
        )
    return tuple(reversed(found))


def _in_order(each: Booking) -> tuple[Instant, str, int]:
    return each.at, each.order_id, each.position
