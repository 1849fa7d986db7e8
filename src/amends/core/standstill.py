"""Standing still: pause and chargeback, and what they move when the order goes on."""

from amends.core.clocks import Moved, after_standstill
from amends.core.moments import Instant
from amends.core.order import Order


def moves(order: Order, start: Instant, end: Instant) -> tuple[Moved, ...]:
    """Every deadline, later by the time that the standstill overlaps with its own running.

    Opening instants do not move; the end of the pause itself does not either (safeguards.md 5).
    """
    moved = []
    for number, clocks in ((0, order.clocks), *((d.number, d.clocks) for d in order.disputes)):
        for clock in clocks:
            if clock.kind == "pause_end" or clock.due < start:
                continue
            new = after_standstill(clock, start, end)
            if clock.kind == "ship_within" and order.cancellation_asked is not None:
                # It stands still since the request anyway; each instant counts once.
                until = min(end, order.cancellation_asked)
                new = clock.due + max(0, until - max(start, clock.since))
            if new != clock.due:
                moved.append(
                    Moved(dispute=number, kind=clock.kind, ref=clock.ref, old=clock.due, new=new)
                )
    return tuple(moved)


def when_it_goes_on(order: Order, end: Instant, *, other_holds: bool) -> tuple[Moved, ...]:
    """The moves at the end of a pause or chargeback; none while the other still holds."""
    if other_holds or order.stands_since is None:
        return ()
    return moves(order, order.stands_since, end)
