"""Accounts of sellers and buyers across orders: balances, what is owed, and payouts.

They have their own stream, the table `payout`, and are never touched by an order's transaction
(safeguards.md 29). A payout is written only if no other was written since it was reckoned.
"""

from collections import defaultdict
from collections.abc import Callable

from amends.core.events import EVENTS
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.value import value
from amends.engine.booked import PaidOut, advanced, balances, bookings, has, paid_out
from amends.engine.snapshot import read_order
from amends.engine.sold import COUNTED_ORDERS, POLICY_OF_LATEST
from amends.engine.store.base import Select, Store
from amends.engine.store.tables import PAYOUTS, PayoutRow
from amends.ledger.owed import Booking, Owed, owed
from amends.ledger.payable import SellerAccount, Withheld, seller_account, withheld
from amends.log.codec import recall
from amends.rates import (
    Consequence,
    OrderFacts,
    consequences,
    facts,
    rates,
    rates_of,
    window_begins,
)  # fmt: skip

LONGEST_KEY = 200
_ORDERS = (
    "SELECT o.order_id, o.state FROM order_number n JOIN orders o USING (order_id)"
    " WHERE n.seller = ? ORDER BY n.order_id"
)
_SELLERS = "SELECT DISTINCT seller FROM order_number WHERE buyer = ? ORDER BY seller"
_ORDERS_OF_BUYER = "SELECT order_id FROM order_number WHERE buyer = ?"
_EVENT = "SELECT type, body FROM event WHERE order_id = ? AND position = ?"
_GIVEN = "SELECT n, at, minor, returned FROM payout WHERE seller = ? AND currency = ? AND key = ?"


@value
class Payout:
    """The `n`-th payout to a seller: `minor` to the seller, `returned` to the platform's fund.

    `replayed` says that this is the answer to an earlier call with the same key.
    """

    seller: str
    currency: str
    n: int
    at: Instant
    minor: int
    returned: int
    replayed: bool = False


@value
class BuyerAccount:
    """What a buyer was given back in one currency, and what of it the sellers still owe."""

    buyer: str
    currency: str
    balance: int
    owed: tuple[Owed, ...]


class Accounts:
    """The accounts of a database."""

    def __init__(
        self, store: Store, now: Callable[[], Instant], policy: Callable[[str], Policy]
    ) -> None:
        self._store = store
        self._now = now
        self._policy = policy

    def seller(self, name: str) -> tuple[SellerAccount, ...]:
        """A seller's accounts by currency; none for somebody who never sold anything."""
        with self._store.view() as select:
            return self._accounts(select, name, self._now(), paid_out(select, name))

    def buyer(self, name: str) -> tuple[BuyerAccount, ...]:
        """A buyer's accounts by currency."""
        with self._store.view() as select:
            held = balances(select, "buyer", name)
            own = {row[0] for row in select(_ORDERS_OF_BUYER, (name,))}
            waits: dict[str, list[Owed]] = defaultdict(list)
            for (seller,) in select(_SELLERS, (name,)):
                for currency, debts in _owed(select, seller).items():
                    waits[currency] += [d for d in debts if d.order_id in own and d.to_buyer]
        return tuple(
            BuyerAccount(buyer=name, currency=currency, balance=minor, owed=tuple(waits[currency]))
            for currency, minor in sorted(held.items())
        )

    def owed(self, order_id: str) -> dict[int, int]:
        """What the seller still owes the buyer of an order, by dispute, in minor units.

        A dispute in it is "owed by the seller" until money comes in that covers it
        (safeguards.md 22). Number 0 is the order itself.
        """
        with self._store.view() as select:
            rows = select("SELECT seller FROM orders WHERE order_id = ?", (order_id,))
            found: dict[int, int] = defaultdict(int)
            for debt in _to_buyer(select, order_id, rows[0][0]) if rows else ():
                found[_dispute_of(select, debt)] += debt.to_buyer
        return dict(found)

    def owed_since(self, order_id: str, seller: str) -> dict[int, int]:
        """The same by the position of the event in the order's log from which each debt comes."""
        with self._store.view() as select:
            found: dict[int, int] = defaultdict(int)
            for debt in _to_buyer(select, order_id, seller):
                found[debt.position] += debt.to_buyer
        return dict(found)

    def consequences(self, name: str) -> tuple[Consequence, ...]:
        """What a seller's rates lead to, by the policy of the seller's latest order.

        This is the one place that decides it (rules.md section 7): payouts ask here too.
        """
        with self._store.view() as select:
            latest = select(POLICY_OF_LATEST, (name,))
            if not latest:
                return ()
            policy, now = self._policy(latest[0][0]), self._now()
            counted: dict[int, int] = dict(
                select(COUNTED_ORDERS, (name, window_begins(policy, now), now))
            )
        return consequences(rates_of(counted, policy), policy)

    def pay_out(self, seller: str, currency: str, key: str) -> Payout | None:
        """Record that what is payable was paid out; none where nothing is payable.

        At most once per key, and never more than is payable, however many call at once. What the
        platform advanced goes back to it first. Raises `EngineError` when the database cannot be
        used: then the same key may be sent again.
        """
        if not 0 < len(key) <= LONGEST_KEY or "\0" in key:
            raise ValueError(f"a key has from 1 to {LONGEST_KEY} characters and no character zero")
        while True:
            with self._store.view() as select:
                given = select(_GIVEN, (seller, currency, key))
                if given:
                    return _payout(seller, currency, *given[0], replayed=True)
                before = paid_out(select, seller)
                last = before.get(currency, PaidOut())
                now = max(self._now(), last.last_at)
                found = {a.currency: a for a in self._accounts(select, seller, now, before)}
            account = found.get(currency)
            if account is None or account.payable + account.to_return == 0:
                return None
            row = (last.n + 1, now, account.payable, account.to_return)
            with self._store.transaction() as transaction:
                n, at, minor, returned = row
                values = PayoutRow(seller, currency, n, key, at, minor, returned)
                written = transaction.change(PAYOUTS.insert, values)
            # Somebody else wrote this number or this key first: reckon again.
            if written:
                return _payout(seller, currency, *row)

    def _accounts(
        self, select: Select, name: str, now: Instant, paid: dict[str, PaidOut]
    ) -> tuple[SellerAccount, ...]:
        booked = bookings(select, name)
        orders = _orders(select, name)
        fund = advanced(select, name)
        careful = self._careful([facts(order) for order in orders], now)
        found = []
        for currency, entries in sorted(booked.items()):
            by_order: dict[str, list[Booking]] = defaultdict(list)
            for entry in entries:
                by_order[entry.order_id].append(entry)
            held_back: list[Withheld] = []
            for order in orders:
                if order.id in by_order:
                    policy = self._policy(order.policy)
                    held_back += withheld(
                        order, by_order[order.id], policy, now, careful=careful(policy)
                    )
            gone = paid.get(currency, PaidOut())
            found.append(
                seller_account(
                    name, currency, entries, held_back, paid_out=gone.minor,
                    returned=gone.returned, advanced=fund.get(currency, 0),
                )
            )  # fmt: skip
        return tuple(found)

    def _careful(self, counted: list[OrderFacts], now: Instant) -> Callable[[Policy], bool]:
        """Whether a policy wants a seller's money to wait until protection has ended."""
        known: dict[str, bool] = {}

        def careful(policy: Policy) -> bool:
            if policy.reference not in known:
                reached = consequences(rates(counted, policy, now), policy)
                longer = any(each.consequence == "longer_payout_hold" for each in reached)
                known[policy.reference] = longer or is_new(counted, policy)
            return known[policy.reference]

        return careful


def is_new(counted: list[OrderFacts], policy: Policy) -> bool:
    """Whether a seller has too few orders for any band of the policy to say something of them."""
    enough = min((band.orders for band in policy.rates.bands), default=0)
    return sum(order.counted_at is not None for order in counted) < enough


def _orders(select: Select, name: str) -> list[Order]:
    return [read_order(order_id, state) for order_id, state in select(_ORDERS, (name,))]


def _owed(select: Select, name: str) -> dict[str, tuple[Owed, ...]]:
    """What a seller owes by currency. Most owe nothing, and then one sum says so."""
    held = has(select, name)
    if all(minor >= 0 for minor in held.values()):
        return {}
    return {
        currency: owed(booked, held[currency])
        for currency, booked in bookings(select, name).items()
    }


def _to_buyer(select: Select, order_id: str, seller: str) -> list[Owed]:
    """What a seller owes the buyer of one order."""
    return [
        debt
        for debts in _owed(select, seller).values()
        for debt in debts
        if debt.order_id == order_id and debt.to_buyer
    ]


def _dispute_of(select: Select, debt: Owed) -> int:
    """The number of the dispute that a debt comes from."""
    name, body = select(_EVENT, (debt.order_id, debt.position))[0]
    return recall(EVENTS[name], body).about


def _payout(
    seller: str, currency: str, n: int, at: Instant, minor: int, returned: int, *,
    replayed: bool = False,
) -> Payout:  # fmt: skip
    return Payout(
        seller=seller, currency=currency, n=n, at=at, minor=minor, returned=returned,
        replayed=replayed,
    )  # fmt: skip
