"""The seller sends the new goods (N11, readings.md 34)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfDispute
from amends.core.dispute import GoodsParcel, Replacement, Return
from amends.core.events import ReplacementShipped
from amends.core.faults import NotAsRequired
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.orders import TrackingUsed
from amends.core.refusals.rulings import WrongStep
from amends.core.value import changed, private, value


@value
class ShipReplacement(OfDispute):
    """Carrier and tracking number of the new goods."""

    carrier: str = ""
    tracking: str = private("parcel")


def possible(case: Case) -> Refusal | None:
    """Once the old goods are back, where they have to come back."""
    stage = case.dispute.stage
    assert isinstance(stage, Return | Replacement)
    if not isinstance(stage, Replacement) or stage.step != "ship":
        return WrongStep(step=stage.awaits)
    return None


def decide(case: Case, command: ShipReplacement) -> Refusal | None:
    """Not delivered 30 days later, it goes to the platform by itself (safeguards.md 14)."""
    stage = case.dispute.stage
    assert isinstance(stage, Replacement)
    if not command.tracking:
        return BadArgument(field="tracking", fault=NotAsRequired(rule="parcel_tracking"))
    used = {parcel.tracking for parcel in case.order.parcels}
    if command.tracking in used:
        return TrackingUsed()
    due = case.due(case.policy.returns.replacement_undelivered)
    case.record(
        ReplacementShipped(
            dispute=case.number,
            stage=changed(
                stage,
                step="confirm",
                parcel=GoodsParcel(
                    carrier=command.carrier, tracking=command.tracking, shipped_at=case.now
                ),
            ),
            clocks=(Clock(kind="replacement_undelivered", since=case.now, due=due),),
        )
    )
    return None
