"""The public Olist data set: orders of a Brazilian marketplace, in six tables.

What each column becomes is stated in docs/reference/import.md. An order of several sellers becomes
one order for each of them, `<order id>/1`, `/2` ….
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from amends.core.commands.answer_cancellation import AnswerCancellation
from amends.core.commands.open_dispute import NewExhibit, OpenDispute
from amends.core.commands.place_order import OrderedLine, PlaceOrder
from amends.core.commands.report_tracking import ReportTracking
from amends.core.commands.ship import Ship
from amends.core.moments import DAY, SECOND, Instant, format_duration
from amends.core.money import format_minor, split
from amends.core.people import Actor
from amends.importing.behaviour import CARRIER, answers
from amends.importing.complaints import Complaint, Journey, Review, complaint
from amends.importing.fields import FieldError, amount, identifier, moment, words
from amends.importing.rejected import Reject, Rejected
from amends.importing.rows import Row, read_rows
from amends.importing.staging import Staging
from amends.importing.stories import Act, Story

SHOP = Actor(role="shop", name="olist")
CURRENCY = "BRL"
ZONE = ZoneInfo("America/Sao_Paulo")
CANCELS_AFTER = 3 * DAY
SHIP_WITHIN = 30 * DAY
OPENS_AFTER = 10 * DAY
MOST_DISPUTES = 3

_STATUSES = frozenset(
    ("created", "approved", "invoiced", "processing", "shipped", "delivered", "canceled", "unavailable")
)  # fmt: skip
_TABLES: dict[str, tuple[str, ...]] = {
    "orders": (
        "order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
        "order_delivered_carrier_date", "order_delivered_customer_date",
        "order_estimated_delivery_date",
    ),
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


class _Item(NamedTuple):
    product: str
    seller: str
    ship_by: Instant | None
    price: int
    freight: int


class _Times(NamedTuple):
    """The instants of an order; `promised` in milliseconds, at least a day."""

    paid: Instant
    carrier: Instant | None
    delivered: Instant | None
    promised: int


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
                    yield from _Purchase(
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

    def _items(self, rows: Sequence[Row]) -> list[_Item]:
        """The items of an order. One that cannot be read spoils the order: its sum would be wrong."""
        items: list[_Item] = []
        seen: set[str] = set()
        for row in rows:
            _, number, product, seller, ship_by, price, freight = row.fields
            if number in seen:
                self._tell("order_items.csv", row.line, f"item {number[:20]} stands here twice")
                continue
            seen.add(number)
            try:
                items.append(
                    _Item(
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


class _Purchase(NamedTuple):
    """One row of `orders.csv` with everything that belongs to it."""

    row: Row
    items: list[_Item]
    review: Review
    provider: str
    customer: tuple[str, str]
    titles: dict[str, str]

    def stories(self, *, disputes: bool) -> Iterator[Story]:
        """The orders that it becomes, one for each seller."""
        order_id = identifier("order_id", self.row.fields[0])
        status = self.row.fields[2].strip()
        if status not in _STATUSES:
            raise FieldError("order_status", status, f"it is one of {', '.join(sorted(_STATUSES))}")
        if not self.items:
            raise FieldError("order_items.csv", "no row", "an order has at least one item")
        times = self._times()
        sellers = list(dict.fromkeys(item.seller for item in self.items))
        for place, seller in enumerate(sellers, 1):
            number = f"{order_id}/{place}"
            items = [item for item in self.items if item.seller == seller]
            yield self._story(number, status, items, times, disputes=disputes)

    def _times(self) -> _Times:
        """Real instants. The promise counts from the handover to the carrier, or from payment."""
        names = _TABLES["orders"][3:]
        purchased, approved, carrier, delivered, estimated = (
            moment(name, text, ZONE) for name, text in zip(names, self.row.fields[3:], strict=True)
        )
        paid = purchased if approved is None else approved
        if paid is None:
            raise FieldError(names[0], "", "an order has the instant of its purchase")
        if delivered is not None and carrier is None:
            # Nothing says when it left; it was delivered, so it did at the latest then.
            carrier = delivered
        start = max(paid, carrier or paid)
        promised = DAY if estimated is None else max(DAY, estimated - start)
        return _Times(paid, carrier, delivered, promised // SECOND * SECOND)

    def _story(
        self, number: str, status: str, items: list[_Item], times: _Times, *, disputes: bool
    ) -> Story:
        postcode = self.customer[1]
        seller = items[0].seller
        place = self._place(number, items, times)
        acts = [Act(at=times.paid, actor=SHOP, command=place, key=f"{number}:place")]
        by_seller = Actor(role="seller", name=seller)
        tracking = f"olist-{number}"

        def add(at: Instant, actor: Actor, command: object, what: str, after: str = "") -> Act:
            # The tables say now and then that a thing happened before what it rests on.
            at = max(at, times.paid)
            acts.append(
                Act(at=at, actor=actor, command=command, key=f"{number}:{what}", after=after)
            )
            return acts[-1]

        if times.carrier is not None:
            ship = Ship(parcel="p1", carrier="correios", tracking=tracking)
            shipped = add(times.carrier, by_seller, ship, "ship")
            moving = ReportTracking(tracking=tracking, status="in_transit")
            add(shipped.at, CARRIER, moving, "in transit", shipped.key)
            if times.delivered is not None:
                came = ReportTracking(tracking=tracking, status="delivered", postcode=postcode)
                at = max(times.delivered, shipped.at)
                add(at, CARRIER, came, "delivered", shipped.key)
        elif status in ("canceled", "unavailable"):
            limits = [item.ship_by for item in items if item.ship_by is not None]
            at = min(limits, default=times.paid + CANCELS_AFTER)
            at = min(max(at, times.paid), times.paid + SHIP_WITHIN)
            add(at, by_seller, AnswerCancellation(approve=True), "cancel")
        claimed = _complaint(self.review, times) if disputes else None
        if claimed is not None:
            acts += _dispute(number, place, claimed, f"{number}:ship")
            acts.sort(key=lambda act: act.at)
        return Story(
            file="orders.csv",
            line=self.row.line,
            shop=SHOP.name,
            number=number,
            acts=acts,
            open_end=claimed is not None,
        )

    def _place(self, number: str, items: list[_Item], times: _Times) -> PlaceOrder:
        # Equal pieces are one line with a quantity; a line is named by its first item's place.
        pieces: dict[tuple[str, int], int] = {}
        for item in items:
            pieces[item.product, item.price] = pieces.get((item.product, item.price), 0) + 1
        lines = tuple(
            OrderedLine(
                id=str(n),
                title=self.titles.get(product, "") or product,
                price=format_minor(price, CURRENCY),
                quantity=quantity,
            )
            for n, ((product, price), quantity) in enumerate(pieces.items(), 1)
        )
        buyer, postcode = self.customer
        return PlaceOrder(
            number=number,
            shop=SHOP.name,
            buyer=buyer,
            seller=items[0].seller,
            currency=CURRENCY,
            lines=lines,
            shipping=format_minor(sum(item.freight for item in items), CURRENCY),
            promised=format_duration(times.promised),
            ship_from="BR",
            ship_to="BR",
            postcode=postcode,
            logistics="platform",
            seller_country="BR",
            provider=self.provider,
        )


def _complaint(review: Review, times: _Times) -> Complaint | None:
    """A claim needs goods that were sent: what never left is refunded without any."""
    if times.carrier is None:
        return None
    shipped = max(times.carrier, times.paid)
    delivered = None if times.delivered is None else max(times.delivered, shipped)
    journey = Journey(shipped=shipped, delivered=delivered, ends=shipped + times.promised)
    at_once = times.promised < 5 * DAY
    return complaint(review, journey, 0 if at_once else OPENS_AFTER)


def _dispute(number: str, order: PlaceOrder, claimed: Complaint, after: str) -> list[Act]:
    """The claims, with the answers to each.

    Goods that came: about the dearest line. Goods that did not: about the three dearest.
    """
    priced = [(amount("price", x.price, CURRENCY), x) for x in order.lines]
    shares = split(
        amount("shipping", order.shipping, CURRENCY), [p * x.quantity for p, x in priced]
    )
    worth = [(p * x.quantity, share, x) for (p, x), share in zip(priced, shares, strict=True)]
    worth.sort(key=lambda each: -each[0])
    few = worth[:1] if claimed.received else worth[:MOST_DISPUTES]
    buyer = Actor(role="buyer", name=order.buyer)
    seller = Actor(role="seller", name=order.seller)
    acts: list[Act] = []
    for n, (price, freight, line) in enumerate(few, 1):
        # Cut by the pieces, so that no rounding of shipping asks for more than was paid.
        most = price + freight // line.quantity * line.quantity
        claim = max(freight, price // 10) if claimed.freight_only else most * claimed.share // 100
        claim = max(1, min(claim, most))
        photo = sha256(f"photo {number} {line.id}".encode()).hexdigest()
        command = OpenDispute(
            line=line.id,
            grounds=claimed.grounds,
            received=claimed.received,
            remedy=claimed.remedy,
            amount=format_minor(claim, CURRENCY),
            statement=claimed.statement,
            exhibits=(NewExhibit(kind="photo", sha256=photo),) if claimed.received else (),
        )
        opened = Act(
            at=claimed.at, actor=buyer, command=command, key=f"{number}:{n}:open", after=after
        )
        offer = format_minor(max(1, claim // 2), CURRENCY)
        acts += [opened, *answers(number, buyer, seller, n, opened, offer)]
    return acts


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
