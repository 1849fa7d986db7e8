"""Clocks: the deadlines that run on an order and on its disputes, and their order when they meet.

A clock is stored in an event when it starts. It changes only by an event that names the old and
the new instant (readings.md, time 3). It has fallen when `due < now` (safeguards.md 6).
"""

from collections.abc import Iterable
from typing import Literal, get_args

from amends.core.moments import Instant
from amends.core.value import changed, value

ClockKind = Literal[
    "requested_exhibit",
    "delivery_proof", "turn",
    "talks", "wait",
    "return_address", "return_ship", "return_receipt",
    "replacement_ship", "replacement_confirm", "replacement_undelivered",
    "promise_keep", "promise_claim",
    "step_in", "rule", "platform_proposal", "talks_step", "appeal_answer", "appeal_decision",
    "ship_within", "answer_cancellation",
    "extension_offer", "confirm_by", "pause_end",
    "promise", "protection", "appeal_buyer", "appeal_seller",
]  # fmt: skip

# At one due instant deadlines fall in this order (safeguards.md 6).
_RANKS: dict[ClockKind, int] = {
    "requested_exhibit": 0,
    "delivery_proof": 1, "turn": 1,
    "talks": 2, "wait": 2,
    "return_address": 3, "return_ship": 4, "return_receipt": 5,
    "replacement_ship": 6, "replacement_confirm": 6, "replacement_undelivered": 6,
    "promise_keep": 7, "promise_claim": 7,
    "step_in": 8, "rule": 8, "platform_proposal": 8, "talks_step": 8,
    "appeal_answer": 8, "appeal_decision": 8,
    "promise": 13, "protection": 13, "appeal_buyer": 13, "appeal_seller": 13,
    "ship_within": 9, "answer_cancellation": 9,
    "extension_offer": 10, "confirm_by": 11, "pause_end": 12,
}  # fmt: skip
assert _RANKS.keys() == set(get_args(ClockKind)), "every kind of clock has its rank"

# The platform's own deadlines: counted and shown when missed, deciding nothing.
PLATFORMS_OWN: frozenset[ClockKind] = frozenset(("step_in", "rule", "appeal_decision"))
# Clocks that bound what may be done and change nothing when they pass: the end of the promised time
# and of protection, the windows for appealing, and the time to join an appeal.
BOUNDS: frozenset[ClockKind] = frozenset(
    ("promise", "protection", "appeal_buyer", "appeal_seller", "appeal_answer")
)

_BOUNDS_AND_TALKS: frozenset[ClockKind] = BOUNDS | {"talks"}


@value
class Clock:
    """A running deadline: what falls, since when it runs, and the last instant that is in time.

    `ref` tells clocks of one kind apart: the number of the request for an exhibit.
    """

    kind: ClockKind
    since: Instant
    due: Instant
    ref: int = 0

    @property
    def rank(self) -> int:
        """Where it comes among deadlines of the same instant."""
        return _RANKS[self.kind]


@value
class Moved:
    """A deadline that an event has moved; `dispute` 0 is the order itself."""

    dispute: int
    kind: ClockKind
    ref: int = 0
    old: Instant
    new: Instant


Clocks = tuple[Clock, ...]


def find(clocks: Clocks, kind: ClockKind) -> Clock | None:
    """The running clock of a kind, if there is one."""
    for clock in clocks:
        if clock.kind == kind:
            return clock
    return None


def without(clocks: Clocks, *kinds: ClockKind) -> Clocks:
    """The clocks but those of the kinds."""
    return tuple(clock for clock in clocks if clock.kind not in kinds)


def with_clock(clocks: Clocks, clock: Clock) -> Clocks:
    """The clocks with one started, in place of an earlier one of its kind and reference."""
    kept = tuple(c for c in clocks if c.kind != clock.kind or c.ref != clock.ref)
    return (*kept, clock)


def moved(clocks: Clocks, dispute: int, moves: Iterable[Moved]) -> Clocks:
    """The clocks after the moves that concern this dispute (0: the order)."""
    new = {(m.kind, m.ref): m.new for m in moves if m.dispute == dispute}
    if not new:
        return clocks
    return tuple(changed(c, due=new.get((c.kind, c.ref), c.due)) for c in clocks)


def after_standstill(clock: Clock, start: Instant, end: Instant) -> Instant:
    """Where a deadline lies after a standstill: later by the time that overlaps with its running.

    One that would have started during the standstill starts at its end (safeguards.md 5).
    """
    return clock.due + end - max(start, clock.since)


def falling(clocks: Clocks) -> list[Clock]:
    """The clocks that fall: neither bounds, nor the end of the talks while a first turn runs.

    The talks end with the first turn of a side where that ends later (N12).
    """
    kinds = [clock.kind for clock in clocks]
    held_back = _BOUNDS_AND_TALKS if "turn" in kinds else BOUNDS
    return [clock for clock in clocks if clock.kind not in held_back]


def due_by_silence(clocks: Clocks) -> Instant | None:
    """The next instant at which silence changes the dispute these clocks belong to."""
    return min((c.due for c in falling(clocks) if c.kind not in PLATFORMS_OWN), default=None)
