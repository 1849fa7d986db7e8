"""When the promised time, the time to confirm, and protection end (readings.md 8, 9)."""

from amends.core.clocks import Clock, Clocks, Moved, find
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.policy import Policy


def promise_from(order: Order, dispatched: Instant) -> Clock:
    """The promised time, counted from a dispatch (O3)."""
    return Clock(kind="promise", since=dispatched, due=dispatched + order.promised + order.extended)


def clocks_of_shipping(
    order: Order,
    policy: Policy,
    promise: Clock,
    now: Instant,
    everything: bool,
    delivered_at: Instant | None = None,
) -> Clocks:
    """The promised time, and what follows from it once nothing is left to ship.

    `promise` is the clock of the last dispatch as it stands, so that what moved it counts.
    `delivered_at` is given where all that was shipped has been delivered already. Until nothing is
    left to ship the buyer cannot claim that a parcel did not come (D2), so where the rest is
    cancelled after the promised time, the time to claim begins then.
    """
    if not everything:
        return (promise,)
    confirm = until = policy.due(policy.order.confirm_after_promise, max(promise.due, now))
    if delivered_at is not None:
        confirm, until = _after_delivery(policy, confirm, delivered_at)
    return (
        promise,
        Clock(kind="confirm_by", since=promise.since, due=confirm),
        Clock(kind="protection", since=promise.since, due=until),
        *_offer_lapses(order, until),
    )


def _offer_lapses(order: Order, until: Instant) -> Clocks:
    """An extension that was offered before there was protection lapses with it (readings.md 11)."""
    if order.extension is None:
        return ()
    return (Clock(kind="extension_offer", since=order.extension.at, due=until),)


def _after_delivery(
    policy: Policy, confirm_by: Instant, delivered_at: Instant
) -> tuple[Instant, Instant]:
    """Until when to confirm and to dispute, once everything was delivered (O4, O7)."""
    if policy.order.confirm_after_delivery is not None:
        after = policy.due(policy.order.confirm_after_delivery, delivered_at)
        confirm_by = min(confirm_by, after)
    return confirm_by, policy.due(policy.order.protection_after, confirm_by)


def moved_by_delivery(order: Order, policy: Policy, delivered_at: Instant) -> tuple[Moved, ...]:
    """What the delivery of the last parcel moves (O7): confirmation earlier, protection later."""
    confirm = order.clock("confirm_by")
    if confirm is None:
        return ()
    by, until = _after_delivery(policy, confirm.due, delivered_at)
    return changes(order.clocks, {"confirm_by": by, "protection": until})


def moved_back(order: Order, policy: Policy) -> tuple[Moved, ...]:
    """What it moves when a delivery is taken back: to where it was without one."""
    promise, confirm = order.clock("promise"), order.clock("confirm_by")
    if promise is None or confirm is None:
        return ()
    by = policy.due(policy.order.confirm_after_promise, promise.due)
    # A standstill after the promised time may have moved it further.
    by = max(by, confirm.due)
    return changes(order.clocks, {"confirm_by": by, "protection": by})


def moved_by(order: Order, span: int) -> tuple[Moved, ...]:
    """What a longer promise moves: its end, confirmation, protection, and disputes that wait."""
    moves = list(
        changes(
            order.clocks,
            {
                kind: clock.due + span
                for kind in ("promise", "confirm_by", "protection", "extension_offer")
                if (clock := find(order.clocks, kind)) is not None
            },
        )
    )
    for dispute in order.disputes:
        wait = find(dispute.clocks, "wait")
        if wait is not None:
            moves.append(
                Moved(dispute=dispute.number, kind="wait", old=wait.due, new=wait.due + span)
            )
    return tuple(moves)


def moved_waits(order: Order, promised_end: Instant) -> tuple[Moved, ...]:
    """What a later dispatch moves: disputes that wait for the end of the promised time."""
    return tuple(
        Moved(dispute=d.number, kind="wait", old=wait.due, new=promised_end)
        for d in order.disputes
        if (wait := find(d.clocks, "wait")) is not None and wait.due != promised_end
    )


def changes(clocks: Clocks, new: dict[str, Instant]) -> tuple[Moved, ...]:
    """The moves of the order's own clocks to new instants, where they differ."""
    return tuple(
        Moved(dispute=0, kind=clock.kind, old=clock.due, new=new[clock.kind])
        for clock in clocks
        if clock.kind in new and new[clock.kind] != clock.due
    )


def protection_until(order: Order) -> Instant | None:
    """Until when a dispute can be opened; none before everything is shipped."""
    clock = order.clock("protection")
    return None if clock is None else clock.due
