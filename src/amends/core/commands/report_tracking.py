"""What a carrier reports about a parcel, a return or new goods (safeguards.md 8)."""

from amends.core.arbitration import prove_delivery
from amends.core.case import Case
from amends.core.clocks import Clock, Clocks, without
from amends.core.commands.about import OfOrder
from amends.core.dispute import (
    Arbitration,
    Dispute,
    GoodsParcel,
    Negotiation,
    Replacement,
    Return,
)  # fmt: skip
from amends.core.events import GoodsReported, TrackingReported
from amends.core.grounds import TrackingStatus
from amends.core.lines import Parcel
from amends.core.moments import Instant, MomentError, parse_instant
from amends.core.order import Order
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.orders import UnknownTracking
from amends.core.shipping import moved_back, moved_by_delivery
from amends.core.turns import begin_first_turn, delivered
from amends.core.value import changed, private, value


@value
class ReportTracking(OfOrder):
    """A status of a tracking number; `scanned_at` is the carrier's own time, by default now."""

    tracking: str = private("parcel")
    status: TrackingStatus
    postcode: str = private("parcel", default="")
    scanned_at: str = ""


def decide(case: Case, command: ReportTracking) -> Refusal | None:
    """Record the report. It counts from now on; the carrier's own time is shown."""
    try:
        scanned = parse_instant(command.scanned_at) if command.scanned_at else case.now
    except MomentError as error:
        return BadArgument(field="scanned_at", fault=error.fault)
    for parcel in case.order.parcels:
        if parcel.tracking == command.tracking:
            return _on_parcel(case, command, parcel, scanned)
    known = False
    # What two disputes send back may travel in one parcel.
    for dispute in case.order.disputes:
        goods = _goods(dispute)
        if goods is not None and goods.tracking == command.tracking:
            _on_goods(case, command, dispute, goods, scanned)
            known = True
    return None if known else UnknownTracking()


def _on_parcel(
    case: Case, command: ReportTracking, parcel: Parcel, scanned: Instant
) -> Refusal | None:
    order, status = case.order, command.status
    matches = _matches(order.postcode, command.postcode)
    early = scanned < parcel.dispatched
    elsewhere = status == "delivered" and (matches is False or case.known.elsewhere)
    counted = not (status == "delivered" and (early or elsewhere))
    scan = status != "info_received"
    new = changed(
        parcel,
        status=status if counted else parcel.status,
        first_scan=parcel.first_scan or (case.now if scan else None),
        elsewhere=parcel.elsewhere or elsewhere,
        before_dispatch=parcel.before_dispatch or (scan and early),
    )
    undone = (
        status in ("returned", "lost")
        and parcel.delivered_at is not None
        and order.status != "completed"
    )
    if undone:
        new = changed(new, delivered_at=None)
    elif counted and status == "delivered" and parcel.delivered_at is None:
        new = changed(new, delivered_at=case.now)
    came = new.delivered_at is not None and parcel.delivered_at is None
    all_came = (
        came
        and order.all_shipped
        and all(p.delivered_at is not None for p in order.parcels if p.name != parcel.name)
    )
    moved = moved_by_delivery(order, case.policy, case.now) if all_came else ()
    if order.confirmed_at is not None or order.status == "completed":
        moved = ()
    elif undone and order.delivered_at is not None:
        moved = moved_back(order, case.policy)
    case.record(
        TrackingReported(
            parcel=new,
            status=status,
            scanned_at=scanned,
            postcode_matches=matches,
            counted=counted,
            all_delivered=all_came,
            undone=undone,
            moved=moved,
        )
    )
    if came:
        _wake(case)
    return None


def _wake(case: Case) -> None:
    """Disputes that waited for these goods go on (readings.md 21); a proof of delivery counts."""
    for number in range(1, len(case.order.disputes) + 1):
        case.number = number
        dispute = case.dispute
        if not delivered(case.order, dispute):
            continue
        if isinstance(dispute.stage, Negotiation) and dispute.stage.waiting:
            begin_first_turn(case)
        else:
            prove_delivery(case)


def _on_goods(
    case: Case, command: ReportTracking, dispute: Dispute, goods: GoodsParcel, scanned: Instant
) -> None:
    status = command.status
    stage = dispute.stage
    inner = stage.raised_from if isinstance(stage, Arbitration) else stage
    assert isinstance(inner, Return | Replacement)
    # New goods go where the order went; the address of a return is not known as a postcode.
    expected = case.order.postcode if isinstance(inner, Replacement) else ""
    matches = _matches(expected, command.postcode)
    counted = status != "delivered" or not (
        scanned < goods.shipped_at or matches is False or case.known.elsewhere
    )
    new = changed(goods, status=status) if counted else goods
    if counted and status == "delivered" and goods.delivered_at is None:
        new = changed(new, delivered_at=case.now)
    elif status in ("returned", "lost"):
        new = changed(new, delivered_at=None)
    clocks = dispute.clocks
    if isinstance(stage, Arbitration):
        stage = changed(stage, raised_from=changed(inner, parcel=new))
    else:
        stage = changed(inner, parcel=new)
        if isinstance(stage, Replacement):
            clocks = _clocks_of_new_goods(case, clocks, goods, new)
    case.record(
        GoodsReported(
            dispute=dispute.number,
            stage=stage,
            status=status,
            scanned_at=scanned,
            postcode_matches=matches,
            counted=counted,
            clocks=clocks,
        )
    )


def _clocks_of_new_goods(case: Case, clocks: Clocks, old: GoodsParcel, new: GoodsParcel) -> Clocks:
    """The buyer's window ends so long after a delivery; without one it is waited for (safeguards.md 14)."""
    if (old.delivered_at is None) == (new.delivered_at is None):
        return clocks
    rules = case.policy.returns
    if new.delivered_at is not None:
        due = case.due(rules.replacement_confirm)
        clock = Clock(kind="replacement_confirm", since=case.now, due=due)
    else:
        due = case.policy.due(rules.replacement_undelivered, new.shipped_at)
        clock = Clock(kind="replacement_undelivered", since=new.shipped_at, due=due)
    return (*without(clocks, "replacement_undelivered", "replacement_confirm"), clock)


def _goods(dispute: Dispute) -> GoodsParcel | None:
    stage = dispute.stage
    if isinstance(stage, Arbitration) and isinstance(stage.raised_from, Return | Replacement):
        return stage.raised_from.parcel
    return stage.parcel if isinstance(stage, Return | Replacement) else None


def _matches(expected: str, reported: str) -> bool | None:
    """Whether the postcode is that of the order; no value where either is not given."""
    return expected == reported if expected and reported else None


def possible(case: Case) -> Refusal | None:
    """Reports are taken as soon as there is a parcel."""
    return None if _has_parcels(case.order) else UnknownTracking()


def _has_parcels(order: Order) -> bool:
    return bool(order.parcels)
