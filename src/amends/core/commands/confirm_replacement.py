"""The buyer has the new goods; the dispute ends as agreed (N11)."""

from amends.core.case import Case
from amends.core.closing import close
from amends.core.commands.about import OfDispute
from amends.core.dispute import Replacement, Return
from amends.core.events import ReplacementConfirmed
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import WrongStep
from amends.core.value import value


@value
class ConfirmReplacement(OfDispute):
    """The new goods came and are right."""


def possible(case: Case) -> Refusal | None:
    """Once they have been sent."""
    stage = case.dispute.stage
    assert isinstance(stage, Return | Replacement)
    if not isinstance(stage, Replacement) or stage.step != "confirm":
        return WrongStep(step=stage.awaits)
    return None


def decide(case: Case, command: ConfirmReplacement) -> Refusal | None:
    """Pay the disputed pieces out to the seller."""
    stage = case.dispute.stage
    assert isinstance(stage, Replacement)
    case.record(ReplacementConfirmed(dispute=case.number))
    close(case, stage.terms, refund=0)
    return None
