"""Everything that is kept of an order and does not follow from something else.

The log, the erasable texts with their salts, the receipts, and what was to be told. The rest
(snapshot, ledger, read tables) is folded from the log again, when an order is taken back.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amends.engine.chapters import FIRST, rows_of
from amends.engine.entries import entry_of
from amends.engine.store.base import Store
from amends.engine.store.tables import (
    EVENTS,
    OUTBOX,
    POLICIES,
    RECEIPTS,
    SALTS,
    TEXTS,
    OutboxRow,
    PolicyRow,
    ReceiptRow,
    SaltRow,
    TextRow,
)  # fmt: skip
from amends.log.chain import Head
from amends.log.record import Entry

ORDERS_AT_ONCE = 200


class Dossier(NamedTuple):
    """One order, with its rows of the tables that cannot be made again."""

    order_id: str
    head: Head
    entries: Sequence[Entry]
    texts: Sequence[TextRow] = ()
    salts: Sequence[SaltRow] = ()
    receipts: Sequence[ReceiptRow] = ()
    outbox: Sequence[OutboxRow] = ()


def kept_policies(store: Store) -> list[PolicyRow]:
    """Every policy version that is kept."""
    rows = store.select(f"SELECT {POLICIES.columns} FROM policy ORDER BY reference")
    return [PolicyRow._make(row) for row in rows]


def dossiers(store: Store) -> Iterator[Dossier]:
    """Every order by its id, some hundred at a time, each of these in one consistent view."""
    after = FIRST
    while True:
        with store.view() as select:
            orders = select(
                "SELECT order_id, version, hash FROM orders WHERE order_id > ?"
                " ORDER BY order_id LIMIT ?",
                (after, ORDERS_AT_ONCE),
            )
            if not orders:
                return
            last = orders[-1][0]
            events, texts, salts, receipts, outbox = (
                rows_of(EVENTS, select, after, last),
                rows_of(TEXTS, select, after, last),
                rows_of(SALTS, select, after, last),
                rows_of(RECEIPTS, select, after, last),
                rows_of(OUTBOX, select, after, last),
            )
        for order_id, version, found in orders:
            yield Dossier(
                order_id=order_id,
                head=Head(position=version, hash=bytes(found)),
                entries=[entry_of(row) for row in events.get(order_id, ())],
                texts=texts.get(order_id, ()),
                salts=salts.get(order_id, ()),
                receipts=receipts.get(order_id, ()),
                outbox=outbox.get(order_id, ()),
            )
        after = last
