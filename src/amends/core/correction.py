"""What turns money that was moved into money that should have been: an appeal's transfers."""

from collections import defaultdict
from collections.abc import Iterable

from amends.core.accounts import FEES, PROTECTION, escrow_of
from amends.core.order import Order
from amends.core.transfers import Purpose, Transfer


def net(transfers: Iterable[Transfer]) -> dict[str, int]:
    """What each account got, less what it gave."""
    sums: dict[str, int] = defaultdict(int)
    for transfer in transfers:
        sums[transfer.debit] -= transfer.minor
        sums[transfer.credit] += transfer.minor
    return {account: minor for account, minor in sums.items() if minor}


def difference(
    order: Order, posted: Iterable[Transfer], wanted: Iterable[Transfer], buyer_has: int
) -> tuple[Transfer, ...]:
    """The transfers that turn what was posted into what should have been (C9, safeguards.md 19).

    Where the buyer has to give back more than the account has, `platform:protection` pays the rest.
    Nothing enters escrow again: what the bank took since from the seller is the seller's. Freight
    was for goods that did go back, so it stays. An advance stays too: the seller's account gives it
    back before the seller is paid out again.
    """
    before = net(t for t in posted if t.purpose not in ("freight", "advance"))
    after = net(wanted)
    gap = {a: after.get(a, 0) - before.get(a, 0) for a in (*before, *after)}
    buyer, seller, escrow = f"buyer:{order.buyer}", f"seller:{order.seller}", escrow_of(order)
    if gap.get(escrow, 0) > 0:
        gap[seller] = gap.get(seller, 0) + gap.pop(escrow)
    owes = -gap.get(buyer, 0)
    if owes > buyer_has:
        short = owes - max(buyer_has, 0)
        gap[buyer] += short
        gap[PROTECTION] = gap.get(PROTECTION, 0) - short
    givers = [(account, -minor) for account, minor in sorted(gap.items()) if minor < 0]
    transfers = []
    for taker, wants in sorted(gap.items()):
        while wants > 0:
            giver, has = givers.pop(0)
            part = min(wants, has)
            purpose = _purpose(order, giver, taker)
            transfers.append(Transfer(debit=giver, credit=taker, minor=part, purpose=purpose))
            wants -= part
            if has > part:
                givers.insert(0, (giver, has - part))
    return tuple(transfers)


def _purpose(order: Order, giver: str, taker: str) -> Purpose:
    """What a difference between two accounts is called; fees stay fees, so that they add up."""
    if FEES in (giver, taker):
        return "commission"
    if f"provider:{order.provider}" in (giver, taker):
        return "payment_fee"
    if giver == escrow_of(order):
        return "refund" if taker == f"buyer:{order.buyer}" else "release"
    return "recovery"
