"""The dates of an order and what each of them means to its reader."""

from dataclasses import dataclass

from amends.core.clocks import ClockKind
from amends.core.moments import Instant
from amends.core.settlement import held_pieces
from amends.telling.deadlines import what_falls
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.web.shown.order.headline import all_decided


@dataclass(frozen=True)
class Meaning:
    """One date: its name, when it is, and what it means. `counted`: it is worth a countdown."""

    kind: str
    name: str
    at: Instant
    sentence: str
    passed: bool
    counted: bool


_NAMES: dict[ClockKind, str] = {
    "ship_within": N_("To be shipped by"),
    "answer_cancellation": N_("Answer about cancelling by"),
    "promise": N_("Promised by"),
    "confirm_by": N_("Paid out by itself on"),
    "protection": N_("Protection ends on"),
}


def dates(seen: Seen) -> tuple[Meaning, ...]:
    """The order's own dates, in the order of time; none of an order that was cancelled."""
    order = seen.order
    if order.status == "cancelled":
        return ()
    found = [
        Meaning(
            kind=clock.kind,
            name=seen.tongue.say(_NAMES[clock.kind]),
            at=clock.due,
            sentence="" if order.passed(clock, seen.now) else what_falls(seen, clock),
            passed=order.passed(clock, seen.now),
            counted=clock.kind == "protection" and order.stands_since is None,
        )
        for clock in order.clocks
        if clock.kind in _NAMES and not _settled(seen, clock.kind)
    ]
    return tuple(sorted(found, key=lambda each: each.at))


def _settled(seen: Seen, kind: ClockKind) -> bool:
    """What nobody waits for any more: of goods that came, and of money that is out or disputed."""
    order = seen.order
    if kind == "promise":
        return order.delivered_at is not None or order.status == "completed"
    if kind == "protection":
        return all_decided(seen)
    return kind == "confirm_by" and not held_pieces(order)
