"""A seller's money by currency: what is payable, what is withheld and why, what is owed."""

from collections.abc import Sequence
from dataclasses import dataclass

from amends.engine.engine import Engine
from amends.engine.store.base import LAST_INSTANT
from amends.ledger.owed import Owed
from amends.ledger.payable import SellerAccount, Withheld
from amends.telling.mark import N_
from amends.telling.tongue import Tongue

SHOWN = 50
_WHY = {
    "hold": N_("Released a short while ago; it is held until {until}."),
    "protection": N_("Its buyer is protected until {until}."),
    "dispute": N_("A dispute about it is open."),
    "chargeback": N_("The bank is looking at the payment."),
}
_UNKNOWN = N_("Its buyer is protected; the end is not known yet.")


@dataclass(frozen=True)
class ShownAccount:
    """One currency: sums with their names, and the orders behind what cannot be paid out.

    Sums and the parts of orders are in minor units; withheld is first what is payable soonest.
    """

    currency: str
    payable: int
    sums: tuple[tuple[str, int], ...]
    withheld: Sequence[Withheld]
    owed: Sequence[Owed]
    more: int


def accounts_of(engine: Engine, seller: str, tongue: Tongue) -> tuple[ShownAccount, ...]:
    """The accounts of a seller as the ledger has them now."""
    return tuple(_account(tongue, each) for each in engine.accounts.seller(seller))


def _account(tongue: Tongue, account: SellerAccount) -> ShownAccount:
    say = tongue.say
    soonest = sorted(account.withheld, key=lambda each: each.until or LAST_INSTANT)
    owed = sum(each.minor for each in account.owed)
    sums = (
        (say("From your orders, less what went back"), account.balance),
        (say("Paid out to you"), -account.paid_out),
        (say("Given back to the protection fund"), -account.returned),
        (say("Withheld for now"), -sum(each.minor for each in account.withheld)),
        (say("Goes back to the protection fund next"), -account.to_return),
        (say("You owe"), -owed),
        (say("Advanced for you by the platform"), -account.advanced),
    )
    return ShownAccount(
        currency=account.currency,
        payable=account.payable,
        sums=tuple(each for each in sums if each[1] or each[1] == account.balance),
        withheld=soonest[:SHOWN],
        owed=account.owed[:SHOWN],
        more=max(0, len(account.withheld) - SHOWN) + max(0, len(account.owed) - SHOWN),
    )


def why_withheld(tongue: Tongue, held: Withheld) -> str:
    """Why money of an order cannot be paid out yet."""
    why = _WHY[held.why]
    if held.why in ("hold", "protection") and held.until is None:
        why = _UNKNOWN
    until = "" if held.until is None else tongue.instant(held.until)
    return tongue.say(why, until=until)
