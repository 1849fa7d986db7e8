"""What a buyer's own pages read: a page of orders, whole, however many the buyer has."""

from collections.abc import Sequence

from amends.core.order import Order
from amends.engine.snapshot import readable
from amends.engine.store.base import Store

# Among so many of the newest orders those are looked for that something will still happen to.
# Older ones are found by their disputes, and in the list of all.
NEWEST = 200


class Bought:
    """Reads of a buyer's orders, as of their last events. Damaged ones are left out."""

    store: Store

    def bought(self, buyer: str, *, before: str = "", limit: int = 20) -> list[Order]:
        """A buyer's orders, the newest first; `before` is the last id seen."""
        older, values = ("AND n.order_id < ?", [before]) if before else ("", [])
        rows = self.store.select(
            "SELECT o.order_id, o.state FROM order_number n JOIN orders o USING (order_id)"
            f" WHERE n.buyer = ? {older} ORDER BY n.order_id DESC LIMIT ?",
            [buyer, *values, limit],
        )
        return list(readable(rows))

    def running(self, buyer: str, *, limit: int = 20) -> list[Order]:
        """Those of a buyer's newest orders that silence will still change, the most urgent first."""
        rows = self.store.select(
            "SELECT o.order_id, o.state FROM (SELECT order_id FROM order_number WHERE buyer = ?"
            " ORDER BY order_id DESC LIMIT ?) n JOIN orders o USING (order_id)"
            " WHERE o.next_due_at IS NOT NULL ORDER BY o.next_due_at, o.order_id LIMIT ?",
            (buyer, NEWEST, limit),
        )
        return list(readable(rows))

    def several(self, order_ids: Sequence[str]) -> list[Order]:
        """The orders of these ids, in no order that means anything."""
        if not order_ids:
            return []
        marks = ", ".join("?" * len(order_ids))
        rows = self.store.select(
            f"SELECT order_id, state FROM orders WHERE order_id IN ({marks})", list(order_ids)
        )
        return list(readable(rows))
