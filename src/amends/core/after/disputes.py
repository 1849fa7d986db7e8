"""What happens in a dispute: proposals, exhibits, words, turns, and the platform."""

from typing import Any

from amends.core import clocks as running
from amends.core import events as e
from amends.core.after.parts import After, get, lapsed, proposal_state, put, started, with_proposal
from amends.core.dispute import Dispute, ProposalState, Ruling
from amends.core.events.disputes import ByDisputeEvent
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.value import changed


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
    dispute = get(order, event.dispute)
    return put(order, changed(dispute, proposals=(*dispute.proposals, event.proposal)))


def _proposal_withdrawn(order: Order, event: e.ProposalWithdrawn, at: Instant) -> Order:
    return _gone(order, event.dispute, event.proposal, "withdrawn")


def _gone(order: Order, number: int, proposal: int, state: ProposalState) -> Order:
    """The order without a proposal that stood, and without the clock of the platform's."""
    order = proposal_state(order, number, proposal, state)
    dispute = get(order, number)
    clocks = tuple(c for c in dispute.clocks if c.kind != "platform_proposal" or c.ref != proposal)
    return put(order, changed(dispute, clocks=clocks))


def _proposal_rejected(order: Order, event: e.ProposalRejected, at: Instant) -> Order:
    if event.waiting:
        return order
    return _gone(order, event.dispute, event.proposal, "rejected")


def _proposal_accepted(order: Order, event: e.ProposalAccepted, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    proposal = dispute.proposal(event.proposal)
    assert proposal is not None
    accepted_by = (*proposal.accepted_by, event.by)
    needs = 2 if proposal.owner == "arbitrator" else 1
    done = event.by_silence or len(accepted_by) >= needs
    state: ProposalState = "accepted" if done else "standing"
    return put(
        order, with_proposal(dispute, changed(proposal, accepted_by=accepted_by, state=state))
    )


def _proposal_lapsed(order: Order, event: e.ProposalLapsed, at: Instant) -> Order:
    return _gone(order, event.dispute, event.proposal, "lapsed")


def _staged(order: Order, event: Any, at: Instant) -> Order:
    """The events that say nothing but the stage and clocks that follow."""
    dispute = get(order, event.dispute)
    return put(order, changed(dispute, stage=event.stage, clocks=event.clocks))


def _agreed(order: Order, event: Any, at: Instant) -> Order:
    """It was settled or ruled and goods move: what else was offered or asked for is over (N7)."""
    dispute = get(order, event.dispute)
    return put(order, changed(lapsed(dispute), stage=event.stage, clocks=event.clocks))


def _escalated(order: Order, event: e.Escalated, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    raised = dispute.raised
    if event.stage.raised_from is not None and event.by != "clock":
        raised = (*raised, event.by)
    return put(
        order,
        changed(
            dispute, stage=event.stage, clocks=event.clocks, raised=raised, went_to_platform=True
        ),
    )


def _escalation_withdrawn(order: Order, event: e.EscalationWithdrawn, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    return put(
        order,
        changed(
            lapsed(dispute),
            stage=event.stage,
            clocks=event.clocks,
            withdrew=(*dispute.withdrew, event.by),
        ),
    )


def _exhibit_submitted(order: Order, event: e.ExhibitSubmitted, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    dispute = changed(dispute, exhibits=(*dispute.exhibits, event.exhibit))
    return put(order, _request_ended(dispute, event.fulfils, "given"))


def _exhibit_withdrawn(order: Order, event: e.ExhibitWithdrawn, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    exhibits = tuple(
        changed(x, withdrawn=True) if x.number == event.exhibit else x for x in dispute.exhibits
    )
    return put(order, changed(dispute, exhibits=exhibits))


def _statement_made(order: Order, event: e.StatementMade, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    return put(order, changed(dispute, statements=(*dispute.statements, event.statement)))


def _fact_noted(order: Order, event: e.FactNoted, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    exhibits = tuple(
        changed(x, needed=True) if x.number == event.noted.exhibit else x for x in dispute.exhibits
    )
    return put(order, changed(dispute, facts=(*dispute.facts, event.noted), exhibits=exhibits))


def _exhibit_requested(order: Order, event: e.ExhibitRequested, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    clocks = started(dispute.clocks, event.clocks)
    return put(order, changed(dispute, requests=(*dispute.requests, event.request), clocks=clocks))


def _request_lapsed(order: Order, event: e.RequestLapsed, at: Instant) -> Order:
    return put(order, _request_ended(get(order, event.dispute), event.request, "lapsed"))


def _request_ended(dispute: Dispute, number: int, state: str) -> Dispute:
    if not number:
        return dispute
    requests = tuple(changed(r, state=state) if r.number == number else r for r in dispute.requests)
    clocks = tuple(c for c in dispute.clocks if c.kind != "requested_exhibit" or c.ref != number)
    return changed(dispute, requests=requests, clocks=clocks)


def _deadline_missed(order: Order, event: e.PlatformDeadlineMissed, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    return put(
        order,
        changed(
            dispute,
            missed=(*dispute.missed, event.kind),
            clocks=running.without(dispute.clocks, event.kind),
        ),
    )


def _ruled(order: Order, event: Any, at: Instant) -> Order:
    dispute = get(order, event.dispute)
    ruling: Ruling = event.ruling
    if ruling.in_force:
        stage = changed(dispute.stage, pending=None)
        return put(order, changed(dispute, stage=stage, rulings=(*dispute.rulings, ruling)))
    return put(order, changed(dispute, stage=changed(dispute.stage, pending=ruling)))


AFTER: ByDisputeEvent[After] = {
    "GoodsReported": _staged,
    "DisputeOpened": _opened,
    "ProposalMade": _proposal_made,
    "ProposalWithdrawn": _proposal_withdrawn,
    "ProposalRejected": _proposal_rejected,
    "ProposalAccepted": _proposal_accepted,
    "ProposalLapsed": _proposal_lapsed,
    "TurnPassed": _staged,
    "Escalated": _escalated,
    "EscalationWithdrawn": _escalation_withdrawn,
    "ExhibitSubmitted": _exhibit_submitted,
    "ExhibitWithdrawn": _exhibit_withdrawn,
    "StatementMade": _statement_made,
    "FactNoted": _fact_noted,
    "ExhibitRequested": _exhibit_requested,
    "RequestLapsed": _request_lapsed,
    "PlatformSteppedIn": _staged,
    "PlatformDeadlineMissed": _deadline_missed,
    "RulingIssued": _ruled,
    "RulingConfirmed": _ruled,
    "ReturnStarted": _agreed,
    "ReturnAddressGiven": _staged,
    "ReturnShipped": _staged,
    "ReplacementStarted": _agreed,
    "ReplacementShipped": _staged,
}
