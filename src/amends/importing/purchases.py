"""A purchase of the Olist tables as stories: one order for each seller, and its dispute."""

from collections.abc import Iterator
from hashlib import sha256
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
from amends.importing.fields import FieldError, amount, identifier, moment
from amends.importing.rows import Row
from amends.importing.stories import Act, Story

SHOP = Actor(role="shop", name="olist")
CURRENCY = "BRL"
ZONE = ZoneInfo("America/Sao_Paulo")
CANCELS_AFTER = 3 * DAY
SHIP_WITHIN = 30 * DAY
OPENS_AFTER = 10 * DAY
MOST_DISPUTES = 3
ORDER_COLUMNS = (
    "order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
    "order_delivered_carrier_date", "order_delivered_customer_date",
    "order_estimated_delivery_date",
)  # fmt: skip

_STATUSES = frozenset(
    ("created", "approved", "invoiced", "processing", "shipped", "delivered", "canceled", "unavailable")
)  # fmt: skip


class Item(NamedTuple):
    """One piece of an order, with what it cost and what its freight did."""

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


class Purchase(NamedTuple):
    """One row of `orders.csv` with everything that belongs to it."""

    row: Row
    items: list[Item]
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
        names = ORDER_COLUMNS[3:]
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
        self, number: str, status: str, items: list[Item], times: _Times, *, disputes: bool
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

    def _place(self, number: str, items: list[Item], times: _Times) -> PlaceOrder:
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
            language="pt",
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
