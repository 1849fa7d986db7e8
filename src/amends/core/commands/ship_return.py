"""The buyer sends the goods back (R2)."""

from amends.core.amounts import amount_of, say
from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.dispute import GoodsParcel, Return
from amends.core.events import ReturnShipped
from amends.core.refusals import Refusal, refuse
from amends.core.value import changed, private, value


@value
class ShipReturn:
    """Carrier and tracking number of the return, and what the freight cost if it is claimed."""

    dispute: int = 0
    carrier: str = ""
    tracking: str = private("parcel")
    freight: str = ""


def possible(case: Case) -> Refusal | None:
    """Once there is an address; corrected until the carrier's first scan."""
    stage = case.dispute.stage
    if not isinstance(stage, Return) or stage.step == "address":
        return refuse("wrong_step", step=getattr(stage, "step", "confirm"))
    if stage.step == "receipt" and stage.parcel is not None and stage.parcel.status is not None:
        return refuse("wrong_step", step="confirm the return")
    return None


def decide(case: Case, command: ShipReturn) -> Refusal | None:
    """Start the seller's countdown, counted from the buyer's shipping (R3)."""
    stage = case.dispute.stage
    assert isinstance(stage, Return)
    if stage.waybill and command.tracking not in (stage.waybill, *stage.earlier_waybills):
        return refuse("waybill_mismatch")
    if not command.tracking:
        return refuse("bad_argument", problem="A return has a tracking number")
    if command.tracking in {parcel.tracking for parcel in case.order.parcels}:
        return refuse("tracking_used")
    freight = 0
    if command.freight:
        parsed = amount_of(case, command.freight)
        if isinstance(parsed, Refusal):
            return parsed
        if parsed > case.order.paid:
            return refuse("more_than_was_paid", most=say(case.order, case.order.paid))
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
