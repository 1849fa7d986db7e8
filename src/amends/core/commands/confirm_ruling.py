"""The second person: a ruling above an amount needs another arbitrator (A7)."""

from amends.core.arbitration import put_in_force, standing_platform_proposal
from amends.core.case import Case
from amends.core.commands.about import OfDispute
from amends.core.commands.decide_appeal import put_appeal_in_force
from amends.core.dispute import Appeal, Arbitration
from amends.core.judging import deciders
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import NoPendingRuling, NotTheArbitrator, ProposalStands
from amends.core.value import changed, value


@value
class ConfirmRuling(OfDispute):
    """Put the ruling in force that waits for a second person."""


def possible(case: Case) -> Refusal | None:
    """By another arbitrator than the one who ruled."""
    stage = case.dispute.stage
    assert isinstance(stage, Arbitration | Appeal)
    if stage.pending is None:
        return NoPendingRuling()
    if stage.pending.by == case.actor.name:
        return NotTheArbitrator(why="ruled_it")
    if isinstance(stage, Appeal) and case.actor.name in deciders(case.dispute):
        return NotTheArbitrator(why="decided_before")
    clock = standing_platform_proposal(case.dispute)
    if clock is not None:
        return ProposalStands(due=clock.due)
    return None


def decide(case: Case, command: ConfirmRuling) -> Refusal | None:
    """The ruling is in force and carried out at once."""
    stage = case.dispute.stage
    assert isinstance(stage, Arbitration | Appeal)
    assert stage.pending is not None
    ruling = changed(stage.pending, confirmed_by=case.actor.name, in_force=True)
    if isinstance(stage, Appeal):
        put_appeal_in_force(case, ruling)
    else:
        put_in_force(case, ruling)
    return None
