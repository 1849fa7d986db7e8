"""The lines of an order, and its parcels with what their carriers reported."""

from dataclasses import dataclass
from typing import Literal

from amends.core.events import ParcelShipped, TrackingReported
from amends.core.lines import Line, Parcel
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.warnings import Warned
from amends.web.forms import Form

ENDS = frozenset(("delivered", "returned", "lost", "destroyed"))
_BAD = frozenset(("returned", "lost", "damaged", "destroyed", "attempt_failed"))
_ICONS = {
    "sent": "package", "info_received": "clipboard-list", "in_transit": "truck",
    "customs": "landmark", "out_for_delivery": "map-pin", "available_for_pickup": "store",
    "attempt_failed": "circle-alert", "delivered": "package-check", "returned": "undo-2",
    "lost": "circle-question-mark", "damaged": "package-x", "destroyed": "package-x",
}  # fmt: skip
_SCANS = {
    "sent": N_("Sent by the seller"),
    "info_received": N_("Announced to the carrier"),
    "in_transit": N_("On its way"),
    "customs": N_("At customs"),
    "out_for_delivery": N_("Out for delivery"),
    "available_for_pickup": N_("Ready to be picked up"),
    "attempt_failed": N_("Nobody was met"),
    "delivered": N_("Delivered"),
    "returned": N_("Sent back to the seller"),
    "lost": N_("Lost"),
    "damaged": N_("Damaged on its way"),
    "destroyed": N_("Destroyed"),
}


@dataclass(frozen=True)
class Dot:
    """A point on a parcel's line. `coming` has not been reported yet; `at` is the carrier's time."""

    status: str
    name: str
    icon: str
    state: Literal["done", "now", "bad", "coming"]
    at: Instant | None = None
    note: str = ""


@dataclass(frozen=True)
class ShownLine:
    """A line with what was paid for it, and where its pieces are."""

    title: str
    quantity: int
    price: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class ShownParcel:
    """A parcel: what is in it, its number, its scans, and what the guard says about it."""

    name: str
    carrier: str
    tracking: str
    contents: tuple[str, ...]
    dots: tuple[Dot, ...]
    summary: str
    warnings: tuple[str, ...]
    correct: Form | None


def shown_lines(seen: Seen) -> tuple[ShownLine, ...]:
    """The lines as they were ordered."""
    return tuple(
        ShownLine(
            title=seen.words.line(line.id),
            quantity=line.quantity,
            price=seen.words.money(line.price * line.quantity),
            pieces=_pieces(seen, line),
        )
        for line in seen.order.lines
    )


def _pieces(seen: Seen, line: Line) -> tuple[str, ...]:
    count, said = seen.tongue.count, []
    cancelled = sum(piece.cancelled for piece in line.pieces)
    waiting = sum(not piece.parcel and not piece.cancelled for piece in line.pieces)
    refunded = sum(piece.refunded for piece in line.pieces if not piece.cancelled)
    if cancelled:
        said.append(count("{count} cancelled", "{count} cancelled", cancelled))
    if waiting:
        said.append(count("{count} not shipped yet", "{count} not shipped yet", waiting))
    if refunded:
        said.append(seen.tongue.say("{amount} refunded", amount=seen.words.money(refunded)))
    return tuple(said)


def shown_parcels(
    seen: Seen, warned: list[Warned], corrections: dict[str, Form]
) -> tuple[ShownParcel, ...]:
    """The parcels in the order in which they were sent."""
    return tuple(
        ShownParcel(
            name=parcel.name,
            carrier=seen.words.text(parcel.carrier).upper(),
            tracking=seen.words.text(parcel.tracking),
            contents=_contents(seen, parcel),
            dots=(found := _dots(seen, parcel)),
            summary=_summary(seen, found),
            warnings=tuple(each.sentence for each in warned if each.about == parcel.name),
            correct=corrections.get(parcel.name),
        )
        for parcel in seen.order.parcels
    )


def _contents(seen: Seen, parcel: Parcel) -> tuple[str, ...]:
    counts = (
        (line, sum(piece.parcel == parcel.name for piece in line.pieces))
        for line in seen.order.lines
    )
    return tuple(
        seen.tongue.say("{count} × {title}", count=count, title=seen.words.line(line.id))
        for line, count in counts
        if count
    )


def _dots(seen: Seen, parcel: Parcel) -> tuple[Dot, ...]:
    """What was reported, the same status in a row once, and what is still to come."""
    reports: list[tuple[str, Instant, bool]] = [("sent", _sent(seen, parcel), True)]
    for _, _, event in seen.past:
        if not isinstance(event, TrackingReported) or event.parcel.name != parcel.name:
            continue
        if reports[-1][0] != event.status or not event.counted:
            reports.append((event.status, event.scanned_at, event.counted))
    last = len(reports) - 1
    dots = [
        _dot(seen, status, at, counted, newest=place == last)
        for place, (status, at, counted) in enumerate(reports)
    ]
    return (*dots, *(_to_come(seen, status) for status in _missing(parcel, reports)))


def _sent(seen: Seen, parcel: Parcel) -> Instant:
    sent = (
        at
        for at, _, event in seen.past
        if isinstance(event, ParcelShipped) and event.parcel.name == parcel.name
    )
    return next(sent, parcel.dispatched)


def _dot(seen: Seen, status: str, at: Instant, counted: bool, *, newest: bool) -> Dot:
    bad = status in _BAD or not counted
    note = "" if counted else seen.tongue.say("This does not count as a delivery of this order.")
    return Dot(
        status=status,
        name=seen.tongue.say(_SCANS[status]),
        icon=_ICONS[status],
        state="bad" if bad else "now" if newest else "done",
        at=at,
        note=note,
    )


def _to_come(seen: Seen, status: str) -> Dot:
    return Dot(status, seen.tongue.say(_SCANS[status]), _ICONS[status], "coming")


def _missing(parcel: Parcel, reports: list[tuple[str, Instant, bool]]) -> tuple[str, ...]:
    if parcel.delivered_at is not None or parcel.status in ENDS:
        return ()
    moved = any(status not in ("sent", "info_received") for status, _, _ in reports)
    return ("delivered",) if moved else ("in_transit", "delivered")


def _summary(seen: Seen, dots: tuple[Dot, ...]) -> str:
    newest = next(dot for dot in reversed(dots) if dot.state != "coming")
    assert newest.at is not None
    return seen.tongue.say(
        "{status}, {instant}", status=newest.name, instant=seen.tongue.instant(newest.at)
    )
