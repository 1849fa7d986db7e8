"""The seller sends the new goods (N11, readings.md 34)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.dispute import GoodsParcel, Replacement
from amends.core.events import ReplacementShipped
from amends.core.refusals import Refusal, refuse
from amends.core.value import changed, private, value


@value
class ShipReplacement:
    """Carrier and tracking number of the new goods."""

    dispute: int = 0
    carrier: str = ""
    tracking: str = private("parcel")


def possible(case: Case) -> Refusal | None:
    """Once the old goods are back, where they have to come back."""
    stage = case.dispute.stage
    if not isinstance(stage, Replacement) or stage.step != "ship":
        return refuse("wrong_step", step=getattr(stage, "step", "ship"))
    return None


def decide(case: Case, command: ShipReplacement) -> Refusal | None:
    """Not delivered 30 days later, it goes to the platform by itself (safeguards.md 14)."""
    stage = case.dispute.stage
    assert isinstance(stage, Replacement)
    if not command.tracking:
        return refuse("bad_argument", problem="A parcel has a tracking number")
    used = {parcel.tracking for parcel in case.order.parcels}
    if command.tracking in used:
        return refuse("tracking_used")
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
