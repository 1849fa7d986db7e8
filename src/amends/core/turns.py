"""Turns of a negotiation, what silence means, and how a dispute goes to the platform."""

from typing import Literal

from amends.core.case import Case
from amends.core.clocks import Clock, Clocks, find
from amends.core.closing import accept, cancel, close
from amends.core.dispute import (
    Arbitration,
    Closed,
    Dispute,
    Negotiation,
    Proposal,
    Replacement,
    Return,
    Terms,
)  # fmt: skip
from amends.core.events import Escalated, TurnPassed
from amends.core.grounds import Freight, Preset
from amends.core.order import Order
from amends.core.people import Party, other
from amends.core.value import changed


def first_turn(case: Case) -> tuple[Negotiation, Clocks]:
    """The seller's first turn begins now, and with it the talks (N2, safeguards.md 2)."""
    rules = case.policy.negotiation
    stage = Negotiation(turn="seller", started=case.now)
    return stage, (
        Clock(kind="turn", since=case.now, due=case.due(rules.seller_turn)),
        Clock(kind="talks", since=case.now, due=case.due(rules.talks)),
    )


def waiting(case: Case) -> tuple[Negotiation, Clocks]:
    """The dispute waits for the end of the promised time (D3)."""
    promise = case.order.clock("promise")
    assert promise is not None, "goods are under way only after a dispatch"
    # It ends with the promise, so what moves the one moves the other.
    wait = Clock(kind="wait", since=promise.since, due=promise.due)
    return Negotiation(turn="none", waiting=True), (wait,)


def has_to_wait(case: Case, dispute: Dispute, *, opening: bool = False) -> bool:
    """Whether goods are under way while the promised time runs (D3, safeguards.md 3).

    A claim that goods are still in transit waits until they are delivered, scanned or not;
    any other claim of not having received them waits while a scan says that they are on their way.
    """
    promise = case.order.clock("promise")
    if not dispute.not_received or promise is None:
        return False
    if case.order.passed(promise, case.now):
        return False
    parcels = case.order.parcels_of(dispute)
    if opening and dispute.item == "in_transit":
        return any(parcel.delivered_at is None for parcel in parcels)
    return any(parcel.under_way for parcel in parcels)


def delivered(order: Order, dispute: Dispute) -> bool:
    """Whether all parcels with the disputed pieces have been delivered."""
    return all(parcel.delivered_at is not None for parcel in order.parcels_of(dispute))


def answered(case: Case, side: Party) -> None:
    """A side has rejected or proposed; if it was its turn, the turn passes (readings.md 23–25)."""
    dispute = case.dispute
    stage = dispute.stage
    if not isinstance(stage, Negotiation) or stage.waiting or stage.turn != side:
        return
    used = _used(stage, side)
    talks = find(dispute.clocks, "talks")
    if not _has_used(used, other(side)):
        _pass_turn(case, used, other(side), talks)
    elif talks is not None and case.order.passed(talks, case.now):
        escalate(case, by="clock")
    else:
        _pass_turn(case, used, other(side), talks, first=False)


def _pass_turn(
    case: Case, stage: Negotiation, to: Party, talks: Clock | None, *, first: bool = True
) -> None:
    """Give a side its turn; only a first turn has a deadline of its own (readings.md 23, 25)."""
    rules = case.policy.negotiation
    window = rules.seller_turn if to == "seller" else rules.buyer_turn
    clocks: Clocks = () if talks is None else (talks,)
    if first and window is not None:
        clocks = (Clock(kind="turn", since=case.now, due=case.due(window)), *clocks)
    stood = tuple(p.number for p in case.dispute.standing(other(to)))
    case.record(
        TurnPassed(
            dispute=case.number,
            stage=changed(stage, turn=to, waiting=False, stood=stood),
            clocks=clocks,
        )
    )


def _used(stage: Negotiation, side: Party) -> Negotiation:
    if side == "seller":
        return changed(stage, seller_used=True)
    return changed(stage, buyer_used=True)


def _has_used(stage: Negotiation, side: Party) -> bool:
    return stage.seller_used if side == "seller" else stage.buyer_used


def begin_first_turn(case: Case) -> None:
    """Goods that were waited for have come: the seller's first turn starts (readings.md 21)."""
    stage, clocks = first_turn(case)
    stood = tuple(p.number for p in case.dispute.standing("buyer"))
    case.record(TurnPassed(dispute=case.number, stage=changed(stage, stood=stood), clocks=clocks))


def silent(case: Case) -> None:
    """A turn has passed in silence (N3, N4)."""
    stage = case.dispute.stage
    assert isinstance(stage, Negotiation)
    assert stage.turn in ("buyer", "seller")
    side: Party = "buyer" if stage.turn == "buyer" else "seller"
    rules = case.policy.negotiation
    if side == "seller" and case.dispute.not_received and rules.seller_silent == "execute":
        if delivered(case.order, case.dispute):
            escalate(case, by="clock")
            return
        if has_to_wait(case, case.dispute):
            wait, clocks = waiting(case)
            case.record(TurnPassed(dispute=case.number, stage=wait, clocks=clocks))
            return
    mode = rules.seller_silent if side == "seller" else rules.buyer_silent
    if mode == "execute":
        _execute(case, stage, side)
    elif mode == "escalate":
        escalate(case, by="clock")
    elif mode == "close":
        close(case, Terms(remedy=None, amount=0, outcome="by_default"), refund=0)
    else:
        talks = find(case.dispute.clocks, "talks")
        _pass_turn(case, _used(stage, side), other(side), talks, first=False)


def _execute(case: Case, stage: Negotiation, silent_side: Party) -> None:
    """Execute what stood throughout the silent side's turn (safeguards.md 1)."""
    dispute = case.dispute
    speaker = other(silent_side)
    proposal = what_silence_executes(dispute, stage.stood, silent_side)
    if proposal is None and speaker == "buyer":
        cancel(case)
    elif proposal is None or not _may_be_executed(case, proposal):
        escalate(case, by="clock")
    else:
        accept(case, proposal, silent_side, by_silence=True)


def what_silence_executes(
    dispute: Dispute, stood: tuple[int, ...], silent_side: Party
) -> Proposal | None:
    """The latest standing proposal of the other side that stood when the turn began.

    One made during the turn counts only if it gives the silent side at least as much.
    """
    measure = dispute.proposal(max(stood)) if stood else None
    for proposal in reversed(dispute.standing(other(silent_side))):
        if proposal.number in stood:
            return proposal
        if measure is not None and _gives_as_much(proposal, measure, silent_side):
            return proposal
    return None


def _gives_as_much(new: Proposal, old: Proposal, to: Party) -> bool:
    if new.remedy != old.remedy:
        return False
    if new.amount != old.amount:
        return (new.amount > old.amount) == (to == "buyer")
    # The platform's paying is as good for a party as the other side's.
    bad: Freight = to
    return new.return_freight != bad or old.return_freight == bad


def _may_be_executed(case: Case, proposal: Proposal) -> bool:
    """Silence executes neither nothing, nor a coupon, nor a seller's token amount (N5)."""
    if proposal.remedy is None or proposal.remedy == "coupon":
        return False
    if proposal.owner != "seller" or proposal.remedy not in ("refund_only", "return_and_refund"):
        return True
    floor = case.policy.negotiation.silent_floor_percent
    return proposal.amount * 100 >= case.dispute.claim * floor


def talks_ended(case: Case) -> None:
    """The negotiation is over (N12, N13), or nobody went on."""
    if case.policy.negotiation.talks_end == "close":
        close(case, Terms(remedy=None, amount=0, outcome="by_default"), refund=0)
    else:
        escalate(case, by="clock")


def escalate(
    case: Case,
    *,
    by: Literal["buyer", "seller", "clock"],
    reason: str = "",
    preset: Preset = "",
    raised_from: Return | Replacement | Closed | None = None,
) -> None:
    """Pass the dispute to the platform, with its own deadline (A1, A5)."""
    dispute = case.dispute
    rules = case.policy.platform
    stage = Arbitration(
        since=case.now,
        preset=preset,
        step=rules.steps[0].name if rules.steps else None,
        raised_from=raised_from,
        raised_by=by if raised_from is not None else "",
        left=dispute.clocks if raised_from is not None else (),
    )
    if rules.steps:
        due = case.due(rules.steps[0].window)
    else:
        began = dispute.opened_at
        if isinstance(dispute.stage, Negotiation) and dispute.stage.started is not None:
            began = dispute.stage.started
        due = max(case.policy.due(rules.from_opening, began), case.due(rules.from_escalation))
    case.record(
        Escalated(
            dispute=case.number,
            by=by,
            reason=reason,
            stage=stage,
            clocks=(Clock(kind="step_in", since=case.now, due=due),),
        )
    )
