"""What a rule needs from outside its order, looked up before it decides (safeguards.md 29)."""

from typing import Any

from amends.core.known import NOTHING, Known
from amends.core.moments import DAY, Instant
from amends.core.needs import NEEDS
from amends.core.order import Order
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
_BALANCE = (
    "SELECT t.credit = ?, sum(t.minor) FROM order_number n JOIN transfer t USING (order_id)"
    " WHERE n.{party} = ? AND t.currency = ? AND (t.credit = ? OR t.debit = ?) GROUP BY 1"
)
_ADVANCED = (
    "SELECT coalesce(sum(t.minor), 0) FROM order_number n JOIN transfer t USING (order_id)"
    " WHERE n.seller = ? AND t.currency = ? AND t.purpose = 'advance'"
)
_BETWEEN = (
    "SELECT o.state FROM order_number n JOIN orders o USING (order_id)"
    " WHERE n.buyer = ? AND n.seller = ? AND n.order_id <> ?"
)


def look_up(transaction: Transaction, work: Work, envelope: Envelope, now: Instant) -> Known:
    """The facts that the command's rule reads."""
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
    if "elsewhere" in wants and number:
        found["elsewhere"] = _used_elsewhere(transaction, order, number)
    if "at_stake_before" in wants:
        found["at_stake_before"] = _at_stake(transaction, order, envelope.actor.name, now)
    if "seller_has" in wants:
        found["seller_has"] = _balance(transaction, order, "seller", order.seller)
    if "buyer_has" in wants:
        found["buyer_has"] = _balance(transaction, order, "buyer", order.buyer)
    if "seller_advanced" in wants:
        rows = transaction.select(_ADVANCED, (order.seller, order.currency))
        found["seller_advanced"] = int(rows[0][0])
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


def _balance(transaction: Transaction, order: Order, party: str, name: str) -> int:
    """What a party's account holds in the order's currency."""
    account = f"{party}:{name}"
    rows = transaction.select(
        _BALANCE.format(party=party), (account, name, order.currency, account, account)
    )
    return int(sum(minor if entered else -minor for entered, minor in rows))
