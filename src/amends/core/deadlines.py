"""Silence: which deadline falls next, and what happens when it does.

`expire` applies every deadline that has passed, each at its own due instant, before any command is
looked at. So the outcome is the same whether a worker ran on time, late, twice, or not at all.
"""

from collections.abc import Callable
from typing import get_args

from amends.core.arbitration import next_step
from amends.core.case import Case
from amends.core.clocks import BOUNDS, PLATFORMS_OWN, Clock, ClockKind, Clocks, falling, find
from amends.core.closing import close, goods_came_back
from amends.core.dispute import SELLER_BEARS, Closed, Dispute, Replacement, Return, Shares, Terms
from amends.core.events import (
    ClockResumed,
    ConfirmTimePassed,
    Event,
    ExtensionLapsed,
    OrderCompleted,
    PlatformDeadlineMissed,
    PromiseBroken,
    PromiseKept,
    ProposalLapsed,
    ReplacementConfirmed,
    RequestLapsed,
    ReturnConfirmed,
)  # fmt: skip
from amends.core.moments import DAY, Instant
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.settlement import held_pieces, pieces_of, settle
from amends.core.standstill import when_it_goes_on
from amends.core.turns import escalate, silent, talks_ended
from amends.core.unshipped import cancel_unshipped
from amends.core.value import changed

_FAR = 3650 * DAY


def expire(
    order: Order, policy: Policy, now: Instant
) -> tuple[Order, tuple[tuple[Instant, Event], ...]]:
    """The order after every deadline with `due < now`, and what happened, each at its instant."""
    happened: list[tuple[Instant, Event]] = []
    while True:
        due = next_due(order)
        if due is None or due >= now:
            return order, tuple(happened)
        clock, number = _first(order)
        # One that was created already past falls at once, never before what created it.
        at = max(clock.due, order.last_at)
        case = Case(order, policy, at, number=number)
        _FALLS[clock.kind](case, clock)
        assert case.events, f"a {clock.kind} deadline that falls changes something"
        happened += [(at, event) for event in case.events]
        order = case.order


def to_the_end(
    order: Order, policy: Policy, now: Instant
) -> tuple[Order, tuple[tuple[Instant, Event], ...]]:
    """What silence alone would do from now on, all of it; no window is half as long as this looks."""
    return expire(order, policy, now + _FAR)


def next_due(order: Order) -> Instant | None:
    """The instant after which silence changes the order next; what workers wait for."""
    if order.stands_since is not None:
        pause = find(order.clocks, "pause_end")
        return None if pause is None else pause.due
    dues = [clock.due for clock in _own(order) if clock.kind not in BOUNDS]
    for dispute in order.disputes:
        if dispute.clocks:
            dues += [clock.due for clock in falling(dispute.clocks)]
    return min(dues) if dues else None


def due_of(order: Order, dispute: Dispute) -> Instant | None:
    """The next instant at which the dispute changes by silence; during a pause, after its end."""
    due = dispute.due
    if due is None or order.stands_since is None:
        return due
    if order.pause is None or order.chargeback is not None:
        return None
    start, end = order.stands_since, order.pause.until
    return min(
        c.due + end - max(start, c.since)
        for c in falling(dispute.clocks)
        if c.kind not in PLATFORMS_OWN
    )


def _own(order: Order) -> Clocks:
    """The clocks of the order itself that run now."""
    if order.cancellation_asked is None:
        return order.clocks
    # Nothing is cancelled for not being shipped while the seller may not ship.
    return tuple(c for c in order.clocks if c.kind != "ship_within")


def _first(order: Order) -> tuple[Clock, int]:
    if order.stands_since is not None:
        pause = find(order.clocks, "pause_end")
        assert pause is not None
        return pause, 0
    candidates = [(clock.due, clock.rank, 0, clock.ref, clock) for clock in falling(_own(order))]
    for dispute in order.disputes:
        candidates += [
            (clock.due, clock.rank, dispute.number, clock.ref, clock)
            for clock in falling(dispute.clocks)
        ]
    first = min(candidates, key=lambda each: each[:4])
    return first[4], first[2]


# What each deadline does


def _request_lapses(case: Case, clock: Clock) -> None:
    case.record(RequestLapsed(dispute=case.number, request=clock.ref))


def _turn_passes(case: Case, clock: Clock) -> None:
    silent(case)


def _step_passes(case: Case, clock: Clock) -> None:
    next_step(case)


def _talks_end(case: Case, clock: Clock) -> None:
    talks_ended(case)


def _wait_ends(case: Case, clock: Clock) -> None:
    escalate(case, by="clock")


def _no_address(case: Case, clock: Clock) -> None:
    """A silent seller: refund without return (R1)."""
    stage = _return(case)
    close(case, _by_silence(stage), refund=_amount(case, stage), outcome="by_default")


def _not_returned(case: Case, clock: Clock) -> None:
    """The goods were not sent back: the return lapses and the seller is paid (R2)."""
    close(case, _return(case).terms, refund=0, outcome="lapsed")


def _receipt_passes(case: Case, clock: Clock) -> None:
    """The countdown is over: by reports received until now, or to arbitration (R6)."""
    stage = _return(case)
    if stage.parcel is not None and stage.parcel.delivered_at is not None:
        case.record(ReturnConfirmed(dispute=case.number, condition="as_sent", by_silence=True))
        goods_came_back(case, stage.terms)
    else:
        escalate(case, by="clock", preset="return_not_received", raised_from=stage)


def _not_replaced(case: Case, clock: Clock) -> None:
    """The new goods were not sent: the disputed amount is refunded (readings.md 34)."""
    stage = _replacement(case)
    close(case, _by_silence(stage), refund=_amount(case, stage), outcome="by_default")


def _new_goods_kept(case: Case, clock: Clock) -> None:
    """The buyer said nothing after the new goods came; that can be appealed (safeguards.md 14)."""
    case.record(ReplacementConfirmed(dispute=case.number, by_silence=True))
    close(case, _replacement(case).terms, refund=0, by_silence=True)


def _new_goods_missing(case: Case, clock: Clock) -> None:
    escalate(case, by="clock", preset="replacement_failed", raised_from=_replacement(case))


def _promise_not_kept(case: Case, clock: Clock) -> None:
    """The coupon did not come: its value is recovered and refunded (readings.md 34)."""
    dispute = case.dispute
    stage = dispute.stage
    assert isinstance(stage, Closed)
    assert stage.promise is not None
    settled = settle(case.order, pieces_of(dispute), stage.promise.amount)
    case.record(
        PromiseBroken(
            dispute=case.number,
            stage=changed(stage, refund=stage.refund + settled.refund, liable=(("seller", 100),)),
            transfers=settled.transfers,
            shares=settled.shares,
        )
    )


def _promise_stands(case: Case, clock: Clock) -> None:
    """The buyer said nothing about the code: silence keeps the promise (safeguards.md 15)."""
    stage = case.dispute.stage
    assert isinstance(stage, Closed)
    assert stage.promise is not None
    clocks = tuple(c for c in case.dispute.clocks if c.kind != "promise_claim")
    case.record(PromiseKept(dispute=case.number, code=stage.promise.code, clocks=clocks))


def _platform_is_late(case: Case, clock: Clock) -> None:
    case.record(PlatformDeadlineMissed(dispute=case.number, kind=clock.kind))


def _platform_proposal_lapses(case: Case, clock: Clock) -> None:
    case.record(ProposalLapsed(dispute=case.number, proposal=clock.ref))


def _not_shipped(case: Case, clock: Clock) -> None:
    cancel_unshipped(case, "not_shipped")


def _cancellation_approved(case: Case, clock: Clock) -> None:
    """A seller silent for 48 hours has approved (O9)."""
    cancel_unshipped(case, "silence")


def _extension_lapses(case: Case, clock: Clock) -> None:
    offer = case.order.extension
    assert offer is not None
    case.record(ExtensionLapsed(by=offer.by, days=offer.days))


def _confirm_time_passes(case: Case, clock: Clock) -> None:
    """The time to confirm is over: what nobody disputes is paid out (O6, safeguards.md 11)."""
    settled = settle(case.order, held_pieces(case.order), 0)
    if case.order.open_disputes():
        case.record(ConfirmTimePassed(transfers=settled.transfers, shares=settled.shares))
    else:
        case.record(
            OrderCompleted(how="by_time", transfers=settled.transfers, shares=settled.shares)
        )


def _pause_ends(case: Case, clock: Clock) -> None:
    moved = when_it_goes_on(case.order, clock.due, other_holds=case.order.chargeback is not None)
    case.record(ClockResumed(moved=moved, by_itself=True))


def _return(case: Case) -> Return:
    stage = case.dispute.stage
    assert isinstance(stage, Return)
    return stage


def _replacement(case: Case) -> Replacement:
    stage = case.dispute.stage
    assert isinstance(stage, Replacement)
    return stage


def _by_silence(stage: Return | Replacement) -> Terms:
    """The terms where the seller was silent: carrier and platform do not pay for that.

    Their shares fall to the seller; the buyer's stays as it was ruled (safeguards.md 17).
    """
    buyer = dict(stage.terms.liable).get("buyer", 0)
    liable: Shares = (("seller", 100 - buyer), ("buyer", buyer)) if buyer else SELLER_BEARS
    return changed(stage.terms, liable=liable, made_whole=None)


def _amount(case: Case, stage: Return | Replacement) -> int:
    """What a remedy with goods is worth in money, where it has to be paid instead."""
    return amount_instead(case.order, case.dispute, stage)


def amount_instead(order: Order, dispute: Dispute, stage: Return | Replacement) -> int:
    """The amount of a return, or all that was paid for the pieces of a replacement."""
    if stage.terms.remedy == "return_and_refund":
        return stage.terms.amount
    lines = {line.id: line for line in order.lines}
    return sum(lines[line].left(piece) for line, piece in pieces_of(dispute))


_FALLS: dict[ClockKind, Callable[[Case, Clock], None]] = {
    "requested_exhibit": _request_lapses,
    "delivery_proof": _step_passes,
    "turn": _turn_passes,
    "talks": _talks_end,
    "wait": _wait_ends,
    "return_address": _no_address,
    "return_ship": _not_returned,
    "return_receipt": _receipt_passes,
    "replacement_ship": _not_replaced,
    "replacement_confirm": _new_goods_kept,
    "replacement_undelivered": _new_goods_missing,
    "promise_keep": _promise_not_kept,
    "promise_claim": _promise_stands,
    "step_in": _platform_is_late,
    "rule": _platform_is_late,
    "appeal_decision": _platform_is_late,
    "platform_proposal": _platform_proposal_lapses,
    "talks_step": _step_passes,
    "ship_within": _not_shipped,
    "answer_cancellation": _cancellation_approved,
    "extension_offer": _extension_lapses,
    "confirm_by": _confirm_time_passes,
    "pause_end": _pause_ends,
}
assert _FALLS.keys() == set(get_args(ClockKind)) - BOUNDS, "every deadline does something"
