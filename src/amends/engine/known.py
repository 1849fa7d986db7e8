"""What a rule needs from outside its order, looked up before it decides (safeguards.md 29)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from amends.core.arbitration import at_stake
from amends.core.commands.give_return_address import GiveReturnAddress
from amends.core.commands.place_order import PlaceOrder
from amends.core.commands.report_tracking import ReportTracking
from amends.core.commands.ship import Ship
from amends.core.deadlines import expire
from amends.core.known import NOTHING, Known
from amends.core.moments import Instant
from amends.core.needs import NEEDS
from amends.core.order import Order
from amends.core.policy import Policy
from amends.engine.booked import PaidOut, advanced, balances, has, paid_out
from amends.engine.envelope import Envelope
from amends.engine.projection import transfer_rows
from amends.engine.seal import sought
from amends.engine.snapshot import readable
from amends.engine.store.base import Select, Transaction
from amends.engine.store.tables import TransferRow
from amends.engine.work import Work
from amends.guard.tracking_numbers import check
from amends.policies.countries import country_named

UNWRITTEN = 0  # the position of an event that no worker has written yet

_ELSEWHERE = (
    "SELECT DISTINCT t.order_id, o.state FROM private_text t JOIN orders o USING (order_id)"
    " WHERE t.sought = ? AND t.order_id <> ? LIMIT 20"
)
_SOUGHT = "SELECT sought FROM private_text WHERE order_id = ? AND digest = ?"
# By the buyer, who has few orders; the seller is written so that no index of his is taken for it.
_BETWEEN = (
    "SELECT o.order_id, o.state FROM order_number n JOIN orders o USING (order_id)"
    " WHERE n.buyer = ? AND n.seller || '' = ? AND n.order_id <> ?"
)
_DUE = (
    "SELECT o.order_id, o.state FROM orders o WHERE o.next_due_at < ? AND o.order_id <> ?"
    " AND o.order_id IN (SELECT order_id FROM order_number WHERE seller = ?"
    " UNION SELECT order_id FROM order_number WHERE buyer = ?)"
    " AND o.order_id NOT IN (SELECT order_id FROM aside)"
)

type PolicyOf = Callable[[str], Policy]


def look_up(
    transaction: Transaction,
    work: Work,
    envelope: Envelope,
    now: Instant,
    works: Mapping[str, Work],
    numbers: Mapping[str, Sequence[Work]],
    policy_of: PolicyOf,
) -> Known:
    """The facts that the command's rule reads.

    `works` are all orders that the same transaction works on, and `numbers` those to which it gave
    a number of a parcel: what it has decided is not in the tables yet, and counts. So does what has
    fallen due on other orders and no worker has written.
    """
    command, order = envelope.command, work.order
    match command:
        case PlaceOrder():
            return Known(order=work.order_id)
        case Ship(tracking=number) if number:
            return Known(check_digit=check(number))
        case GiveReturnAddress(address=address):
            return Known(address_country=country_named(address))
        # Only a delivery is not believed for it.
        case ReportTracking(tracking=number, status="delivered") if number and order is not None:
            return Known(elsewhere=_used_elsewhere(transaction, order, number, works, numbers))
    wants = NEEDS.get(type(command))
    if wants is None or order is None:
        return NOTHING
    found: dict[str, Any] = {}
    batch = works.values()
    if "at_stake_before" in wants:
        found["at_stake_before"] = stake_elsewhere(
            transaction.select, order, envelope.actor.name, now, batch, policy_of(order.policy)
        )
    found |= {
        name: minor
        for name, minor in _money(transaction, order, now, batch, policy_of).items()
        if name in wants
    }
    return Known(**found)


def _used_elsewhere(
    transaction: Transaction,
    order: Order,
    number: str,
    works: Mapping[str, Work],
    numbers: Mapping[str, Sequence[Work]],
) -> bool:
    """Whether the number was given on an order to another postcode (safeguards.md 8)."""
    ours = _postcode(transaction, order, works)
    if ours is None:
        return False
    wanted = sought(number)
    others = [
        work.order
        for work in numbers.get(wanted, ())
        if work.order is not None and work.failure is None and work.order_id != order.id
    ]
    stored = transaction.select(_ELSEWHERE, (wanted, order.id))
    for other in chain(others, readable(stored)):
        theirs = _postcode(transaction, other, works)
        if theirs is not None and theirs != ours:
            return True
    return False


def _postcode(transaction: Transaction, order: Order, works: Mapping[str, Work]) -> str | None:
    """The postcode that an order goes to, as it is compared; none where it is erased or not given."""
    work = works.get(order.id)
    if work is not None and work.failure is None and order.postcode in work.texts:
        return work.texts[order.postcode].sought
    rows = transaction.select(_SOUGHT, (order.id, order.postcode))
    return rows[0][0] if rows else None


def stake_elsewhere(
    select: Select,
    order: Order,
    person: str,
    now: Instant,
    batch: Iterable[Work],
    policy: Policy,
) -> int:
    """What the person's rulings between the two parties put at stake on their other orders."""
    changed = {w.order_id: w.order for w in batch if w.order is not None and w.failure is None}
    others = select(_BETWEEN, (order.buyer, order.seller, order.id))
    return sum(
        at_stake(changed.get(stored.id, stored).disputes, person, policy, now)
        for stored in readable(others)
    )


def _money(
    transaction: Transaction,
    order: Order,
    now: Instant,
    batch: Iterable[Work],
    policy_of: PolicyOf,
) -> dict[str, int]:
    """What the parties' accounts hold, and what the platform's fund waits for from the seller."""
    unwritten = list(chain.from_iterable(w.transfers for w in batch if w.failure is None))
    unwritten += _fallen(transaction, order, now, batch, policy_of)
    select, currency = transaction.select, order.currency
    gone = paid_out(select, order.seller).get(currency, PaidOut())
    fund = advanced(select, order.seller, unwritten).get(currency, 0)
    return {
        "seller_has": has(select, order.seller, unwritten).get(currency, 0),
        "buyer_has": balances(select, "buyer", order.buyer, unwritten).get(currency, 0),
        "seller_advanced": max(0, fund - gone.returned),
    }


def _fallen(
    transaction: Transaction,
    order: Order,
    now: Instant,
    batch: Iterable[Work],
    policy_of: PolicyOf,
) -> list[TransferRow]:
    """What silence has moved on the parties' other orders, which no worker has woken yet.

    Balances are the same whether one has or not (decision 3). What was put aside stands still.
    """
    changed = {w.order_id: w.order for w in batch if w.order is not None}
    rows: list[TransferRow] = []
    due = transaction.select(_DUE, (now, order.id, order.seller, order.buyer))
    for stored in readable(due):
        other = changed.get(stored.id, stored)
        for _, event in expire(other, policy_of(other.policy), now)[1]:
            rows += transfer_rows(other.id, UNWRITTEN, event, other.currency)
    return rows
