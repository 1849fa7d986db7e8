"""`amends rebuild`: fold every log again, compare, and write what differs (invariant 3)."""

from collections.abc import Callable

from amends.core.value import value
from amends.engine.chapters import Chapter, chapters
from amends.engine.entries import entries_of
from amends.engine.fold import fold, moved, opened, read_rows
from amends.engine.projection import order_row
from amends.engine.store.base import Store, Writes
from amends.engine.store.tables import ORDERS
from amends.log.chain import verify

_EVERYTHING_OF = {
    "dispute": "DELETE FROM dispute WHERE order_id = ?",
    "exhibit": "DELETE FROM exhibit WHERE order_id = ?",
}


@value
class Difference:
    """What was stored otherwise than the log says. `mended`: it is now as the log says."""

    order_id: str
    what: str
    mended: bool


@value
class Rebuilt:
    """What rebuilding found: the first hundred differences, and how many there were."""

    orders: int
    events: int
    differing: int
    differences: tuple[Difference, ...]


def rebuild(
    store: Store,
    tell: Callable[[int], None] = lambda orders: None,
    *,
    write: bool = True,
    mended: Callable[[str], None] = lambda order_id: None,
) -> Rebuilt:
    """Fold every order again. Snapshot and read tables that differ are written anew.

    The log and the ledger are never written: where they differ only a person can say why. `mended`
    hears of each order that is now as its log says, so that it need not stay aside.
    """
    orders = events = differing = 0
    differences: list[Difference] = []
    for chapter in chapters(store):
        found = _compare(chapter)
        if found and write and any(each.mended for each in found):
            mend(store, chapter.order_id)
            mended(chapter.order_id)
        differing += bool(found)
        differences += found[: max(0, 100 - len(differences))]
        orders += 1
        events += len(chapter.entries)
        if orders % 500 == 0:
            tell(orders)
    tell(orders)
    return Rebuilt(
        orders=orders, events=events, differing=differing, differences=tuple(differences)
    )


def _compare(chapter: Chapter) -> list[Difference]:
    order_id = chapter.order_id

    def different(what: str, mended: bool) -> Difference:
        return Difference(order_id=order_id, what=what, mended=mended)

    if chapter.row is None:
        return [different("there are rows and no order", False)]
    broken = verify(chapter.entries)
    if broken or not chapter.entries:
        return [different(broken.sentence if broken else "the log is empty", False)]
    records = opened(chapter.entries)
    order = fold(records)
    found = []
    row = order_row(order, chapter.entries[-1].hash)
    columns = [name for name in ORDERS.names if getattr(chapter.row, name) != getattr(row, name)]
    if columns:
        found.append(different(f"orders: {', '.join(columns)}", True))
    disputes, exhibits = read_rows(order)
    if chapter.disputes != disputes:
        found.append(different("dispute", True))
    if chapter.exhibits != exhibits:
        found.append(different("exhibit", True))
    if chapter.transfers != moved(records, order.currency):
        found.append(different("transfer", False))
    return found


def mend(store: Store, order_id: str) -> bool:
    """Write the snapshot and the read tables of an order as its log gives them now.

    Whether it could: a log that does not verify says nothing that could be written.
    """
    with store.transaction() as transaction:
        transaction.lock([order_id])
        entries = entries_of(transaction.select, order_id)
        if not entries or verify(entries):
            return False
        order = fold(opened(entries))
        disputes, exhibits = read_rows(order)
        for statement in _EVERYTHING_OF.values():
            transaction.change(statement, (order_id,))
        row = order_row(order, entries[-1].hash)
        transaction.change(
            f"UPDATE orders SET {', '.join(f'{name} = ?' for name in ORDERS.fixed)}"
            " WHERE order_id = ?",
            [*(getattr(row, name) for name in ORDERS.fixed), order_id],
        )
        transaction.write(Writes(changed=[row], disputes=disputes, exhibits=exhibits))
    return True
