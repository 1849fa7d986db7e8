"""Asking a party for evidence, with a deadline (A2)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfDispute
from amends.core.dispute import Request
from amends.core.events import ExhibitRequested
from amends.core.faults import NotAsRequired, TimeTooLong
from amends.core.grounds import ExhibitKind
from amends.core.moments import DAY, MomentError, parse_duration
from amends.core.people import Party
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.value import value

LONGEST = 30 * DAY


@value
class RequestExhibit(OfDispute):
    """Ask one party for exhibits of some kinds, `within` a span like `P3D`, by default policy's."""

    of: Party
    kinds: tuple[ExhibitKind, ...]
    within: str = ""


def decide(case: Case, command: RequestExhibit) -> Refusal | None:
    """Give the party its turn until then; what comes later is marked late."""
    if not command.kinds:
        return BadArgument(field="kinds", fault=NotAsRequired(rule="exhibit_kinds"))
    try:
        window = parse_duration(command.within) if command.within else None
    except MomentError as error:
        return BadArgument(field="within", fault=error.fault)
    if window is not None and not 0 < window <= LONGEST:
        return BadArgument(field="within", fault=TimeTooLong(most=LONGEST))
    due = case.due(case.policy.platform.exhibit_within) if window is None else case.now + window
    number = len(case.dispute.requests) + 1
    case.record(
        ExhibitRequested(
            dispute=case.number,
            request=Request(number=number, of=command.of, kinds=command.kinds, due=due),
            clocks=(Clock(kind="requested_exhibit", since=case.now, due=due, ref=number),),
        )
    )
    return None
