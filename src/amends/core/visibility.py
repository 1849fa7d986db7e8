"""What each role may see, field by field.

A stranger sees nothing, and nothing looks the same as what is not there. A ruling that is not in
force is for arbitrators alone (safeguards.md 18); a return address is for the two parties and the
arbitrator; what the seller pays is not for the buyer. `order_seen_by` and `event_seen_by` empty
what is withheld, wherever in an order or event it stands: one table says what.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from amends.core.accounts import WORLD, escrow_of
from amends.core.deadlines import due_of
from amends.core.dispute import Appeal, Arbitration, Dispute, Promise, Return, Ruling, Terms
from amends.core.duties import turn_of
from amends.core.events import Event, OrderPlaced, PromiseKept, RulingIssued
from amends.core.grounds import Turn
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.transfers import Purpose, Transfer
from amends.core.value import changed, value

# Systems give commands and read nothing.
_READERS = frozenset(("buyer", "seller", "arbitrator", "operator"))
_FEES: frozenset[Purpose] = frozenset(("commission", "payment_fee"))


@value
class DisputeView(Dispute):
    """A dispute as somebody may see it: its fields, with what is withheld empty.

    `waits_for` is whose move it is, the bank's while a chargeback is open; `until` is the next
    instant at which silence changes it.
    """

    waits_for: Turn
    until: Instant | None


@value
class OrderView(Order):
    """An order as somebody may see it: its fields, with what is withheld empty."""

    disputes: tuple[DisputeView, ...]


def is_reader(order: Order, viewer: Actor) -> bool:
    """Whether somebody may see anything of an order."""
    return viewer.role in _READERS and order.belongs(viewer)


def sees_return_address(viewer: Actor) -> bool:
    """Whether somebody is told where goods go back to: the parties and the arbitrator are."""
    return viewer.role != "operator"


def sees_coupon_code(viewer: Actor) -> bool:
    """Whether somebody is told a coupon's code: whoever uses, gave or judges it."""
    return viewer.role != "operator"


def sees_pending_rulings(viewer: Actor) -> bool:
    """Whether somebody is told of a ruling that is not in force (safeguards.md 18)."""
    return viewer.role == "arbitrator"


def sees_fees(viewer: Actor) -> bool:
    """Whether somebody is told the seller's commission, payment fee and net: the buyer is not.

    The shop is: it names them when it places the order.
    """
    return viewer.role in ("seller", "arbitrator", "operator", "shop")


def shown_transfers(
    transfers: Iterable[Transfer], order: Order, viewer: Actor
) -> tuple[Transfer, ...]:
    """Movements of money as the viewer may see them.

    Who does not see fees is told what the buyer gets and gives and what leaves escrow, with the
    seller's commission and fee counted as the seller's; how others settle among themselves is
    theirs.
    """
    if sees_fees(viewer):
        return tuple(transfers)
    sums: dict[tuple[str, str, Purpose], int] = {}
    seller, own = f"seller:{order.seller}", (f"buyer:{order.buyer}", escrow_of(order), WORLD)
    for each in transfers:
        debit, credit, purpose = each.debit, each.credit, each.purpose
        if purpose in _FEES:
            debit = seller if debit not in own else debit
            credit = seller if credit not in own else credit
            purpose = "release" if debit == escrow_of(order) else "recovery"
        if debit != credit and (debit in own or credit in own):
            key = (debit, credit, purpose)
            sums[key] = sums.get(key, 0) + each.minor
    return tuple(
        Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)
        for (debit, credit, purpose), minor in sums.items()
    )


# Who is told, of which values, which fields.
_TABLE: tuple[tuple[Callable[[Actor], bool], dict[type, tuple[str, ...]]], ...] = (
    (
        sees_fees,
        {
            Order: ("commission", "payment_fee", "kept_commission", "kept_fee"),
            OrderPlaced: ("commission", "payment_fee"),
            Terms: ("made_whole",),
            Ruling: ("made_whole",),
        },
    ),
    (sees_pending_rulings, {Arbitration: ("pending",), Appeal: ("pending",)}),
    (sees_return_address, {Return: ("address", "waybill", "earlier_waybills")}),
    (sees_coupon_code, {Promise: ("code",), PromiseKept: ("code",)}),
)


def order_seen_by(viewer: Actor, order: Order) -> OrderView:
    """The order as somebody may see it, who is one of its readers."""
    seen = _emptied(order, _Hiding(viewer, order))
    content = {name: getattr(seen, name) for name in _names(Order)}
    content["disputes"] = tuple(_dispute_view(seen, each) for each in seen.disputes)
    return OrderView(**content)


def event_seen_by(viewer: Actor, order: Order, event: Event) -> Event | None:
    """An event of the order as somebody may see it; none where nothing of it may be seen."""
    if isinstance(event, RulingIssued) and not event.ruling.in_force:
        return event if sees_pending_rulings(viewer) else None
    seen: Event = _emptied(event, _Hiding(viewer, order))
    return seen


def events_seen_by(viewer: Actor, order: Order, events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of the events of which somebody may see anything, as they may see them."""
    seen = (event_seen_by(viewer, order, event) for event in events)
    return tuple(event for event in seen if event is not None)


def _dispute_view(order: Order, dispute: Dispute) -> DisputeView:
    content = {name: getattr(dispute, name) for name in _names(Dispute)}
    turn, due = turn_of(order, dispute), due_of(order, dispute)
    return DisputeView(**content, waits_for=turn, until=due)


class _Hiding:
    """What is withheld from a viewer: by type the fields with what stands in them instead."""

    def __init__(self, viewer: Actor, order: Order) -> None:
        self.viewer = viewer
        self.order = order
        self.fields = _withheld(viewer.role)
        self.fees = not sees_fees(viewer)


@cache
def _withheld(role: Any) -> dict[type, dict[str, object]]:
    viewer = Actor(role=role, name="")
    return {
        kind: {
            each.name: "" if each.default is MISSING else each.default
            for each in fields(kind)
            if each.name in names
        }
        for sees, table in _TABLE
        if not sees(viewer)
        for kind, names in table.items()
    }


def _emptied(thing: Any, hiding: _Hiding) -> Any:
    """The same value, with what is withheld left at its default, at any depth."""
    if isinstance(thing, tuple):
        if hiding.fees and thing and isinstance(thing[0], Transfer):
            return shown_transfers(thing, hiding.order, hiding.viewer)
        parts = tuple([_emptied(each, hiding) for each in thing])
        same = all(new is old for new, old in zip(parts, thing, strict=True))
        return thing if same else parts
    kind: type = type(thing)
    if not is_dataclass(kind):
        return thing
    changes = dict(hiding.fields.get(kind, {}))
    for name in _names(kind):
        if name not in changes:
            old = getattr(thing, name)
            new = _emptied(old, hiding)
            if new is not old:
                changes[name] = new
    return changed(thing, **changes) if changes else thing


def strings(thing: Any) -> Iterator[str]:
    """Every text in a value, at any depth."""
    kind: type = type(thing)
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from strings(each)
    elif is_dataclass(kind):
        for name in _names(kind):
            yield from strings(getattr(thing, name))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
