"""Appealing: once each, within the window, with words (C6)."""

from typing import Literal

from amends.core.case import Case
from amends.core.clocks import Clock, ClockKind, find, without
from amends.core.commands.about import OfDispute
from amends.core.commands.propose import say
from amends.core.dispute import Appeal as AppealStage
from amends.core.dispute import Closed
from amends.core.events import AppealFiled
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import StatementNeeded
from amends.core.refusals.rulings import AppealedAlready, AppealTooLate, NotAppealable
from amends.core.settlement import pieces_of
from amends.core.value import private, value


@value
class Appeal(OfDispute):
    """Why: the `result`, or the `service`; and in words."""

    grounds: Literal["result", "service"] = "result"
    statement: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """Against what can be appealed, in time, and not twice (readings.md 36)."""
    dispute = case.dispute
    stage = dispute.stage
    assert isinstance(stage, Closed)
    side = case.side
    if side in dispute.appealed:
        return AppealedAlready()
    if stage.outcome == "settled" and not stage.by_silence:
        return NotAppealable(why="settled")
    if stage.final:
        return NotAppealable(why="final")
    kind: ClockKind = "appeal_buyer" if side == "buyer" else "appeal_seller"
    clock = find(dispute.clocks, kind)
    if clock is None:
        return NotAppealable(why="final")
    if case.order.passed(clock, case.now):
        return AppealTooLate(until=clock.due)
    mine = set(pieces_of(dispute))
    if any(mine & set(pieces_of(d)) for d in case.order.disputes if d.number > dispute.number):
        return NotAppealable(why="later_dispute")
    return None


def decide(case: Case, command: Appeal) -> Refusal | None:
    """Open the appeal; the other party may join within three days."""
    stage = case.dispute.stage
    assert isinstance(stage, Closed)
    if not command.statement.strip():
        return StatementNeeded()
    rules = case.policy.appeal
    # The time to decide is the platform's own; the first appeal of two is the one that counts.
    clocks = (
        *without(case.dispute.clocks, "promise_keep", "promise_claim"),
        Clock(kind="appeal_answer", since=case.now, due=case.due(rules.answer_within)),
        Clock(kind="appeal_decision", since=case.now, due=case.due(rules.decided_within)),
    )
    side = case.side
    case.record(
        AppealFiled(
            dispute=case.number,
            by=side,
            grounds=command.grounds,
            statement=command.statement,
            stage=AppealStage(closed=stage, appellants=(side,), since=case.now),
            clocks=clocks,
        )
    )
    say(case, command.statement)
    return None
