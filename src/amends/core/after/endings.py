"""How disputes end, and what comes after: promises, appeals, paying back."""

from typing import Any

from amends.core import clocks as running
from amends.core import events as e
from amends.core.after.parts import After, bar, get, lapsed, put, settled
from amends.core.dispute import Closed, PieceShare
from amends.core.events.endings import ByEndingEvent
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.settled import apply_shares, apply_transfers
from amends.core.value import changed


def _return_confirmed(order: Order, event: e.ReturnConfirmed, at: Instant) -> Order:
    # What follows, a close, new goods or the platform, sets the clocks; a raising keeps the countdown.
    return order


def _replacement_confirmed(order: Order, event: e.ReplacementConfirmed, at: Instant) -> Order:
    return order


def _closed(order: Order, event: e.DisputeClosed, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    order = settled(order, event.transfers, event.shares)
    closed = changed(
        lapsed(dispute),
        stage=event.stage,
        clocks=event.clocks,
        posted=(*dispute.posted, *event.transfers),
        shares=_together(dispute.shares, event.shares),
    )
    order = put(order, closed)
    return order if event.disputable else bar(order, dispute)


def _promise_kept(order: Order, event: e.PromiseKept, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    stage = dispute.stage
    assert isinstance(stage, Closed)
    assert stage.promise is not None
    promise = changed(stage.promise, code=event.code, kept=True)
    return put(order, changed(dispute, stage=changed(stage, promise=promise), clocks=event.clocks))


def _promise_broken(order: Order, event: e.PromiseBroken, at: Instant) -> Order:
    order = settled(order, event.transfers, event.shares)
    dispute = get(order, event.dispute)
    return put(
        order,
        changed(
            dispute,
            stage=event.stage,
            clocks=running.without(dispute.clocks, "promise_keep", "promise_claim"),
            posted=(*dispute.posted, *event.transfers),
            shares=_together(dispute.shares, event.shares),
        ),
    )


def _appeal_filed(order: Order, event: e.AppealFiled, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    return put(
        order,
        changed(
            dispute,
            stage=event.stage,
            clocks=event.clocks,
            appealed=(*dispute.appealed, event.by),
        ),
    )


def _appeal_answered(order: Order, event: e.AppealAnswered, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    stage: Any = dispute.stage
    appellants = (*stage.appellants, event.by) if event.joined else stage.appellants
    appealed = (*dispute.appealed, event.by) if event.joined else dispute.appealed
    return put(
        order,
        changed(
            dispute,
            stage=changed(stage, appellants=appellants, answered=True),
            appealed=appealed,
            clocks=running.without(dispute.clocks, "appeal_answer"),
        ),
    )


def _appeal_decided(order: Order, event: e.AppealDecided, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    order = apply_transfers(order, event.transfers)
    order = apply_shares(order, event.shares)
    order = put(
        order,
        changed(
            lapsed(dispute),
            stage=event.stage,
            clocks=(),
            rulings=(*dispute.rulings, event.ruling),
            posted=event.posted or dispute.posted,
            shares=_together(dispute.shares, event.shares),
            # A new ruling is about what the buyer has, and that is without what was paid back.
            repaid=dispute.repaid if event.ruling.upheld else 0,
        ),
    )
    return order if event.ruling.upheld else bar(order, dispute)


def _together(old: tuple[PieceShare, ...], more: tuple[PieceShare, ...]) -> tuple[PieceShare, ...]:
    """One share for each piece: what the whole dispute did to it, and where it was before."""
    shares: dict[tuple[str, int], PieceShare] = {}
    for share in (*old, *more):
        at = (share.line, share.piece)
        first = shares.get(at)
        shares[at] = (
            share
            if first is None
            else changed(first, refund=first.refund + share.refund, borne=first.borne + share.borne)
        )
    return tuple(shares.values())


def _repaid(order: Order, event: e.AmountRepaid, at: Instant) -> Order:
    order = settled(order, event.transfers, event.shares)
    dispute = get(order, event.dispute)
    return put(
        order,
        changed(
            dispute,
            repaid=dispute.repaid + event.amount,
            posted=(*dispute.posted, *event.transfers),
            shares=_together(dispute.shares, event.shares),
        ),
    )


AFTER: ByEndingEvent[After] = {
    "ReturnConfirmed": _return_confirmed,
    "ReplacementConfirmed": _replacement_confirmed,
    "DisputeClosed": _closed,
    "PromiseKept": _promise_kept,
    "PromiseBroken": _promise_broken,
    "AppealFiled": _appeal_filed,
    "AppealAnswered": _appeal_answered,
    "AppealDecided": _appeal_decided,
    "AmountRepaid": _repaid,
}
