"""evolve(order, event, at): the state after an event. It decides nothing and refuses nothing."""

from collections.abc import Callable, Iterable
from typing import Any

from amends.core import clocks as running
from amends.core import events as e
from amends.core.clocks import Clocks, Moved, with_clock
from amends.core.dispute import Closed, Dispute, PieceShare, Proposal, ProposalState, Ruling
from amends.core.grounds import OrderStatus
from amends.core.moments import Instant
from amends.core.order import Chargeback, Extension, Order, Parcel, Pause, Piece
from amends.core.settlement import apply_shares, apply_transfers
from amends.core.transfers import Transfer
from amends.core.value import changed


def evolve(order: Order | None, event: e.Event, at: Instant) -> Order:
    """The order after `event`, which happened at `at`. Only `OrderPlaced` begins one."""
    if order is None:
        assert isinstance(event, e.OrderPlaced), "an order begins with OrderPlaced"
        return _placed(event, at)
    after = _AFTER[type(event)](order, event, at)
    if after is order:
        after = changed(order)
    # The copy is this function's own, so it can still be written to: one copy fewer an event.
    return _stamp(after, order.version + 1, at)


def _stamp(order: Any, version: int, at: Instant) -> Order:
    order.version = version
    order.last_at = at
    stamped: Order = order
    return stamped


def _placed(event: e.OrderPlaced, at: Instant) -> Order:
    return Order(
        id=event.order, number=event.number, shop=event.shop, buyer=event.buyer,
        seller=event.seller, seller_country=event.seller_country, currency=event.currency,
        policy=event.policy, version=1, last_at=at, paid_at=at, status="paid",
        ship_from=event.ship_from, ship_to=event.ship_to, postcode=event.postcode,
        logistics=event.logistics, shipping=event.shipping, paid=event.paid,
        promised=event.promised, promised_asked=event.promised_asked,
        commission=event.commission, payment_fee=event.payment_fee, provider=event.provider,
        lines=event.lines, clocks=event.clocks,
        escrow=sum(t.minor for t in event.transfers if t.purpose == "hold"),
    )  # fmt: skip


# Orders, parcels, extensions


def _shipped(order: Order, event: e.ParcelShipped, at: Instant) -> Order:
    order = _moved(order, event.moved)
    order = _packed(order, event.parcel.name, event.pieces)
    order = changed(order, parcels=(*order.parcels, event.parcel))
    return _all_shipped(order, event.everything, event.clocks)


def _corrected(order: Order, event: e.ParcelCorrected, at: Instant) -> Order:
    order = _packed(order, event.parcel.name, event.pieces)
    order = _with_parcel(order, event.parcel)
    if not event.everything:
        order = changed(
            order,
            status="paid",
            shipped_at=None,
            clocks=running.without(order.clocks, "confirm_by", "protection"),
        )
        return changed(order, clocks=_started(order.clocks, event.clocks))
    return _all_shipped(order, event.everything, event.clocks)


def _packed(order: Order, parcel: str, pieces: Iterable[e.PieceAt]) -> Order:
    """The order with exactly these pieces in the parcel."""
    wanted = set(pieces)

    def packed(line: str, number: int, piece: Piece) -> Piece:
        if (line, number) in wanted:
            return changed(piece, parcel=parcel)
        return changed(piece, parcel="") if piece.parcel == parcel else piece

    lines = tuple(
        changed(line, pieces=tuple(packed(line.id, n, p) for n, p in enumerate(line.pieces)))
        for line in order.lines
    )
    return changed(order, lines=lines)


def _all_shipped(order: Order, everything: bool, clocks: Clocks) -> Order:
    if not everything:
        return changed(order, clocks=_started(order.clocks, clocks))
    kept = running.without(order.clocks, "ship_within", "answer_cancellation")
    return changed(
        order,
        status="shipped",
        shipped_at=max(parcel.dispatched for parcel in order.parcels),
        clocks=_started(kept, clocks),
    )


def _reported(order: Order, event: e.TrackingReported, at: Instant) -> Order:
    order = _moved(_with_parcel(order, event.parcel), event.moved)
    if event.clocks:
        order = changed(order, clocks=_started(order.clocks, event.clocks))
    if event.undone:
        status: OrderStatus = "shipped" if order.status == "delivered" else order.status
        return changed(order, status=status, delivered_at=None)
    if event.all_delivered:
        status = "delivered" if order.status == "shipped" else order.status
        return changed(order, status=status, delivered_at=at)
    return order


def _with_parcel(order: Order, parcel: Parcel) -> Order:
    return changed(
        order, parcels=tuple(parcel if p.name == parcel.name else p for p in order.parcels)
    )


def _confirmed(order: Order, event: e.ReceiptConfirmed, at: Instant) -> Order:
    clocks = _started(running.without(order.clocks, "confirm_by", "extension_offer"), event.clocks)
    return _counted(changed(order, confirmed_at=at, extension=None, clocks=clocks), at)


def _time_passed(order: Order, event: e.ConfirmTimePassed, at: Instant) -> Order:
    order = _settled(order, event.transfers, event.shares)
    clocks = running.without(order.clocks, "confirm_by")
    return changed(order, confirm_by_passed=at, clocks=clocks)


def _completed(order: Order, event: e.OrderCompleted, at: Instant) -> Order:
    order = _settled(order, event.transfers, event.shares)
    clocks = running.without(order.clocks, "confirm_by", "ship_within")
    passed = at if event.how == "by_time" else None
    order = changed(
        order,
        status="completed",
        completed_at=at,
        confirm_by_passed=order.confirm_by_passed or passed,
        clocks=clocks,
    )
    return _counted(order, at)


def _extension_offered(order: Order, event: e.ExtensionOffered, at: Instant) -> Order:
    offer = Extension(by=event.by, days=event.days, at=at)
    return changed(order, extension=offer, clocks=_started(order.clocks, event.clocks))


def _extension_granted(order: Order, event: e.ExtensionGranted, at: Instant) -> Order:
    order = _moved(order, event.moved)
    return changed(
        order,
        extension=None,
        extended=order.extended + event.days * 24 * 60 * 60 * 1000,
        clocks=running.without(order.clocks, "extension_offer"),
    )


def _extension_lapsed(order: Order, event: e.ExtensionLapsed, at: Instant) -> Order:
    clocks = running.without(order.clocks, "extension_offer")
    return changed(order, extension=None, clocks=clocks)


def _cancellation_requested(order: Order, event: e.CancellationRequested, at: Instant) -> Order:
    return changed(
        order,
        cancellation_asked=at,
        cancellation_used=True,
        clocks=_started(order.clocks, event.clocks),
    )


def _cancellation_refused(order: Order, event: e.CancellationRefused, at: Instant) -> Order:
    order = _moved(order, event.moved)
    clocks = running.without(order.clocks, "answer_cancellation")
    return changed(order, cancellation_asked=None, clocks=clocks)


def _pieces_cancelled(order: Order, event: e.PiecesCancelled, at: Instant) -> Order:
    order = _settled(order, event.transfers, event.shares)
    order = _cancelled(order, event.pieces)
    kept = running.without(order.clocks, "ship_within", "answer_cancellation")
    order = changed(order, cancellation_asked=None, clocks=kept)
    if not order.parcels:
        return changed(order, status="cancelled")
    order = _all_shipped(order, True, event.clocks)
    arrived = [parcel.delivered_at for parcel in order.parcels]
    if None in arrived:
        return order
    return changed(order, status="delivered", delivered_at=max(a for a in arrived if a))


def _cancelled(order: Order, pieces: Iterable[e.PieceAt]) -> Order:
    gone = set(pieces)
    lines = tuple(
        changed(
            line,
            pieces=tuple(
                changed(piece, cancelled=True) if (line.id, number) in gone else piece
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    return changed(order, lines=lines)


# The bank and the operator


def _chargeback_opened(order: Order, event: e.ChargebackOpened, at: Instant) -> Order:
    chargeback = Chargeback(amount=event.amount, excess=event.excess, since=at)
    return changed(order, chargeback=chargeback, stands_since=order.stands_since or at)


def _chargeback_closed(order: Order, event: e.ChargebackClosed, at: Instant) -> Order:
    order = _go_on(_moved(order, event.moved), chargeback=None)
    if event.won_by == "seller":
        return order
    order = apply_transfers(order, event.transfers)
    taken = {(s.line, s.piece): s.refund for s in event.shares}
    lines = tuple(
        changed(
            line,
            pieces=tuple(
                changed(piece, refunded=piece.refunded + taken.get((line.id, number), 0))
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    order = changed(
        order,
        lines=lines,
        charged_back=order.charged_back + event.amount,
        charged_back_escrow=order.charged_back_escrow + event.from_escrow,
    )
    for number in event.closed:
        dispute = _get(order, number)
        closed = Closed(outcome="charged_back", at=at, final=True)
        order = _bar(_put(order, changed(_lapsed(dispute), stage=closed, clocks=())), dispute)
    return order


def _paused(order: Order, event: e.ClockPaused, at: Instant) -> Order:
    return changed(
        order,
        pause=Pause(since=at, until=event.until),
        stands_since=order.stands_since or at,
        clocks=_started(order.clocks, event.clocks),
    )


def _resumed(order: Order, event: e.ClockResumed, at: Instant) -> Order:
    clocks = running.without(order.clocks, "pause_end")
    return _go_on(_moved(changed(order, clocks=clocks), event.moved), pause=None)


def _order_resumed(order: Order, event: e.OrderResumed, at: Instant) -> Order:
    return _moved(order, event.moved)


def _go_on(order: Order, **ended: None) -> Order:
    """The order after a standstill; it goes on when neither pause nor chargeback holds it."""
    order = changed(order, **ended)
    if order.pause is None and order.chargeback is None:
        return changed(order, stands_since=None)
    return order


# Disputes


def _opened(order: Order, event: e.DisputeOpened, at: Instant) -> Order:
    dispute = event.dispute
    lines = tuple(
        line
        if line.id != dispute.line
        else changed(
            line,
            pieces=tuple(
                changed(piece, disputed=piece.disputed + 1) if number in dispute.pieces else piece
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    counted = at if order.counted_at is None else order.counted_at
    return changed(order, lines=lines, disputes=(*order.disputes, dispute), counted_at=counted)


def _proposal_made(order: Order, event: e.ProposalMade, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    return _put(order, changed(dispute, proposals=(*dispute.proposals, event.proposal)))


def _proposal_withdrawn(order: Order, event: e.ProposalWithdrawn, at: Instant) -> Order:
    return _proposal_state(order, event.dispute, event.proposal, "withdrawn")


def _proposal_rejected(order: Order, event: e.ProposalRejected, at: Instant) -> Order:
    if event.waiting:
        return order
    order = _proposal_state(order, event.dispute, event.proposal, "rejected")
    dispute = _get(order, event.dispute)
    clocks = tuple(
        c for c in dispute.clocks if c.kind != "platform_proposal" or c.ref != event.proposal
    )
    return _put(order, changed(dispute, clocks=clocks))


def _proposal_accepted(order: Order, event: e.ProposalAccepted, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    proposal = dispute.proposal(event.proposal)
    assert proposal is not None
    accepted_by = (*proposal.accepted_by, event.by)
    needs = 2 if proposal.owner == "arbitrator" else 1
    done = event.by_silence or len(accepted_by) >= needs
    state: ProposalState = "accepted" if done else "standing"
    return _put(
        order, _with_proposal(dispute, changed(proposal, accepted_by=accepted_by, state=state))
    )


def _proposal_lapsed(order: Order, event: e.ProposalLapsed, at: Instant) -> Order:
    order = _proposal_state(order, event.dispute, event.proposal, "lapsed")
    dispute = _get(order, event.dispute)
    clocks = tuple(
        c for c in dispute.clocks if c.kind != "platform_proposal" or c.ref != event.proposal
    )
    return _put(order, changed(dispute, clocks=clocks))


def _staged(order: Order, event: Any, at: Instant) -> Order:
    """The events that say nothing but the stage and clocks that follow."""
    dispute = _get(order, event.dispute)
    return _put(order, changed(dispute, stage=event.stage, clocks=event.clocks))


def _escalated(order: Order, event: e.Escalated, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    raised = dispute.raised
    if event.stage.raised_from is not None and event.by != "clock":
        raised = (*raised, event.by)
    return _put(
        order,
        changed(
            dispute, stage=event.stage, clocks=event.clocks, raised=raised, went_to_platform=True
        ),
    )


def _escalation_withdrawn(order: Order, event: e.EscalationWithdrawn, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    requests = tuple(
        changed(r, state="lapsed") if r.state == "open" else r for r in dispute.requests
    )
    return _put(
        order,
        changed(
            _lapsed(dispute),
            stage=event.stage,
            clocks=event.clocks,
            withdrew=(*dispute.withdrew, event.by),
            requests=requests,
        ),
    )


def _exhibit_submitted(order: Order, event: e.ExhibitSubmitted, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    dispute = changed(dispute, exhibits=(*dispute.exhibits, event.exhibit))
    return _put(order, _request_ended(dispute, event.fulfils, "given"))


def _exhibit_withdrawn(order: Order, event: e.ExhibitWithdrawn, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    exhibits = tuple(
        changed(x, withdrawn=True) if x.number == event.exhibit else x for x in dispute.exhibits
    )
    return _put(order, changed(dispute, exhibits=exhibits))


def _statement_made(order: Order, event: e.StatementMade, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    return _put(order, changed(dispute, statements=(*dispute.statements, event.statement)))


def _fact_noted(order: Order, event: e.FactNoted, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    exhibits = tuple(
        changed(x, needed=True) if x.number == event.noted.exhibit else x for x in dispute.exhibits
    )
    return _put(order, changed(dispute, facts=(*dispute.facts, event.noted), exhibits=exhibits))


def _exhibit_requested(order: Order, event: e.ExhibitRequested, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    clocks = _started(dispute.clocks, event.clocks)
    return _put(order, changed(dispute, requests=(*dispute.requests, event.request), clocks=clocks))


def _request_lapsed(order: Order, event: e.RequestLapsed, at: Instant) -> Order:
    return _put(order, _request_ended(_get(order, event.dispute), event.request, "lapsed"))


def _request_ended(dispute: Dispute, number: int, state: str) -> Dispute:
    if not number:
        return dispute
    requests = tuple(changed(r, state=state) if r.number == number else r for r in dispute.requests)
    clocks = tuple(c for c in dispute.clocks if c.kind != "requested_exhibit" or c.ref != number)
    return changed(dispute, requests=requests, clocks=clocks)


def _deadline_missed(order: Order, event: e.PlatformDeadlineMissed, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    return _put(
        order,
        changed(
            dispute,
            missed=(*dispute.missed, event.kind),
            clocks=running.without(dispute.clocks, event.kind),
        ),
    )


def _ruled(order: Order, event: Any, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    ruling: Ruling = event.ruling
    if ruling.in_force:
        stage = changed(dispute.stage, pending=None)
        return _put(order, changed(dispute, stage=stage, rulings=(*dispute.rulings, ruling)))
    return _put(order, changed(dispute, stage=changed(dispute.stage, pending=ruling)))


def _return_confirmed(order: Order, event: e.ReturnConfirmed, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    return _put(order, changed(dispute, clocks=running.without(dispute.clocks, "return_receipt")))


def _replacement_confirmed(order: Order, event: e.ReplacementConfirmed, at: Instant) -> Order:
    return order


def _closed(order: Order, event: e.DisputeClosed, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    order = _settled(order, event.transfers, event.shares)
    closed = changed(
        _lapsed(dispute),
        stage=event.stage,
        clocks=event.clocks,
        posted=(*dispute.posted, *event.transfers),
        shares=(*dispute.shares, *event.shares),
    )
    order = _put(order, closed)
    return order if event.disputable else _bar(order, dispute)


def _promise_kept(order: Order, event: e.PromiseKept, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    stage = dispute.stage
    assert isinstance(stage, Closed)
    assert stage.promise is not None
    promise = changed(stage.promise, code=event.code, kept=True)
    return _put(order, changed(dispute, stage=changed(stage, promise=promise), clocks=event.clocks))


def _promise_broken(order: Order, event: e.PromiseBroken, at: Instant) -> Order:
    order = _settled(order, event.transfers, event.shares)
    dispute = _get(order, event.dispute)
    return _put(
        order,
        changed(
            dispute,
            stage=event.stage,
            clocks=running.without(dispute.clocks, "promise_keep", "promise_claim"),
            posted=(*dispute.posted, *event.transfers),
            shares=(*dispute.shares, *event.shares),
        ),
    )


def _appeal_filed(order: Order, event: e.AppealFiled, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    return _put(
        order,
        changed(
            dispute,
            stage=event.stage,
            clocks=event.clocks,
            appealed=(*dispute.appealed, event.by),
        ),
    )


def _appeal_answered(order: Order, event: e.AppealAnswered, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    stage: Any = dispute.stage
    appellants = (*stage.appellants, event.by) if event.joined else stage.appellants
    appealed = (*dispute.appealed, event.by) if event.joined else dispute.appealed
    return _put(
        order,
        changed(
            dispute,
            stage=changed(stage, appellants=appellants, answered=True),
            appealed=appealed,
            clocks=running.without(dispute.clocks, "appeal_answer"),
        ),
    )


def _appeal_decided(order: Order, event: e.AppealDecided, at: Instant) -> Order:
    dispute = _get(order, event.dispute)
    order = apply_transfers(order, event.transfers)
    order = apply_shares(order, event.shares)
    return _put(
        order,
        changed(
            _lapsed(dispute),
            stage=event.stage,
            clocks=(),
            rulings=(*dispute.rulings, event.ruling),
            posted=event.posted or dispute.posted,
            shares=_together(dispute.shares, event.shares),
        ),
    )


def _together(old: tuple[PieceShare, ...], more: tuple[PieceShare, ...]) -> tuple[PieceShare, ...]:
    """The shares of each piece with what an appeal added to them."""
    added = {(s.line, s.piece): s for s in more}
    first = {(s.line, s.piece): s for s in old}
    return tuple(
        share
        if at not in first or at not in added
        else changed(
            share, refund=share.refund + added[at].refund, borne=share.borne + added[at].borne
        )
        for at, share in {**added, **first}.items()
    )


def _repaid(order: Order, event: e.AmountRepaid, at: Instant) -> Order:
    order = _settled(order, event.transfers, event.shares)
    dispute = _get(order, event.dispute)
    return _put(order, changed(dispute, repaid=dispute.repaid + event.amount))


# What several events do


def _get(order: Order, number: int) -> Dispute:
    dispute = order.dispute(number)
    assert dispute is not None, f"the event names dispute {number}, which is not there"
    return dispute


def _put(order: Order, dispute: Dispute) -> Order:
    place = dispute.number - 1
    disputes = (*order.disputes[:place], dispute, *order.disputes[place + 1 :])
    return changed(order, disputes=disputes)


def _started(clocks: Clocks, new: Clocks) -> Clocks:
    for clock in new:
        clocks = with_clock(clocks, clock)
    return clocks


def _moved(order: Order, moves: tuple[Moved, ...]) -> Order:
    if not moves:
        return order
    return changed(
        order,
        clocks=running.moved(order.clocks, 0, moves),
        disputes=tuple(
            changed(d, clocks=running.moved(d.clocks, d.number, moves)) for d in order.disputes
        ),
    )


def _settled(order: Order, transfers: tuple[Transfer, ...], shares: Any) -> Order:
    if not transfers and not shares:
        return order
    return apply_shares(apply_transfers(order, transfers), shares)


def _counted(order: Order, at: Instant) -> Order:
    """An order counts by the instant at which it was first settled or disputed."""
    return order if order.counted_at is not None else changed(order, counted_at=at)


def _bar(order: Order, dispute: Dispute) -> Order:
    """The order with the pieces of a dispute that cannot be disputed again."""
    lines = tuple(
        line
        if line.id != dispute.line
        else changed(
            line,
            pieces=tuple(
                changed(piece, barred=True) if number in dispute.pieces else piece
                for number, piece in enumerate(line.pieces)
            ),
        )
        for line in order.lines
    )
    return changed(order, lines=lines)


def _lapsed(dispute: Dispute) -> Dispute:
    """The dispute with the proposals lapsed that still stood (readings.md 26)."""
    return changed(
        dispute,
        proposals=tuple(
            changed(p, state="lapsed") if p.state == "standing" else p for p in dispute.proposals
        ),
    )


def _proposal_state(order: Order, number: int, proposal: int, state: ProposalState) -> Order:
    dispute = _get(order, number)
    old = dispute.proposal(proposal)
    assert old is not None
    return _put(order, _with_proposal(dispute, changed(old, state=state)))


def _with_proposal(dispute: Dispute, proposal: Proposal) -> Dispute:
    return changed(
        dispute,
        proposals=tuple(proposal if p.number == proposal.number else p for p in dispute.proposals),
    )


_AFTER: dict[type, Callable[[Order, Any, Instant], Order]] = {
    e.ParcelShipped: _shipped,
    e.ParcelCorrected: _corrected,
    e.TrackingReported: _reported,
    e.GoodsReported: _staged,
    e.ReceiptConfirmed: _confirmed,
    e.ConfirmTimePassed: _time_passed,
    e.OrderCompleted: _completed,
    e.ExtensionOffered: _extension_offered,
    e.ExtensionGranted: _extension_granted,
    e.ExtensionLapsed: _extension_lapsed,
    e.CancellationRequested: _cancellation_requested,
    e.CancellationRefused: _cancellation_refused,
    e.PiecesCancelled: _pieces_cancelled,
    e.ChargebackOpened: _chargeback_opened,
    e.ChargebackClosed: _chargeback_closed,
    e.ClockPaused: _paused,
    e.ClockResumed: _resumed,
    e.OrderResumed: _order_resumed,
    e.DisputeOpened: _opened,
    e.ProposalMade: _proposal_made,
    e.ProposalWithdrawn: _proposal_withdrawn,
    e.ProposalRejected: _proposal_rejected,
    e.ProposalAccepted: _proposal_accepted,
    e.ProposalLapsed: _proposal_lapsed,
    e.TurnPassed: _staged,
    e.Escalated: _escalated,
    e.EscalationWithdrawn: _escalation_withdrawn,
    e.ExhibitSubmitted: _exhibit_submitted,
    e.ExhibitWithdrawn: _exhibit_withdrawn,
    e.StatementMade: _statement_made,
    e.FactNoted: _fact_noted,
    e.ExhibitRequested: _exhibit_requested,
    e.RequestLapsed: _request_lapsed,
    e.PlatformSteppedIn: _staged,
    e.PlatformDeadlineMissed: _deadline_missed,
    e.RulingIssued: _ruled,
    e.RulingConfirmed: _ruled,
    e.ReturnStarted: _staged,
    e.ReturnAddressGiven: _staged,
    e.ReturnShipped: _staged,
    e.ReturnConfirmed: _return_confirmed,
    e.ReplacementStarted: _staged,
    e.ReplacementShipped: _staged,
    e.ReplacementConfirmed: _replacement_confirmed,
    e.DisputeClosed: _closed,
    e.PromiseKept: _promise_kept,
    e.PromiseBroken: _promise_broken,
    e.AppealFiled: _appeal_filed,
    e.AppealAnswered: _appeal_answered,
    e.AppealDecided: _appeal_decided,
    e.AmountRepaid: _repaid,
}
