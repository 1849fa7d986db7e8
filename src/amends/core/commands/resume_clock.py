"""Ending a pause (safeguards.md 5)."""

from amends.core.case import Case
from amends.core.commands.about import OfOrder
from amends.core.events import ClockResumed
from amends.core.refusals import Refusal
from amends.core.refusals.orders import NotPaused
from amends.core.standstill import when_it_goes_on
from amends.core.value import value


@value
class ResumeClock(OfOrder):
    """The clocks go on."""

    reason: str = ""


def possible(case: Case) -> Refusal | None:
    """Whether the order is paused."""
    return NotPaused() if case.order.pause is None else None


def decide(case: Case, command: ResumeClock) -> Refusal | None:
    """Every deadline lies later by the time that it stood still."""
    order = case.order
    moved = when_it_goes_on(order, case.now, other_holds=order.chargeback is not None)
    case.record(ClockResumed(moved=moved))
    return None
