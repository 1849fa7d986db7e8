"""Payouts out of a database and into another: their numbers are the account's stream."""

from collections.abc import Iterator, Sequence

from amends.engine.booked import advanced, bookings
from amends.engine.restore import DossierError
from amends.engine.store.base import Select, Store
from amends.engine.store.tables import PAYOUTS, PayoutRow

_ACCOUNTS = "SELECT DISTINCT seller, currency FROM payout"
_OF = f"SELECT {PAYOUTS.columns} FROM payout WHERE seller = ? AND currency = ? ORDER BY n"
_LAST = (
    "SELECT coalesce(max(n), 0), coalesce(max(at), 0) FROM payout WHERE seller = ? AND currency = ?"
)
_LONGEST = 200
_TOO_MANY, _TOO_MUCH = 2**31, 2**62


def kept_payouts(store: Store) -> Iterator[PayoutRow]:
    """Every payout, each account's in the order of its numbers."""
    # Sorted here, since databases do not agree on the order of texts.
    for account in sorted(store.select(_ACCOUNTS)):
        yield from _of(store.select, *account)


def payout_problems(store: Store) -> Iterator[tuple[int, list[str]]]:
    """For each account how many payouts it had, and a sentence for each that it could not pay."""
    for account in sorted(store.select(_ACCOUNTS)):
        with store.view() as select:
            rows = _of(select, *account)
            yield len(rows), _unpayable(select, rows)


def _of(select: Select, seller: str, currency: str) -> list[PayoutRow]:
    return [PayoutRow._make(row) for row in select(_OF, (seller, currency))]


def _unpayable(select: Select, payouts: Sequence[PayoutRow]) -> list[str]:
    """What is wrong with the payouts of one account, which come in the order of their numbers.

    Never more was paid out than had been released by then. What was taken back is not counted
    against it: silence may have taken it back at an earlier instant, and was written later.
    """
    if not payouts:
        return []
    seller, currency = payouts[0].seller, payouts[0].currency
    came = [each for each in bookings(select, seller).get(currency, ()) if each.minor > 0]
    fund = advanced(select, seller).get(currency, 0)
    found: list[str] = []
    gone = back = before = released = counted = 0
    for expected, payout in enumerate(payouts, 1):
        n, at = payout.n, payout.at
        gone += payout.minor + payout.returned
        back += payout.returned
        while counted < len(came) and came[counted].at <= at:
            released += came[counted].minor
            counted += 1
        what = f"Payout {n} to {seller[:40]} in {currency[:10]}"
        if n != expected or at < before:
            found.append(f"{what} does not follow the one before it.")
        elif gone > released:
            found.append(f"{what} makes {gone} paid out, and {released} had been released by then.")
        elif back > fund:
            found.append(f"{what} makes {back} given back to the fund, which advanced {fund}.")
        before = at
    return found


def take_payout(store: Store, row: PayoutRow) -> bool:
    """Take a payout back: whether it is new here.

    `DossierError` where another payout has its number or key, or it does not follow the last one:
    with one missing a seller could be paid out twice. So too where it pays more than the orders
    that are here had released by then.
    """
    seller, currency, n, key, at, minor, returned = row
    if not 0 <= minor < _TOO_MUCH or not 0 <= returned < _TOO_MUCH or minor + returned == 0:
        raise DossierError("a payout pays something, and never less than nothing")
    if not 0 < n < _TOO_MANY or not 0 <= at < _TOO_MUCH:
        raise DossierError("a payout has a number from 1 on and an instant")
    if any(len(text) > _LONGEST or not text for text in (seller, currency, key)):
        raise DossierError(f"a payout has names and a key of 1 to {_LONGEST} characters")
    with store.transaction() as transaction:
        there = _of(transaction.select, seller, currency)
        if row in there:
            return False
        last, last_at = transaction.select(_LAST, (seller, currency))[0]
        if n != last + 1 or at < last_at:
            raise DossierError(f"the payouts of {seller[:40]} in {currency[:10]} end with {last}")
        unpayable = _unpayable(transaction.select, [*there, row])
        if unpayable:
            raise DossierError(unpayable[-1].rstrip("."))
        if not transaction.change(PAYOUTS.insert, row):
            raise DossierError(f"payout {n} of {seller[:40]} has the key of another")
    return True
