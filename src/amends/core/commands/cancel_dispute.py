"""Cancelling a dispute: only its buyer, with a second confirmation (C1–C4)."""

from amends.core.amounts import most_of, say
from amends.core.case import Case
from amends.core.closing import cancel
from amends.core.refusals import Refusal, refuse
from amends.core.value import value


@value
class CancelDispute:
    """Give the claim up; `confirm` has to be true."""

    dispute: int = 0
    confirm: bool = False


def possible(case: Case) -> Refusal | None:
    """Until a ruling is in force (C3)."""
    if any(ruling.in_force for ruling in case.dispute.rulings):
        return refuse("not_appealable", why="the platform has ruled")
    return None


def decide(case: Case, command: CancelDispute) -> Refusal | None:
    """Close it; what was claimed goes to the seller, or stays held where policy says so."""
    dispute = case.dispute
    if not command.confirm:
        top = say(case.order, most_of(case, dispute))
        stays = dispute.not_received or case.policy.opening.on_cancel == "resume_protection"
        lost = (
            f"your claim ends; {top} stay held until protection ends"
            if stays
            else f"{top} go to the seller, and these goods cannot be disputed again"
        )
        return refuse("needs_confirmation", lost=lost, safer="Or extend protection first.")
    cancel(case)
    return None
