"""Shipping: the seller sends pieces in a parcel, or corrects one before its first scan (O2)."""

from collections.abc import Iterable

from amends.core.case import Case
from amends.core.clocks import Clock, Clocks
from amends.core.commands.about import OfOrder
from amends.core.events import ParcelCorrected, ParcelShipped
from amends.core.faults import NotAsRequired
from amends.core.lines import Parcel, PieceAt
from amends.core.order import Order
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.orders import (
    CancellationPending,
    CorrectionTooLate,
    MoreThanIsLeft,
    NotPaidAnyMore,
    OrderClosed,
    TrackingUsed,
    Uncorrectable,
    UnknownLine,
)
from amends.core.settlement import pieces_of
from amends.core.shipping import clocks_of_shipping, moved_waits, promise_from
from amends.core.unshipped import unshipped
from amends.core.value import changed, field, private, value


@value
class Ship(OfOrder):
    """A parcel with a carrier and tracking number; `lines` says how many of which line."""

    parcel: str = ""
    carrier: str
    tracking: str = private("parcel")
    lines: dict[str, int] = field(default_factory=dict, hash=False)


def possible(case: Case) -> Refusal | None:
    """Whether anything can be shipped or corrected at all."""
    order = case.order
    if order.status in ("cancelled", "completed"):
        return OrderClosed(status=order.status)
    if order.cancellation_asked is not None:
        return CancellationPending()
    if not unshipped(order) and not any(
        _uncorrectable(case, parcel) is None for parcel in order.parcels
    ):
        return NotPaidAnyMore()
    return None


def decide(case: Case, command: Ship) -> Refusal | None:
    """Ship, or correct the parcel of that name."""
    if not command.tracking:
        return BadArgument(field="tracking", fault=NotAsRequired(rule="parcel_tracking"))
    order = case.order
    known = order.parcel(command.parcel) if command.parcel else None
    if known is not None:
        return _correct(case, command, known)
    if not unshipped(order):
        return NotPaidAnyMore()
    if _is_used(order, command.tracking, ""):
        return TrackingUsed()
    chosen = _choose(order, command, unshipped(order))
    if isinstance(chosen, Refusal):
        return chosen
    everything = len(chosen) == len(unshipped(order))
    clocks = clocks_of_shipping(
        order, case.policy, promise_from(order, case.now), case.now, everything
    )
    parcel = Parcel(
        name=command.parcel or _free_name(order),
        carrier=command.carrier,
        tracking=command.tracking,
        dispatched=case.now,
        check_digit=case.known.check_digit,
    )
    case.record(
        ParcelShipped(
            parcel=parcel,
            pieces=chosen,
            everything=everything,
            clocks=clocks,
            moved=moved_waits(order, clocks[0].due),
        )
    )
    return None


def _correct(case: Case, command: Ship, parcel: Parcel) -> Refusal | None:
    """A correction keeps the dispatch instant (safeguards.md 9)."""
    order = case.order
    why = _uncorrectable(case, parcel)
    if why is not None:
        return CorrectionTooLate(why=why, most=case.policy.order.corrections)
    if _is_used(order, command.tracking, parcel.name):
        return TrackingUsed()
    mine = _in_parcel(order, parcel.name)
    chosen = (
        _choose(order, command, _in_order(order, (*mine, *unshipped(order))))
        if command.lines
        else mine
    )
    if isinstance(chosen, Refusal):
        return chosen
    if not _settled_or_claimed(order, mine) <= set(chosen):
        return CorrectionTooLate(why="decided", most=case.policy.order.corrections)
    everything = set(chosen) == {*mine, *unshipped(order)}
    case.record(
        ParcelCorrected(
            parcel=changed(
                parcel,
                carrier=command.carrier,
                tracking=command.tracking,
                check_digit=case.known.check_digit,
                corrections=parcel.corrections + 1,
            ),
            pieces=chosen,
            everything=everything,
            clocks=() if everything == order.all_shipped else _clocks(case, everything),
        )
    )
    return None


def _clocks(case: Case, everything: bool) -> Clocks:
    """The clocks of a corrected parcel; what is unshipped again has its thirty days from payment."""
    order = case.order
    promise = order.clock("promise")
    assert promise is not None, "a parcel was dispatched"
    clocks = clocks_of_shipping(order, case.policy, promise, case.now, everything)
    if everything:
        return clocks
    due = case.policy.due(case.policy.order.ship_within, order.paid_at)
    return (*clocks, Clock(kind="ship_within", since=order.paid_at, due=due))


def _uncorrectable(case: Case, parcel: Parcel) -> Uncorrectable | None:
    order = case.order
    if parcel.first_scan is not None:
        return "scanned"
    if parcel.corrections >= case.policy.order.corrections:
        return "corrected_often"
    mine = set(_in_parcel(order, parcel.name))
    if any(mine & set(pieces_of(dispute)) for dispute in order.open_disputes()):
        return "dispute_open"
    if case.order.status == "completed":
        return "order_completed"
    return None


def _choose(
    order: Order, command: Ship, available: tuple[PieceAt, ...]
) -> tuple[PieceAt, ...] | Refusal:
    """The pieces that are meant: lowest numbers first; by default all that is left."""
    if not command.lines:
        return available
    chosen: list[PieceAt] = []
    for name, quantity in command.lines.items():
        if order.line(name) is None:
            return UnknownLine(line=name, lines=tuple(x.id for x in order.lines))
        left = [at for at in available if at[0] == name]
        if not 1 <= quantity <= len(left):
            return MoreThanIsLeft(left=len(left), line=name, asked=quantity)
        chosen += left[:quantity]
    return tuple(chosen)


def _in_parcel(order: Order, name: str) -> tuple[PieceAt, ...]:
    return tuple(
        (line.id, number)
        for line in order.lines
        for number, piece in enumerate(line.pieces)
        if piece.parcel == name
    )


def _settled_or_claimed(order: Order, pieces: Iterable[PieceAt]) -> set[PieceAt]:
    """The pieces that have to stay in their parcel, because something was decided about them."""
    state = {(line.id, n): piece for line in order.lines for n, piece in enumerate(line.pieces)}
    return {at for at in pieces if state[at].out or state[at].disputed}


def _in_order(order: Order, pieces: Iterable[PieceAt]) -> tuple[PieceAt, ...]:
    places = {line.id: place for place, line in enumerate(order.lines)}
    return tuple(sorted(pieces, key=lambda at: (places[at[0]], at[1])))


def _free_name(order: Order) -> str:
    """A name for a parcel that was given none: p1, p2, … whichever is free."""
    names = {parcel.name for parcel in order.parcels}
    return next(f"p{n}" for n in range(1, len(names) + 2) if f"p{n}" not in names)


def _is_used(order: Order, tracking: str, but: str) -> bool:
    return any(p.tracking == tracking and p.name != but for p in order.parcels)
