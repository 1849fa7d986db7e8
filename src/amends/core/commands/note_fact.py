"""Noting a fact of the closed list, on which the recommendation of liability rests (readings.md 30)."""

from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import owner_of
from amends.core.dispute import NotedFact
from amends.core.events import FactNoted
from amends.core.grounds import Fact
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import FactNeedsExhibit, NoSuchExhibit, NotYourExhibit
from amends.core.value import value


@value
class NoteFact(OfDispute):
    """What an exhibit shows; an arbitrator may note a fact without one."""

    fact: Fact
    exhibit: int = 0


def possible(case: Case) -> Refusal | None:
    """A party has to have an exhibit of its own."""
    owner = owner_of(case)
    if owner == "arbitrator" or any(
        x.owner == owner and not x.withdrawn for x in case.dispute.exhibits
    ):
        return None
    return FactNeedsExhibit()


def decide(case: Case, command: NoteFact) -> Refusal | None:
    """A party's word about its own exhibit is shown as its word (safeguards.md 17)."""
    by = owner_of(case)
    exhibits = {x.number: x for x in case.dispute.exhibits if not x.withdrawn}
    if command.exhibit and command.exhibit not in exhibits:
        return NoSuchExhibit(exhibit=command.exhibit, exhibits=tuple(exhibits))
    if by != "arbitrator":
        if not command.exhibit:
            return FactNeedsExhibit()
        if exhibits[command.exhibit].owner != by:
            return NotYourExhibit()
    noted = NotedFact(fact=command.fact, by=by, exhibit=command.exhibit)
    case.record(FactNoted(dispute=case.number, noted=noted))
    return None
