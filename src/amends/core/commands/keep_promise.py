"""Keeping the promise of a coupon with its code (N9, safeguards.md 15)."""

from amends.core.case import Case
from amends.core.clocks import Clock, without
from amends.core.commands.about import OfDispute
from amends.core.dispute import Closed
from amends.core.events import PromiseKept
from amends.core.faults import NotAsRequired
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.rulings import NoPromise
from amends.core.value import private, value


@value
class KeepPromise(OfDispute):
    """The coupon's code, for the buyer."""

    code: str = private("author")


def possible(case: Case) -> Refusal | None:
    """While a promise waits to be kept."""
    stage = case.dispute.stage
    if not isinstance(stage, Closed) or stage.promise is None or stage.promise.kept:
        return NoPromise()
    if not any(clock.kind == "promise_keep" for clock in case.dispute.clocks):
        return NoPromise()
    return None


def decide(case: Case, command: KeepPromise) -> Refusal | None:
    """The buyer has seven days to say that the code does not work; silence keeps the promise."""
    if not command.code.strip():
        return BadArgument(field="code", fault=NotAsRequired(rule="coupon_code"))
    due = case.due(case.policy.returns.promise_claim)
    clock = Clock(kind="promise_claim", since=case.now, due=due)
    case.record(
        PromiseKept(
            dispute=case.number,
            code=command.code,
            clocks=(*without(case.dispute.clocks, "promise_keep"), clock),
        )
    )
    return None
