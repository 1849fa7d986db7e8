"""How a dispute ends: what is agreed, silent or ruled is carried out (readings.md 13, 32–36)."""

from amends.core.accounts import PROTECTION
from amends.core.case import Case
from amends.core.clocks import Clock, Clocks
from amends.core.dispute import (
    Closed,
    Promise,
    Proposal,
    Replacement,
    Return,
    Ruling,
    Shares,
    Terms,
)  # fmt: skip
from amends.core.events import (
    DisputeClosed,
    OrderCompleted,
    ProposalAccepted,
    ReplacementStarted,
    ReturnStarted,
)  # fmt: skip
from amends.core.grounds import Outcome
from amends.core.people import Party
from amends.core.settlement import held_pieces, most, pieces_of, settle
from amends.core.transfers import Transfer

APPEALABLE: frozenset[Outcome] = frozenset(("ruled", "by_default", "lapsed", "cancelled"))


def terms_of(proposal: Proposal, outcome: Outcome) -> Terms:
    """What an accepted proposal orders; without a ruling the seller bears it (readings.md 16)."""
    return Terms(
        remedy=proposal.remedy,
        amount=proposal.amount,
        return_freight=proposal.return_freight,
        outcome=outcome,
        proposal=proposal.number,
    )


def terms_of_ruling(ruling: Ruling) -> Terms:
    """What a ruling in force orders."""
    return Terms(
        remedy=ruling.remedy,
        amount=ruling.amount,
        liable=ruling.liable,
        return_freight=ruling.return_freight,
        outcome="ruled",
        ruling=ruling.number,
        made_whole=ruling.made_whole,
        freight=ruling.freight,
    )


def accept(
    case: Case, proposal: Proposal, by: Party, *, by_silence: bool, statement: str = ""
) -> None:
    """A proposal is accepted by a side, or executed because it was silent (N3, N4, N7)."""
    case.record(
        ProposalAccepted(
            dispute=case.number,
            proposal=proposal.number,
            by=by,
            by_silence=by_silence,
            statement=statement,
        )
    )
    now = case.dispute.proposal(proposal.number)
    if now is not None and now.state == "accepted":
        carry_out(case, terms_of(now, "by_default" if by_silence else "settled"))


def carry_out(case: Case, terms: Terms) -> None:
    """Begin what the terms order: money at once, goods in a stage of their own."""
    if terms.remedy == "return_and_refund":
        start_return(case, terms, exchange=False)
    elif terms.remedy == "replacement":
        start_return(case, terms, exchange=True)
    elif terms.remedy == "resend":
        start_replacement(case, terms)
    elif terms.remedy == "coupon":
        close(case, terms, refund=0, promise=Promise(amount=terms.amount))
    else:
        close(case, terms, refund=terms.amount)


def start_return(case: Case, terms: Terms, *, exchange: bool) -> None:
    """The goods go back; the seller has to give an address or waybill (R1)."""
    due = case.due(case.policy.returns.address_within)
    case.record(
        ReturnStarted(
            dispute=case.number,
            stage=Return(step="address", terms=terms, exchange=exchange),
            clocks=(Clock(kind="return_address", since=case.now, due=due),),
        )
    )


def start_replacement(case: Case, terms: Terms) -> None:
    """The seller has to send new goods (N11, readings.md 34)."""
    due = case.due(case.policy.returns.replacement_ship)
    case.record(
        ReplacementStarted(
            dispute=case.number,
            stage=Replacement(step="ship", terms=terms),
            clocks=(Clock(kind="replacement_ship", since=case.now, due=due),),
        )
    )


def goods_came_back(case: Case, terms: Terms) -> None:
    """The returned goods are with the seller: refund, or send the new ones."""
    if terms.remedy == "replacement":
        start_replacement(case, terms)
        return
    # The seller has the goods again, so nobody else owes for them unless a ruling says so.
    close(case, terms, refund=terms.amount, made_whole=terms.made_whole or 0, goods_back=True)


def close(
    case: Case,
    terms: Terms,
    *,
    refund: int,
    outcome: Outcome | None = None,
    promise: Promise | None = None,
    made_whole: int | None = None,
    by_silence: bool = False,
    goods_back: bool = False,
) -> None:
    """Close the dispute: refund, the rest of its pieces to the seller at once (readings.md 13)."""
    order, dispute = case.order, case.dispute
    outcome = outcome or terms.outcome
    liable: Shares = terms.liable if refund else ()
    settled = settle(
        order,
        pieces_of(dispute),
        refund,
        liable or (("seller", 100),),
        carrier=dispute.carrier,
        made_whole=made_whole if goods_back else terms.made_whole,
        recover_from_platform=case.policy.order.recover_from == "platform",
    )
    transfers = (*settled.transfers, *_freight(case, terms))
    if outcome == "ruled":
        transfers = (*transfers, *advance(case, transfers))
    stage = Closed(
        outcome=outcome,
        at=case.now,
        refund=settled.refund,
        liable=liable if refund else (),
        ruling=terms.ruling,
        by_silence=by_silence,
        promise=promise,
        final=outcome not in APPEALABLE and not by_silence,
        goods_back=goods_back,
    )
    case.record(
        DisputeClosed(
            dispute=case.number,
            stage=stage,
            clocks=(*_appeal_windows(case, stage), *_promise_clock(case, promise)),
            transfers=transfers,
            shares=settled.shares,
        )
    )
    complete_if_nothing_waits(case)


def close_without_money(case: Case, *, outcome: Outcome) -> None:
    """Close a cancelled dispute whose pieces stay held and can be disputed again (D9)."""
    stage = Closed(outcome=outcome, at=case.now)
    case.record(
        DisputeClosed(
            dispute=case.number, stage=stage, clocks=_appeal_windows(case, stage), disputable=True
        )
    )
    complete_if_nothing_waits(case)


def cancel(case: Case) -> None:
    """The buyer gives the claim up, in words or by leaving none standing (C3, C4)."""
    resumes = case.policy.opening.on_cancel == "resume_protection" or case.dispute.not_received
    if resumes:
        close_without_money(case, outcome="cancelled")
    else:
        close(case, Terms(remedy=None, amount=0, outcome="cancelled"), refund=0)


def complete_if_nothing_waits(case: Case) -> None:
    """Complete the order when its time passed meanwhile, or when none of its money is held."""
    order = case.order
    if order.status in ("completed", "cancelled") or order.open_disputes() or order.chargeback:
        return
    held = held_pieces(order)
    if order.confirm_by_passed is not None:
        settled = settle(order, held, 0)
        case.record(
            OrderCompleted(how="by_time", transfers=settled.transfers, shares=settled.shares)
        )
    elif (not held or most(order, held) == 0) and order.all_shipped:
        settled = settle(order, held, 0)
        case.record(
            OrderCompleted(how="settled", transfers=settled.transfers, shares=settled.shares)
        )


def _appeal_windows(case: Case, stage: Closed) -> Clocks:
    if stage.final:
        return ()
    rules = case.policy.appeal
    return (
        Clock(kind="appeal_buyer", since=case.now, due=case.due(rules.buyer_within)),
        Clock(kind="appeal_seller", since=case.now, due=case.due(rules.seller_within)),
    )


def _promise_clock(case: Case, promise: Promise | None) -> Clocks:
    if promise is None:
        return ()
    due = case.due(case.policy.returns.promise_keep)
    return (Clock(kind="promise_keep", since=case.now, due=due),)


def _freight(case: Case, terms: Terms) -> tuple[Transfer, ...]:
    """What the return cost, to the buyer who paid it, where somebody else was to (readings.md 16).

    Only a ruling makes the platform pay it (safeguards.md 17).
    """
    if not terms.freight or terms.return_freight == "buyer":
        return ()
    if terms.return_freight == "platform" and not terms.ruling:
        return ()
    payer = PROTECTION if terms.return_freight == "platform" else f"seller:{case.order.seller}"
    buyer = f"buyer:{case.order.buyer}"
    return (Transfer(debit=payer, credit=buyer, minor=terms.freight, purpose="freight"),)


def advance(case: Case, transfers: tuple[Transfer, ...]) -> tuple[Transfer, ...]:
    """What the platform advances after a ruling, where the seller cannot cover it (safeguards.md 22)."""
    has = case.known.seller_has
    seller = f"seller:{case.order.seller}"
    if has is None:
        return ()
    owed = sum(t.minor for t in transfers if t.debit == seller and t.purpose == "recovery")
    comes = sum(t.minor for t in transfers if t.credit == seller)
    cap = dict(case.policy.order.advance_cap).get(case.order.currency, 0)
    short = min(owed - max(has + comes, 0), cap - case.known.seller_advanced)
    if owed == 0 or short <= 0:
        return ()
    return (Transfer(debit=PROTECTION, credit=seller, minor=short, purpose="advance"),)
