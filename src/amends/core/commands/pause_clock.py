"""Pausing the clocks of an order, for example after an outage (safeguards.md 5)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfOrder
from amends.core.events import ClockPaused
from amends.core.moments import DAY, MomentError, parse_instant
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.refusals.orders import AlreadyPaused, PauseTooLong
from amends.core.value import value


@value
class PauseClock(OfOrder):
    """Pause for `days`, or `until` an instant; by default for as long as is allowed."""

    reason: str = ""
    days: int = 0
    until: str = ""


def possible(case: Case) -> Refusal | None:
    """A second pause is refused (readings.md 5)."""
    return None if case.order.pause is None else AlreadyPaused()


def decide(case: Case, command: PauseClock) -> Refusal | None:
    """Let every running clock stand still; the pause names its latest end."""
    longest = case.due(case.policy.order.pause_longest)
    try:
        until = parse_instant(command.until) if command.until else longest
    except MomentError as error:
        return BadArgument(field="until", fault=error.fault)
    if command.days:
        until = case.now + command.days * DAY
    if not case.now < until <= longest:
        return PauseTooLong(most=case.policy.order.pause_longest)
    case.record(
        ClockPaused(
            until=until,
            reason=command.reason,
            clocks=(Clock(kind="pause_end", since=case.now, due=until),),
        )
    )
    return None
