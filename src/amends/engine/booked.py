"""What the ledger says of one person's account over all orders, and what has been paid out of it."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from amends.core.moments import Instant
from amends.core.transfers import Transfer
from amends.core.value import value
from amends.engine.store.base import Select
from amends.engine.store.tables import TransferRow
from amends.ledger.accounts import buyer, seller
from amends.ledger.owed import Booking, booking

type Posted = Iterable[TransferRow]

_OF = {"buyer": buyer, "seller": seller}
_BALANCES = (
    "SELECT t.currency, t.credit = ?, sum(t.minor)"
    " FROM order_number n JOIN transfer t USING (order_id)"
    " WHERE n.{party} = ? AND (t.credit = ? OR t.debit = ?) GROUP BY 1, 2"
)
_BOOKED = (
    "SELECT t.currency, t.order_id, t.position, e.at, t.debit, t.credit, t.minor, t.purpose"
    " FROM order_number n JOIN transfer t ON t.order_id = n.order_id"
    " JOIN event e ON e.order_id = t.order_id AND e.position = t.position"
    " WHERE n.seller = ? AND (t.credit = ? OR t.debit = ?)"
    " ORDER BY t.currency, e.at, t.order_id, t.position, t.n"
)
_ADVANCED = (
    "SELECT t.currency, sum(t.minor) FROM order_number n JOIN transfer t USING (order_id)"
    " WHERE n.seller = ? AND t.purpose = 'advance' GROUP BY 1"
)
_PAID_OUT = (
    "SELECT currency, sum(minor), sum(returned), max(n), max(at) FROM payout"
    " WHERE seller = ? GROUP BY 1"
)


@value
class PaidOut:
    """What has left a seller's account in one currency, in how many payouts, and when last."""

    minor: int = 0
    returned: int = 0
    n: int = 0
    last_at: Instant = 0


def balances(select: Select, party: str, name: str, unwritten: Posted = ()) -> dict[str, int]:
    """What an account took in less what it gave, by currency.

    `unwritten` are transfers that the same batch has decided and not written yet.
    """
    account = _OF[party](name)
    sums: dict[str, int] = defaultdict(int)
    for currency, entered, minor in select(
        _BALANCES.format(party=party), (account, name, account, account)
    ):
        sums[currency] += int(minor) if entered else -int(minor)
    for row in unwritten:
        sums[row.currency] += row.minor * ((row.credit == account) - (row.debit == account))
    return dict(sums)


def advanced(select: Select, name: str, unwritten: Posted = ()) -> dict[str, int]:
    """What the platform has ever paid in a seller's place, by currency."""
    sums: dict[str, int] = defaultdict(int)
    for currency, minor in select(_ADVANCED, (name,)):
        sums[currency] += int(minor)
    for row in unwritten:
        if row.purpose == "advance" and row.credit == seller(name):
            sums[row.currency] += row.minor
    return dict(sums)


def paid_out(select: Select, name: str) -> dict[str, PaidOut]:
    """The payouts to a seller, by currency."""
    return {
        currency: PaidOut(minor=int(minor), returned=int(returned), n=n, last_at=at)
        for currency, minor, returned, n, at in select(_PAID_OUT, (name,))
    }


def has(select: Select, name: str, unwritten: Posted = ()) -> dict[str, int]:
    """What a seller's account holds by currency: its balance less what has been paid out of it."""
    held = balances(select, "seller", name, unwritten)
    for currency, gone in paid_out(select, name).items():
        held[currency] = held.get(currency, 0) - gone.minor - gone.returned
    return held


def bookings(select: Select, name: str) -> dict[str, list[Booking]]:
    """What every event did to a seller's account, by currency, in the order of booking."""
    account = seller(name)
    rows = select(_BOOKED, (name, account, account))
    found: dict[str, list[Booking]] = defaultdict(list)
    for (currency, order_id, position, at), of_event in groupby(rows, itemgetter(0, 1, 2, 3)):
        moved = [Transfer(debit=r[4], credit=r[5], minor=r[6], purpose=r[7]) for r in of_event]
        found[currency].append(booking(account, order_id, position, at, moved))
    return dict(found)
