"""What a rule needs from outside its order, looked up before it decides (safeguards.md 29)."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from amends.core.known import NOTHING, Known
from amends.core.moments import DAY, Instant
from amends.core.needs import NEEDS
from amends.core.order import Order
from amends.engine.booked import PaidOut, advanced, balances, has, paid_out
from amends.engine.envelope import Envelope
from amends.engine.seal import sought
from amends.engine.store.base import Transaction
from amends.engine.work import Work
from amends.guard.tracking_numbers import check
from amends.log.codec import recall
from amends.policies.countries import COUNTRIES

_RULINGS_WINDOW = 30 * DAY
_NUMBERS = ("tracking", "waybill")

_ELSEWHERE = (
    "SELECT DISTINCT t.order_id, o.state FROM private_text t JOIN orders o USING (order_id)"
    " WHERE t.sought = ? AND t.order_id <> ? LIMIT 20"
)
_SOUGHT = "SELECT sought FROM private_text WHERE order_id = ? AND digest = ?"
_BETWEEN = (
    "SELECT o.state FROM order_number n JOIN orders o USING (order_id)"
    " WHERE n.buyer = ? AND n.seller = ? AND n.order_id <> ?"
)


def look_up(
    transaction: Transaction, work: Work, envelope: Envelope, now: Instant, batch: Iterable[Work]
) -> Known:
    """The facts that the command's rule reads.

    `batch` is all that the same transaction works on: money that it has decided to move is not in
    the tables yet, and counts.
    """
    wants = NEEDS.get(type(envelope.command))
    if not wants:
        return NOTHING
    found: dict[str, Any] = {"order": work.order_id} if "order" in wants else {}
    number = next((n for n in (getattr(envelope.command, f, "") for f in _NUMBERS) if n), "")
    if "check_digit" in wants and number:
        found["check_digit"] = check(number)
    if "address_country" in wants:
        found["address_country"] = country_named(getattr(envelope.command, "address", ""))
    order = work.order
    if order is None:
        return Known(**found)
    # Only a delivery is not believed for it.
    if "elsewhere" in wants and number and getattr(envelope.command, "status", "") == "delivered":
        found["elsewhere"] = _used_elsewhere(transaction, order, number)
    if "at_stake_before" in wants:
        found["at_stake_before"] = _at_stake(transaction, order, envelope.actor.name, now)
    money = wants & {"seller_has", "buyer_has", "seller_advanced"}
    if money:
        found |= {
            name: minor
            for name, minor in _money(transaction, order, batch).items()
            if name in money
        }
    return Known(**found)


def country_named(address: str) -> str:
    """The country code that an address ends with, as in `… Shenzhen 518057, CN`; else nothing."""
    last = address.replace(",", " ").split()[-1:]
    return last[0] if last and last[0] in COUNTRIES else ""


def _used_elsewhere(transaction: Transaction, order: Order, number: str) -> bool:
    """Whether the number was given on an order to another postcode (safeguards.md 8)."""
    ours = _postcode(transaction, order)
    if ours is None:
        return False
    for _, state in transaction.select(_ELSEWHERE, (sought(number), order.id)):
        theirs = _postcode(transaction, recall(Order, state))
        if theirs is not None and theirs != ours:
            return True
    return False


def _postcode(transaction: Transaction, order: Order) -> str | None:
    """The postcode that an order goes to, as it is compared; none where it is erased or not given."""
    rows = transaction.select(_SOUGHT, (order.id, order.postcode))
    return rows[0][0] if rows else None


def _at_stake(transaction: Transaction, order: Order, person: str, now: Instant) -> int:
    """What the person's rulings of 30 days between the two parties put at stake on other orders."""
    others = transaction.select(_BETWEEN, (order.buyer, order.seller, order.id))
    return sum(
        ruling.at_stake
        for (state,) in others
        for dispute in recall(Order, state).disputes
        for ruling in dispute.rulings
        if ruling.by == person and ruling.at >= now - _RULINGS_WINDOW
    )


def _money(transaction: Transaction, order: Order, batch: Iterable[Work]) -> dict[str, int]:
    """What the parties' accounts hold, and what the platform's fund waits for from the seller."""
    unwritten = list(chain.from_iterable(w.transfers for w in batch if w.failure is None))
    select, currency = transaction.select, order.currency
    gone = paid_out(select, order.seller).get(currency, PaidOut())
    fund = advanced(select, order.seller, unwritten).get(currency, 0)
    return {
        "seller_has": has(select, order.seller, unwritten).get(currency, 0),
        "buyer_has": balances(select, "buyer", order.buyer, unwritten).get(currency, 0),
        "seller_advanced": max(0, fund - gone.returned),
    }
