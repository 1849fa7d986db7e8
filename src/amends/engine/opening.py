"""Before a batch is answered: which orders its envelopes mean, and what the database holds of them."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from amends.core.commands.place_order import PlaceOrder
from amends.core.moments import Instant
from amends.engine.envelope import Envelope
from amends.engine.fit import key_of, number_of
from amends.engine.seal import NewSalt, holds_private
from amends.engine.store.base import Transaction
from amends.engine.store.tables import ReceiptRow
from amends.engine.work import Work

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Meant(NamedTuple):
    """An envelope and the id of the order that it means, which may not be there."""

    order_id: str
    envelope: Envelope


class Found(NamedTuple):
    """What was read for a batch, all of it locked until the transaction ends.

    `received` is the database's instant. `works` are the orders that are there, by id, and those
    that are to be placed; `receipts` what was answered before, by order, actor and key.
    """

    received: Instant
    works: dict[str, Work]
    receipts: dict[tuple[str, str, str], ReceiptRow]


def resolve(
    transaction: Transaction, envelopes: Sequence[Envelope], ids: Callable[[], str]
) -> list[Meant]:
    """The order that each envelope means; an id for one that is to be placed, new or proposed."""
    numbers = [number_of(e) for e in envelopes]
    wanted = list(dict.fromkeys(number for number in numbers if number is not None))
    found = transaction.numbers(wanted) if wanted else {}
    meant = []
    for number, envelope in zip(numbers, envelopes, strict=True):
        order_id = envelope.order_id or ""
        if number is not None:
            if number not in found:
                found[number] = order_id if _ID.fullmatch(order_id) else ids()
            order_id = found[number]
        meant.append(Meant(order_id, envelope))
    return meant


def read(transaction: Transaction, meant: Sequence[Meant], salts: NewSalt) -> Found:
    """Lock, then read: orders, receipts, and salts where private text came."""
    found = Found(0, {}, {})
    there = sorted({each.order_id for each in meant if _ID.fullmatch(each.order_id)})
    if there:
        transaction.lock(there)
        received, rows = transaction.held(there)
        found = Found(
            received, {held.order_id: Work(held.order_id, held, salts) for held in rows}, {}
        )
        of_old = [each for each in meant if each.order_id in found.works]
        keys = [(order_id, str(e.actor), key_of(e)) for order_id, e in of_old]
        if keys:
            for row in transaction.receipts(keys):
                found.receipts[row.order_id, row.actor, row.key] = row
        private = {order_id for order_id, e in of_old if holds_private(e.command)}
        if private:
            for order_id, scope, salt in transaction.salts(sorted(private)):
                found.works[order_id].salts.stored[scope] = salt
    for order_id, envelope in meant:
        if isinstance(envelope.command, PlaceOrder) and order_id not in found.works:
            found.works[order_id] = Work(order_id, None, salts)
    return found
