"""Cancelling a dispute: only its buyer, with a second confirmation (C1–C4)."""

from amends.core.amounts import most_of
from amends.core.case import Case
from amends.core.closing import cancel
from amends.core.commands.about import OfDispute
from amends.core.refusals import Refusal
from amends.core.refusals.orders import NeedsConfirmation
from amends.core.refusals.rulings import NotAppealable
from amends.core.value import value


@value
class CancelDispute(OfDispute):
    """Give the claim up; `confirm` has to be true."""

    confirm: bool = False


def possible(case: Case) -> Refusal | None:
    """Until a ruling is in force (C3)."""
    if any(ruling.in_force for ruling in case.dispute.rulings):
        return NotAppealable(why="ruled")
    return None


def decide(case: Case, command: CancelDispute) -> Refusal | None:
    """Close it; what was claimed goes to the seller, or stays held where policy says so."""
    dispute = case.dispute
    if not command.confirm:
        stays = dispute.not_received or case.policy.opening.on_cancel == "resume_protection"
        return NeedsConfirmation(
            lost="claim" if stays else "goods", amount=case.money(most_of(case, dispute))
        )
    cancel(case)
    return None
