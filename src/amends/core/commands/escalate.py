"""Asking the platform in: from the talks, a return, a replacement, or a promise not kept."""

from amends.core.case import Case
from amends.core.clocks import find
from amends.core.commands.about import OfDispute
from amends.core.dispute import Closed, Dispute, Negotiation, Replacement, Return
from amends.core.grounds import Preset
from amends.core.refusals import Refusal
from amends.core.refusals.disputes import EscalateByClock, EscalateNotYet
from amends.core.refusals.rulings import NoPromise, RaisedAlready, RaisedNotPossibleTwice, WrongStep
from amends.core.turns import escalate
from amends.core.value import private, value


@value
class Escalate(OfDispute):
    """Pass the dispute to the platform; the reason is typed, the grounds are preset (R4)."""

    reason: str = private("author", default="")


def possible(case: Case) -> Refusal | None:
    """Whether this side may ask the platform in at this step."""
    stage = case.dispute.stage
    if isinstance(stage, Negotiation):
        return _from_talks(case)
    if isinstance(stage, Closed):
        return _from_promise(case, stage)
    assert isinstance(stage, Return | Replacement)
    if case.dispute.raised.count(case.side) >= 2:
        return RaisedAlready()
    if isinstance(stage, Return) and case.actor.role == "buyer":
        if stage.step != "ship":
            return WrongStep(step=stage.awaits)
        if case.dispute.raised.count("buyer") >= 1:
            return RaisedNotPossibleTwice()
        return None
    wanted = "receipt" if isinstance(stage, Return) else "confirm"
    if stage.step != wanted:
        return WrongStep(step=stage.awaits)
    if isinstance(stage, Replacement) and case.actor.role == "seller":
        return WrongStep(step=stage.awaits)
    return None


def decide(case: Case, command: Escalate) -> Refusal | None:
    """Go to arbitration; a return or replacement waits there and may be taken up again."""
    stage = case.dispute.stage
    preset: Preset = ""
    if isinstance(stage, Return):
        buyer = case.actor.role == "buyer"
        preset = "return_not_possible" if buyer else "return_not_received"
    elif isinstance(stage, Replacement):
        preset = "replacement_failed"
    elif isinstance(stage, Closed):
        preset = "promise_not_kept"
    escalate(
        case,
        by=case.side,
        reason=command.reason,
        preset=preset,
        raised_from=None if isinstance(stage, Negotiation) else _left(case.dispute),
    )
    return None


def _from_talks(case: Case) -> Refusal | None:
    """By hand only where policy says so, and only the buyer (N13)."""
    rules = case.policy.negotiation
    if case.actor.role != "buyer" or rules.buyer_escalates_from is None:
        return EscalateByClock()
    stage = case.dispute.stage
    assert isinstance(stage, Negotiation)
    if stage.waiting:
        return EscalateByClock()
    opened = case.dispute.opened_at
    opens = case.policy.due(rules.buyer_escalates_from, opened)
    until = rules.buyer_escalates_until
    closes = None if until is None else case.policy.due(until, opened)
    if case.now < opens or (closes is not None and case.now > closes):
        return EscalateNotYet(opens=opens, closes=closes)
    return None


def _from_promise(case: Case, stage: Closed) -> Refusal | None:
    """A coupon's code came and does not work (safeguards.md 15)."""
    promise = stage.promise
    if promise is None or not promise.code:
        return NoPromise()
    if find(case.dispute.clocks, "promise_claim") is None:
        return NoPromise()
    return None


def _left(dispute: Dispute) -> Return | Replacement | Closed:
    stage = dispute.stage
    assert isinstance(stage, Return | Replacement | Closed)
    return stage
