"""Deciding an appeal: by another arbitrator; only the difference moves (C7–C9)."""

from amends.core.case import Case
from amends.core.clocks import find
from amends.core.closing import advance, complete_if_nothing_waits
from amends.core.commands.about import OfDispute
from amends.core.commands.issue_ruling import IssueRuling, Liable, ruling_from
from amends.core.correction import difference
from amends.core.dispute import SELLER_BEARS, Appeal, Closed, PieceShare, Ruling
from amends.core.events import AppealDecided, RulingIssued
from amends.core.grounds import Freight, Remedy
from amends.core.judging import deciders
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import (
    AppealUnanswered,
    NotTheArbitrator,
    ReasonsNeeded,
    RemedyNotForRuling,
    RulingPending,
)
from amends.core.settled import undo
from amends.core.settlement import pieces_of, settle
from amends.core.value import changed, private, value


@value
class DecideAppeal(OfDispute):
    """`upheld`: the decision stands. Else a new ruling, which knows `refund_only`."""

    upheld: bool = False
    remedy: Remedy = "refund_only"
    amount: str = ""
    liable: Liable = ()
    return_freight: Freight | None = None
    facts: str = private("author", default="")
    reasons: str | None = private("author", default=None)


def possible(case: Case) -> Refusal | None:
    """Another arbitrator, and not before the other party had its say."""
    dispute = case.dispute
    stage = dispute.stage
    assert isinstance(stage, Appeal)
    name = case.actor.name
    if name in deciders(dispute):
        return NotTheArbitrator(why="decided_before")
    clock = find(dispute.clocks, "appeal_answer")
    if not (stage.answered or clock is None or case.order.passed(clock, case.now)):
        return AppealUnanswered(due=clock.due)
    if stage.pending is not None and stage.pending.by == name:
        return RulingPending()
    return None


def decide(case: Case, command: DecideAppeal) -> Refusal | None:
    """Uphold it, or rule anew; above an amount a second person confirms that."""
    stage = case.dispute.stage
    assert isinstance(stage, Appeal)
    if command.reasons is not None and not command.reasons.strip():
        return ReasonsNeeded()
    if command.upheld:
        _uphold(case, command, stage)
        return None
    if command.remedy != "refund_only":
        return RemedyNotForRuling(remedy=command.remedy, choices=("refund_only",))
    new = IssueRuling(
        remedy=command.remedy,
        amount=command.amount,
        liable=command.liable,
        return_freight=command.return_freight,
        facts=command.facts,
        reasons=command.reasons,
    )
    ruling = ruling_from(case, new, remedies=("refund_only",), on_appeal=True)
    if isinstance(ruling, Refusal):
        return ruling
    if ruling.in_force:
        put_appeal_in_force(case, ruling)
    else:
        case.record(RulingIssued(dispute=case.number, ruling=ruling))
    return None


def put_appeal_in_force(case: Case, ruling: Ruling) -> None:
    """Post, for every account, what it would have been at first less what was (safeguards.md 19)."""
    order, dispute = case.order, case.dispute
    stage = dispute.stage
    assert isinstance(stage, Appeal)
    before = undo(order, dispute.posted, dispute.shares)
    recover = case.policy.order.recover_from == "platform"
    wanted = settle(
        before,
        pieces_of(dispute),
        ruling.amount,
        ruling.liable or SELLER_BEARS,
        carrier=dispute.carrier,
        recover_from_platform=recover,
        # The seller who has the goods again is not made whole as well (safeguards.md 20).
        made_whole=0 if stage.closed.goods_back else None,
    )
    has = order.refunded if case.known.buyer_has is None else case.known.buyer_has
    old = {(s.line, s.piece): s for s in dispute.shares}
    shares = tuple(
        PieceShare(
            line=new.line,
            piece=new.piece,
            refund=new.refund - (old[at].refund if at in old else 0),
            borne=new.borne - (old[at].borne if at in old else 0),
            was_out=at in old or new.was_out,
        )
        for new in wanted.shares
        for at in ((new.line, new.piece),)
    )
    transfers = difference(order, dispute.posted, wanted.transfers, has)
    closed = changed(
        stage.closed,
        outcome="ruled",
        refund=wanted.refund,
        liable=ruling.liable,
        ruling=ruling.number,
        final=True,
    )
    case.record(
        AppealDecided(
            dispute=case.number,
            ruling=ruling,
            stage=closed,
            transfers=(*transfers, *advance(case, transfers)),
            posted=wanted.transfers,
            shares=shares,
        )
    )
    complete_if_nothing_waits(case)


def _uphold(case: Case, command: DecideAppeal, stage: Appeal) -> None:
    dispute = case.dispute
    closed: Closed = stage.closed
    ruling = Ruling(
        number=len(dispute.rulings) + 1,
        by=case.actor.name,
        at=case.now,
        remedy=None,
        amount=closed.refund,
        liable=closed.liable,
        facts=command.facts,
        reasons=command.reasons or "",
        in_force=True,
        on_appeal=True,
        upheld=True,
    )
    case.record(
        AppealDecided(dispute=case.number, ruling=ruling, stage=changed(closed, final=True))
    )
