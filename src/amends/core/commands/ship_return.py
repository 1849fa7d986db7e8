"""The buyer sends the goods back (R2)."""

from amends.core.amounts import amount_of
from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfDispute
from amends.core.dispute import GoodsParcel, Replacement, Return
from amends.core.events import ReturnShipped
from amends.core.faults import NotAsRequired
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.disputes import MoreThanWasPaid
from amends.core.refusals.orders import TrackingUsed
from amends.core.refusals.rulings import WaybillMismatch, WrongStep
from amends.core.value import changed, private, value


@value
class ShipReturn(OfDispute):
    """Carrier and tracking number of the return, and what the freight cost if it is claimed."""

    carrier: str = ""
    tracking: str = private("parcel")
    freight: str = ""


def possible(case: Case) -> Refusal | None:
    """Once there is an address; corrected until the carrier's first scan."""
    stage = case.dispute.stage
    assert isinstance(stage, Return | Replacement)
    if not isinstance(stage, Return) or stage.step == "address":
        return WrongStep(step=stage.awaits)
    if stage.step == "receipt" and stage.parcel is not None and stage.parcel.status is not None:
        return WrongStep(step=stage.awaits)
    return None


def decide(case: Case, command: ShipReturn) -> Refusal | None:
    """Start the seller's countdown, counted from the buyer's shipping (R3)."""
    stage = case.dispute.stage
    assert isinstance(stage, Return)
    if stage.waybill and command.tracking not in (stage.waybill, *stage.earlier_waybills):
        return WaybillMismatch()
    if not command.tracking:
        return BadArgument(field="tracking", fault=NotAsRequired(rule="return_tracking"))
    if command.tracking in {parcel.tracking for parcel in case.order.parcels}:
        return TrackingUsed()
    freight = 0
    if command.freight:
        parsed = amount_of(case, command.freight, "freight")
        if isinstance(parsed, Refusal):
            return parsed
        if parsed > case.order.paid:
            return MoreThanWasPaid(most=case.money(case.order.paid))
        freight = parsed
    due = case.due(case.policy.returns.receipt_within)
    clocks = (Clock(kind="return_receipt", since=case.now, due=due),)
    shipped_at = case.now
    if stage.parcel is not None:
        # A correction restarts no window (readings.md 33).
        clocks, shipped_at = case.dispute.clocks, stage.parcel.shipped_at  # type: ignore[assignment]
    case.record(
        ReturnShipped(
            dispute=case.number,
            stage=changed(
                stage,
                step="receipt",
                freight_claimed=freight,
                parcel=GoodsParcel(
                    carrier=command.carrier, tracking=command.tracking, shipped_at=shipped_at
                ),
            ),
            clocks=clocks,
        )
    )
    return None
