"""What waits for an arbitrator in a dispute, who may not decide it, and who ruled."""

from typing import Literal, get_args

from amends.core.clocks import PLATFORMS_OWN, find
from amends.core.dispute import Appeal, Arbitration, Dispute, Ruling
from amends.core.duties import turn_of
from amends.core.moments import Instant
from amends.core.order import Order

# To step in; to go on after the platform's proposal was answered, or after what was asked for did
# not come; to rule; to be the second person (A7); to decide an appeal.
Task = Literal["new", "answered", "lapsed", "rule", "second", "appeal"]
TASKS: tuple[Task, ...] = get_args(Task)


def task_of(order: Order, dispute: Dispute) -> Task | None:
    """What waits for an arbitrator; none while it is somebody else's turn."""
    stage = dispute.stage
    if not isinstance(stage, Arbitration | Appeal) or turn_of(order, dispute) != "arbitrator":
        return None
    if stage.pending is not None:
        return "second"
    if isinstance(stage, Appeal):
        return "appeal"
    if dispute.standing("arbitrator"):
        return None  # both sides may still accept what the platform proposes (readings.md 29)
    if not stage.stepped_in:
        return "new"
    if any(p.owner == "arbitrator" and p.at >= stage.since for p in dispute.proposals):
        return "answered"
    if dispute.requests and dispute.requests[-1].state == "lapsed":
        return "lapsed"
    return "rule"


def answer_by(dispute: Dispute) -> Instant:
    """Until when the platform means to answer; where that was missed, since when it waits."""
    stage = dispute.stage
    assert isinstance(stage, Arbitration | Appeal)
    dues = [clock.due for clock in dispute.clocks if clock.kind in PLATFORMS_OWN]
    return min(dues, default=stage.since)


def ready_at(dispute: Dispute) -> Instant | None:
    """From when an appeal can be decided: once the other party has had its say (C6)."""
    stage = dispute.stage
    clock = find(dispute.clocks, "appeal_answer")
    waits = isinstance(stage, Appeal) and not stage.answered and stage.pending is None
    return clock.due if waits and clock is not None else None


def deciders(dispute: Dispute) -> frozenset[str]:
    """Who ruled or confirmed in the dispute: nobody of them decides its appeal (readings.md 36)."""
    return frozenset(
        name for ruling in dispute.rulings for name in (ruling.by, ruling.confirmed_by) if name
    )


def barred_from(dispute: Dispute) -> frozenset[str]:
    """Who may not decide now: who did before an appeal, or ruled what waits for another (A7)."""
    stage = dispute.stage
    if not isinstance(stage, Arbitration | Appeal):
        return frozenset()
    before = deciders(dispute) if isinstance(stage, Appeal) else frozenset()
    return before if stage.pending is None else before | {stage.pending.by}


def judged_by(dispute: Dispute) -> tuple[str | None, str | None]:
    """Who ruled, and whether that was `upheld` or `overturned` on appeal."""
    given = [each for each in dispute.rulings if each.in_force]
    first = [each for each in given if not each.on_appeal]
    again = [each for each in given if each.on_appeal]
    if not first:
        return (_anew(again), None)
    review = None if not again else "upheld" if again[-1].upheld else "overturned"
    return (first[-1].by, review)


def _anew(again: list[Ruling]) -> str | None:
    """Where the first decision was silence's, an appeal that was upheld is nobody's ruling."""
    return again[-1].by if again and not again[-1].upheld else None
