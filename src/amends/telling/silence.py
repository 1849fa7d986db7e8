"""What silence would do at the next deadline: found in what would come, then put into words."""

from dataclasses import dataclass
from typing import Literal

from amends.core import events as e
from amends.core.dispute import Dispute
from amends.core.events import Event
from amends.core.moments import Instant
from amends.telling.seen import Seen

Falls = Literal[
    "refund", "nothing", "platform", "return", "replacement", "without", "next_step", "goes_on", ""
]


@dataclass(frozen=True)
class Silence:
    """What happens by itself; `amount` is what the buyer gets, in minor units, where it is money."""

    falls: Falls
    amount: int = 0


def next_silence(seen: Seen, dispute: Dispute) -> Silence:
    """What happens at the dispute's next deadline if nobody acts."""
    mine = [at for at, event in seen.coming if event.about == dispute.number]
    return silence_at(seen, dispute.number, mine[0]) if mine else Silence("")


def silence_at(seen: Seen, number: int, at: Instant) -> Silence:
    """What happens to a dispute at an instant, the last thing first: that is what people feel."""
    fallen = [event for when, event in seen.coming if when == at and event.about == number]
    return next((found for found in map(_felt, reversed(fallen)) if found.falls), Silence(""))


def _felt(event: Event) -> Silence:
    match event:
        case e.DisputeClosed(stage=stage) | e.PromiseBroken(stage=stage) if stage.refund:
            return Silence("refund", stage.refund)
        case e.DisputeClosed():
            return Silence("nothing")
        case e.Escalated() | e.ProposalLapsed():
            return Silence("platform")
        case e.ReturnStarted():
            return Silence("return")
        case e.ReplacementStarted():
            return Silence("replacement")
        case e.RequestLapsed():
            return Silence("without")
        case e.PlatformSteppedIn():
            return Silence("next_step")
        case e.TurnPassed():
            return Silence("goes_on")
        case _:
            return Silence("")
