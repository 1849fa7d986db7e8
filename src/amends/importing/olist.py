"""The public Olist data set: orders of a Brazilian marketplace, in six tables.

What each column becomes is stated in docs/reference/import.md. An order of several sellers becomes
one order for each of them, `<order id>/1`, `/2` ….
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path

from amends.importing.complaints import Review
from amends.importing.fields import FieldError, amount, identifier, moment, words
from amends.importing.purchases import CURRENCY, ORDER_COLUMNS, SHOP, ZONE, Item, Purchase
from amends.importing.rejected import Reject, Rejected
from amends.importing.rows import Row, read_rows
from amends.importing.staging import Staging
from amends.importing.stories import Story

__all__ = ["SHOP", "Olist"]

_TABLES: dict[str, tuple[str, ...]] = {
    "orders": ORDER_COLUMNS,
    "order_items": (
        "order_id", "order_item_id", "product_id", "seller_id", "shipping_limit_date", "price",
        "freight_value",
    ),
    "order_payments": ("order_id", "payment_sequential", "payment_type", "payment_value"),
    "order_reviews": (
        "order_id", "review_score", "review_comment_title", "review_comment_message",
        "review_creation_date",
    ),
    "customers": ("customer_id", "customer_unique_id", "customer_zip_code_prefix"),
    "products": ("product_id", "product_category_name"),
}  # fmt: skip
_CANDIDATES = ("order_id", "kw_reasons")
_REQUIRED = ("orders", "order_items", "customers")


class Olist:
    """The tables of a folder, put side by side in a scratch database."""

    def __init__(
        self, folder: Path, reject: Reject, *, disputes: bool = False, limit: int | None = None
    ) -> None:
        """Read the tables; `TableError` where one that is needed is missing or has other columns.

        `limit` takes the first so many orders of `orders.csv`.
        """
        self._reject = reject
        self._disputes = disputes
        self.total = 0
        self._staging = Staging()
        try:
            self._fill(folder, limit)
        except BaseException:
            self._staging.close()
            raise

    def close(self) -> None:
        """Remove the scratch database."""
        self._staging.close()

    def _fill(self, folder: Path, limit: int | None) -> None:
        for table, columns in _TABLES.items():
            path = folder / f"{table}.csv"
            present = table in _REQUIRED or path.exists()
            rows = read_rows(path, columns, self._reject) if present else iter(())
            if table == "orders":
                self.total = self._staging.fill(table, len(columns), self._orders(rows, limit))
            else:
                self._staging.fill(table, len(columns), rows)
        candidates = folder / "dispute_candidates.csv"
        present = self._disputes and candidates.exists()
        found = read_rows(candidates, _CANDIDATES, self._reject) if present else iter(())
        self._staging.fill("candidates", len(_CANDIDATES), found)

    def _orders(self, rows: Iterator[Row], limit: int | None) -> Iterator[Row]:
        """The rows of `orders.csv`, each order once."""
        seen: set[bytes] = set()
        for row in islice(rows, limit):
            # Eight bytes an order keep a hundred thousand orders below ten megabytes.
            mark = sha256(row.fields[0].encode()).digest()[:8]
            if mark in seen:
                self._tell("orders.csv", row.line, f"order {row.fields[0]} stands here twice")
                continue
            seen.add(mark)
            yield row

    def stories(self) -> Iterator[Story]:
        """Every order as it went, by the instant of purchase."""
        staging = self._staging
        for rows in staging.batches("orders", "f3, key"):
            keys = [row.fields[0] for row in rows]
            items = staging.of("order_items", keys)
            reviews = staging.of("order_reviews", keys) if self._disputes else {}
            reasons = staging.of("candidates", keys) if self._disputes else {}
            payments = staging.of("order_payments", keys)
            customers = staging.of("customers", [row.fields[1] for row in rows])
            wanted = {item.fields[2] for found in items.values() for item in found}
            products = self._products(sorted(wanted))
            for row in rows:
                key = row.fields[0]
                try:
                    yield from Purchase(
                        row=row,
                        items=self._items(items.get(key, [])),
                        review=self._review(reviews.get(key, []), reasons.get(key, [])),
                        provider=_provider(payments.get(key, [])),
                        customer=_customer(row, customers.get(row.fields[1], [])),
                        titles=products,
                    ).stories(disputes=self._disputes)
                except FieldError as error:
                    self._tell("orders.csv", row.line, f"order {key[:40]}: {error}")

    def _products(self, ids: Sequence[str]) -> dict[str, str]:
        titles: dict[str, str] = {}
        for start in range(0, len(ids), 500):
            found = self._staging.of("products", ids[start : start + 500])
            titles.update((key, rows[0].fields[1].strip()[:120]) for key, rows in found.items())
        return titles

    def _items(self, rows: Sequence[Row]) -> list[Item]:
        """The items of an order. One that cannot be read spoils the order: its sum would be wrong."""
        items: list[Item] = []
        seen: set[str] = set()
        for row in rows:
            _, number, product, seller, ship_by, price, freight = row.fields
            if number in seen:
                self._tell("order_items.csv", row.line, f"item {number[:20]} stands here twice")
                continue
            seen.add(number)
            try:
                items.append(
                    Item(
                        product=identifier("product_id", product),
                        seller=identifier("seller_id", seller),
                        ship_by=moment("shipping_limit_date", ship_by, ZONE),
                        price=amount("price", price, CURRENCY),
                        freight=amount("freight_value", freight, CURRENCY),
                    )
                )
            except FieldError as error:
                self._tell("order_items.csv", row.line, str(error))
                raise FieldError(
                    "an item", f"line {row.line} of order_items.csv", "it cannot be read"
                ) from error
        return items

    def _review(self, rows: Sequence[Row], candidates: Sequence[Row]) -> Review:
        """The worst review of an order, the first of several; an unreadable one is left out."""
        reasons = tuple(
            reason for row in candidates[:1] for reason in row.fields[1].split("|") if reason
        )
        worst = Review(reasons=reasons)
        for row in rows:
            _, score, title, message, created = row.fields
            try:
                if score not in ("1", "2", "3", "4", "5"):
                    raise FieldError("review_score", score, "it is from 1 to 5")
                text = words("review", "\n".join(filter(None, (title.strip(), message.strip()))))
                at = moment("review_creation_date", created, ZONE)
            except FieldError as error:
                self._tell("order_reviews.csv", row.line, str(error))
                continue
            if at is not None and (not worst.score or int(score) < worst.score):
                worst = Review(score=int(score), text=text, at=at, reasons=reasons)
        return worst

    def _tell(self, file: str, line: int, reason: str) -> None:
        self._reject(Rejected(file=file, line=line, reason=reason))


def _provider(payments: Sequence[Row]) -> str:
    """How the first payment was made."""
    kind = min((row.fields[1:3] for row in payments), default=("", ""))[1].strip()
    return kind if kind.isidentifier() and len(kind) <= 40 else "ledger"


def _customer(row: Row, found: Sequence[Row]) -> tuple[str, str]:
    """The person, who may have several customer ids, and the postcode's first digits."""
    if not found:
        return identifier("customer_id", row.fields[1]), ""
    _, person, postcode = found[0].fields
    return identifier("customer_unique_id", person), postcode.strip()[:12]
