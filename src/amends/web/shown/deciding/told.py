"""What a ruling would do before it is sent: decided by the rules, and not recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from amends.core.commands import CommandError, build
from amends.core.dispute import Ruling
from amends.core.events import AppealDecided, RulingIssued
from amends.core.known import Known
from amends.core.refusals import Refusal
from amends.telling.mark import N_
from amends.web.doable import Desk
from amends.web.moved import Would, would

_SECOND = N_("It is large: it takes effect once another arbitrator has confirmed it.")
_AT_ONCE = N_("It takes effect at once.")


@dataclass(frozen=True)
class Told:
    """Who would get what, whether a second person is needed, or why it cannot be ruled so."""

    would: Would | None = None
    says: str = ""
    second: bool = False
    reasons: str = ""
    drafted: str = ""
    refused: Refusal | None = None


def told(desk: Desk, command: str, given: Mapping[str, object], known: Known) -> Told:
    """What these arguments would do; `known` is what the engine would look up for them."""
    able, rules = desk.able, desk.able.seen.rules
    try:
        built = build(command, {"dispute": able.dispute.number, **given})
    except CommandError as error:
        return Told(refused=error.refusal)
    answer = rules.would(built, known)
    if isinstance(answer, Refusal):
        return Told(refused=answer)
    ruling = _ruling(answer.events)
    assert ruling is not None, "a ruling that is accepted is in an event"
    plan = rules.if_ruled(able.dispute.number, ruling, known)
    return Told(
        would=would(able, ruling, plan),
        says=able.say(_AT_ONCE if ruling.in_force else _SECOND),
        second=not ruling.in_force,
    )


def _ruling(events: tuple[object, ...]) -> Ruling | None:
    for event in events:
        if isinstance(event, RulingIssued | AppealDecided):
            return event.ruling
    return None
