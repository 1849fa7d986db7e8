"""Withdrawing one's own exhibit, unless the dispute rests on it (N6, safeguards.md 16)."""

from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import owner_of
from amends.core.events import ExhibitWithdrawn
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import ExhibitStays, NoSuchExhibit, NotYourExhibit
from amends.core.value import value


@value
class WithdrawExhibit(OfDispute):
    """Take back the exhibit of that number; the history keeps it."""

    exhibit: int


def possible(case: Case) -> Refusal | None:
    """Whether there is an exhibit of one's own that may go."""
    owner = owner_of(case)
    if any(x.owner == owner and not x.needed and not x.withdrawn for x in case.dispute.exhibits):
        return None
    return NoSuchExhibit(wanted="to_withdraw")


def decide(case: Case, command: WithdrawExhibit) -> Refusal | None:
    """What an opening needed, a request asked for or a fact rests on stays."""
    exhibits = case.dispute.exhibits
    exhibit = next((x for x in exhibits if x.number == command.exhibit and not x.withdrawn), None)
    if exhibit is None:
        numbers = tuple(x.number for x in exhibits if not x.withdrawn)
        return NoSuchExhibit(exhibit=command.exhibit, exhibits=numbers)
    if exhibit.owner != case.actor.role:
        return NotYourExhibit()
    if exhibit.needed:
        return ExhibitStays()
    case.record(ExhibitWithdrawn(dispute=case.number, exhibit=exhibit.number))
    return None
