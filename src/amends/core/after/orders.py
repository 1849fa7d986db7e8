"""What events about orders, parcels, extensions and cancellations leave behind."""

from collections.abc import Iterable

from amends.core import clocks as running
from amends.core import events as e
from amends.core.after.parts import (
    After,
    counted,
    moved,
    settled,
    started,
)
from amends.core.clocks import Clocks
from amends.core.events.orders import ByOrderEvent
from amends.core.grounds import OrderStatus
from amends.core.lines import Parcel, Piece
from amends.core.moments import DAY, Instant
from amends.core.order import Extension, Order
from amends.core.value import changed


def _placed(order: None, event: e.OrderPlaced, at: Instant) -> Order:
    return Order(
        id=event.order, number=event.number, shop=event.shop, buyer=event.buyer,
        seller=event.seller, seller_country=event.seller_country, currency=event.currency,
        policy=event.policy, version=1, last_at=at, paid_at=at, status="paid",
        ship_from=event.ship_from, ship_to=event.ship_to, postcode=event.postcode,
        language=event.language, logistics=event.logistics, shipping=event.shipping,
        paid=event.paid,
        promised=event.promised, promised_asked=event.promised_asked,
        commission=event.commission, payment_fee=event.payment_fee, provider=event.provider,
        lines=event.lines, clocks=event.clocks,
        escrow=sum(t.minor for t in event.transfers if t.purpose == "hold"),
    )  # fmt: skip


def _shipped(order: Order, event: e.ParcelShipped, at: Instant) -> Order:
    order = moved(order, event.moved)
    order = _packed(order, event.parcel.name, event.pieces)
    order = changed(order, parcels=(*order.parcels, event.parcel))
    return _all_shipped(order, event.everything, event.clocks)


def _corrected(order: Order, event: e.ParcelCorrected, at: Instant) -> Order:
    order = _packed(order, event.parcel.name, event.pieces)
    order = _with_parcel(order, event.parcel)
    if not event.everything:
        order = changed(
            order,
            status="paid",
            shipped_at=None,
            clocks=running.without(order.clocks, "confirm_by", "protection", "extension_offer"),
        )
        return changed(order, clocks=started(order.clocks, event.clocks))
    return _all_shipped(order, event.everything, event.clocks)


def _packed(order: Order, parcel: str, pieces: Iterable[e.PieceAt]) -> Order:
    """The order with exactly these pieces in the parcel."""
    wanted = set(pieces)

    def packed(line: str, number: int, piece: Piece) -> Piece:
        if (line, number) in wanted:
            return changed(piece, parcel=parcel)
        return changed(piece, parcel="") if piece.parcel == parcel else piece

    lines = tuple(
        changed(line, pieces=tuple(packed(line.id, n, p) for n, p in enumerate(line.pieces)))
        for line in order.lines
    )
    return changed(order, lines=lines)


def _all_shipped(order: Order, everything: bool, clocks: Clocks) -> Order:
    if not everything:
        return changed(order, clocks=started(order.clocks, clocks))
    kept = running.without(order.clocks, "ship_within", "answer_cancellation")
    return changed(
        order,
        status="shipped",
        shipped_at=max(parcel.dispatched for parcel in order.parcels),
        clocks=started(kept, clocks),
    )


def _reported(order: Order, event: e.TrackingReported, at: Instant) -> Order:
    order = moved(_with_parcel(order, event.parcel), event.moved)
    if event.clocks:
        order = changed(order, clocks=started(order.clocks, event.clocks))
    if event.undone:
        status: OrderStatus = "shipped" if order.status == "delivered" else order.status
        return changed(order, status=status, delivered_at=None)
    if event.all_delivered:
        status = "delivered" if order.status == "shipped" else order.status
        return changed(order, status=status, delivered_at=at)
    return order


def _with_parcel(order: Order, parcel: Parcel) -> Order:
    return changed(
        order, parcels=tuple(parcel if p.name == parcel.name else p for p in order.parcels)
    )


def _confirmed(order: Order, event: e.ReceiptConfirmed, at: Instant) -> Order:
    clocks = started(running.without(order.clocks, "confirm_by", "extension_offer"), event.clocks)
    return counted(changed(order, confirmed_at=at, extension=None, clocks=clocks), at)


def _time_passed(order: Order, event: e.ConfirmTimePassed, at: Instant) -> Order:
    order = settled(order, event.transfers, event.shares)
    clocks = running.without(order.clocks, "confirm_by")
    return changed(order, confirm_by_passed=at, clocks=clocks)


def _completed(order: Order, event: e.OrderCompleted, at: Instant) -> Order:
    order = settled(order, event.transfers, event.shares)
    clocks = running.without(order.clocks, "confirm_by", "ship_within")
    passed = at if event.how == "by_time" else None
    order = changed(
        order,
        status="completed",
        completed_at=at,
        confirm_by_passed=order.confirm_by_passed or passed,
        clocks=clocks,
    )
    return counted(order, at)


def _extension_offered(order: Order, event: e.ExtensionOffered, at: Instant) -> Order:
    offer = Extension(by=event.by, days=event.days, at=at)
    return changed(order, extension=offer, clocks=started(order.clocks, event.clocks))


def _extension_granted(order: Order, event: e.ExtensionGranted, at: Instant) -> Order:
    order = moved(order, event.moved)
    return changed(
        order,
        extension=None,
        extended=order.extended + event.days * DAY,
        clocks=running.without(order.clocks, "extension_offer"),
    )


def _extension_lapsed(order: Order, event: e.ExtensionLapsed, at: Instant) -> Order:
    clocks = running.without(order.clocks, "extension_offer")
    return changed(order, extension=None, clocks=clocks)


def _cancellation_requested(order: Order, event: e.CancellationRequested, at: Instant) -> Order:
    return changed(
        order,
        cancellation_asked=at,
        cancellation_used=True,
        clocks=started(order.clocks, event.clocks),
    )


def _cancellation_refused(order: Order, event: e.CancellationRefused, at: Instant) -> Order:
    order = moved(order, event.moved)
    clocks = running.without(order.clocks, "answer_cancellation")
    return changed(order, cancellation_asked=None, clocks=clocks)


def _pieces_cancelled(order: Order, event: e.PiecesCancelled, at: Instant) -> Order:
    order = settled(order, event.transfers, event.shares)
    order = _cancelled(order, event.pieces)
    kept = running.without(order.clocks, "ship_within", "answer_cancellation")
    order = changed(order, cancellation_asked=None, clocks=kept)
    if not order.parcels:
        return changed(order, status="cancelled")
    order = _all_shipped(order, True, event.clocks)
    arrived = [parcel.delivered_at for parcel in order.parcels]
    if None in arrived:
        return order
    return changed(order, status="delivered", delivered_at=max(a for a in arrived if a))


def _cancelled(order: Order, pieces: Iterable[e.PieceAt]) -> Order:
    gone = set(pieces)
    lines = tuple(
        changed(
            line,
            pieces=tuple(
                changed(piece, cancelled=True) if (line.id, number) in gone else piece
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    return changed(order, lines=lines)


AFTER: ByOrderEvent[After] = {
    "OrderPlaced": _placed,
    "ParcelShipped": _shipped,
    "ParcelCorrected": _corrected,
    "TrackingReported": _reported,
    "ReceiptConfirmed": _confirmed,
    "ConfirmTimePassed": _time_passed,
    "OrderCompleted": _completed,
    "ExtensionOffered": _extension_offered,
    "ExtensionGranted": _extension_granted,
    "ExtensionLapsed": _extension_lapsed,
    "CancellationRequested": _cancellation_requested,
    "CancellationRefused": _cancellation_refused,
    "PiecesCancelled": _pieces_cancelled,
}
