"""Taking back what was raised from a return or replacement (R5)."""

from amends.core.case import Case
from amends.core.clocks import ClockKind, Clocks, without
from amends.core.commands.about import OfDispute
from amends.core.dispute import Arbitration, Replacement, Return
from amends.core.events import EscalationWithdrawn
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import NothingRaised, WithdrawnAlready
from amends.core.value import changed, value


@value
class WithdrawEscalation(OfDispute):
    """The goods came after all."""


def possible(case: Case) -> Refusal | None:
    """Who raised it, the first time only (safeguards.md 13), until a ruling is in force."""
    stage = case.dispute.stage
    role = case.actor.role
    assert isinstance(stage, Arbitration)
    if not isinstance(stage.raised_from, Return | Replacement) or stage.raised_by != role:
        return NothingRaised()
    if case.dispute.raised.count(stage.raised_by) > 1:
        return WithdrawnAlready()
    return None


def decide(case: Case, command: WithdrawEscalation) -> Refusal | None:
    """Go on where it stopped: the countdown stood still, and at least a day is left."""
    stage = case.dispute.stage
    assert isinstance(stage, Arbitration)
    assert isinstance(stage.raised_from, Return | Replacement)
    by = case.side
    back = stage.raised_from
    clocks = _go_on(case, stage)
    if isinstance(back, Replacement) and back.parcel is not None:
        came = back.parcel.delivered_at is not None
        kind: ClockKind = "replacement_confirm" if came else "replacement_undelivered"
        clocks = tuple(changed(clock, kind=kind) for clock in clocks)
    case.record(EscalationWithdrawn(dispute=case.number, by=by, stage=back, clocks=clocks))
    return None


def _go_on(case: Case, stage: Arbitration) -> Clocks:
    least = case.due(case.policy.returns.least_left)
    return tuple(
        changed(clock, due=max(clock.due + case.now - stage.since, least))
        for clock in without(stage.left, "appeal_buyer", "appeal_seller")
    )
