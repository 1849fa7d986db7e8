"""view(order, viewer, …): what each role may see, field by field, as plain data.

A stranger sees nothing, and nothing looks the same as what is not there. A ruling that is not in
force is for arbitrators alone (safeguards.md 18); a return address is for the two parties and the
arbitrator; the seller's rates and the guard's signals are added by those who know them.
"""

from collections.abc import Iterable
from typing import Any

from amends.core import preview
from amends.core.accounts import WORLD, escrow_of
from amends.core.clocks import PLATFORMS_OWN
from amends.core.deadlines import due_of
from amends.core.dispute import (
    Appeal,
    Arbitration,
    Closed,
    Dispute,
    Negotiation,
    Proposal,
    Replacement,
    Return,
    Ruling,
)  # fmt: skip
from amends.core.grounds import Turn
from amends.core.liability import recommended
from amends.core.moments import Instant, format_instant
from amends.core.money import format_minor
from amends.core.moves import dispute_moves, moves
from amends.core.order import Line, Order, Parcel
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.transfers import Purpose, Transfer

# Systems give commands and read nothing.
_READERS = frozenset(("buyer", "seller", "arbitrator", "operator"))
_FEES: frozenset[Purpose] = frozenset(("commission", "payment_fee"))


def sees_return_address(viewer: Actor) -> bool:
    """Whether somebody is told where goods go back to: the parties and the arbitrator are."""
    return viewer.role != "operator"


def sees_coupon_code(viewer: Actor) -> bool:
    """Whether somebody is told a coupon's code: whoever uses, gave or judges it."""
    return viewer.role != "operator"


def sees_pending_rulings(viewer: Actor) -> bool:
    """Whether somebody is told of a ruling that is not in force (safeguards.md 18)."""
    return viewer.role == "arbitrator"


def sees_fees(viewer: Actor) -> bool:
    """Whether somebody is told the seller's commission, payment fee and net: the buyer is not."""
    return viewer.role in ("seller", "arbitrator", "operator")


def shown_transfers(
    transfers: Iterable[Transfer], order: Order, viewer: Actor
) -> tuple[Transfer, ...]:
    """Movements of money as the viewer may see them.

    Who does not see fees is told what the buyer gets and gives and what leaves escrow, with the
    seller's commission and fee counted as the seller's; how others settle among themselves is
    theirs.
    """
    if sees_fees(viewer):
        return tuple(transfers)
    sums: dict[tuple[str, str, Purpose], int] = {}
    seller, own = f"seller:{order.seller}", (f"buyer:{order.buyer}", escrow_of(order), WORLD)
    for each in transfers:
        debit, credit, purpose = each.debit, each.credit, each.purpose
        if purpose in _FEES:
            debit = seller if debit not in own else debit
            credit = seller if credit not in own else credit
            purpose = "release" if debit == escrow_of(order) else "recovery"
        if debit != credit and (debit in own or credit in own):
            key = (debit, credit, purpose)
            sums[key] = sums.get(key, 0) + each.minor
    return tuple(
        Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)
        for (debit, credit, purpose), minor in sums.items()
    )


def turn_of(order: Order, dispute: Dispute) -> Turn:
    """Whose move it is; while a chargeback is open, the bank's."""
    if order.chargeback is not None and not isinstance(dispute.stage, Closed):
        return "bank"
    return dispute.turn


def view(order: Order, viewer: Actor, policy: Policy, now: Instant) -> dict[str, Any]:
    """The order as the viewer may see it; empty for who has no business with it."""
    if viewer.role not in _READERS or not order.belongs(viewer):
        return {}
    return {
        "order": order.id,
        "number": order.number,
        "shop": order.shop,
        "buyer": order.buyer,
        "seller": order.seller,
        "currency": order.currency,
        "policy": order.policy,
        "status": order.status,
        "paid_at": format_instant(order.paid_at),
        "money": _money(order, viewer),
        "lines": [_line(order, line) for line in order.lines],
        "parcels": [_parcel(parcel) for parcel in order.parcels],
        "clocks": {c.kind: format_instant(c.due) for c in order.clocks},
        "paused_until": None if order.pause is None else format_instant(order.pause.until),
        "chargeback": None
        if order.chargeback is None
        else format_minor(order.chargeback.amount, order.currency),
        "disputes": [_dispute(order, d, viewer, policy, now) for d in order.disputes],
        "moves": list(moves(order, viewer, policy, now)),
    }


def _money(order: Order, viewer: Actor) -> dict[str, str]:
    amounts = {"paid": order.paid, "held": order.escrow, "refunded": order.refunded}
    if sees_fees(viewer):
        amounts |= {"commission": order.commission, "payment_fee": order.payment_fee}
    return {name: format_minor(minor, order.currency) for name, minor in amounts.items()}


def _line(order: Order, line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "price": format_minor(line.price, order.currency),
        "quantity": line.quantity,
        "held": sum(1 for piece in line.pieces if not piece.out),
        "cancelled": sum(1 for piece in line.pieces if piece.cancelled),
    }


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {
        "name": parcel.name,
        "carrier": parcel.carrier,
        "tracking": parcel.tracking,
        "dispatched": format_instant(parcel.dispatched),
        "status": parcel.status,
        "delivered_at": _when(parcel.delivered_at),
    }


def _dispute(
    order: Order, dispute: Dispute, viewer: Actor, policy: Policy, now: Instant
) -> dict[str, Any]:
    due = due_of(order, dispute)
    stage = dispute.stage
    seen: dict[str, Any] = {
        "number": dispute.number,
        "line": dispute.line,
        "quantity": len(dispute.pieces),
        "grounds": dispute.grounds,
        "opened_at": format_instant(dispute.opened_at),
        "stage": stage.name,
        "turn": turn_of(order, dispute),
        "due": _when(due),
        "most": format_minor(dispute.most, order.currency),
        "proposals": [
            _proposal(order, dispute, p, viewer, policy, now) for p in dispute.proposals
        ],
        "exhibits": [
            {
                "number": x.number, "owner": x.owner, "at": format_instant(x.at),
                "kind": x.kind, "sha256": x.sha256, "note": x.note, "late": x.late,
                "withdrawn": x.withdrawn,
            }
            for x in dispute.exhibits
        ],
        "statements": [
            {"author": s.author, "at": format_instant(s.at), "text": s.text}
            for s in dispute.statements
        ],
        "facts": [{"fact": f.fact, "by": f.by, "exhibit": f.exhibit} for f in dispute.facts],
        "requests": [
            {
                "number": r.number, "of": r.of, "kinds": list(r.kinds),
                "due": format_instant(r.due), "state": r.state,
            }
            for r in dispute.requests
        ],
        "rulings": [_ruling(order, r) for r in dispute.rulings],
        "step": _step(stage),
        "moves": list(dispute_moves(order, viewer, policy, now, dispute.number)),
        "platform_due": {
            c.kind: format_instant(c.due) for c in dispute.clocks if c.kind in PLATFORMS_OWN
        },
        "platform_missed": list(dispute.missed),
    }  # fmt: skip
    if isinstance(stage, Closed):
        seen |= {
            "outcome": stage.outcome,
            "refund": format_minor(stage.refund, order.currency),
            "liable": dict(stage.liable),
        }
    if isinstance(stage, Return) and sees_return_address(viewer):
        seen |= {"return_address": stage.address, "waybill": stage.waybill}
    if viewer.role == "arbitrator":
        advice = recommended(order, dispute, policy)
        seen |= {"recommended": advice.liable, "recommended_because": advice.reason}
    if sees_pending_rulings(viewer):
        seen |= _pending(order, dispute, policy, now)
    return seen


def _pending(order: Order, dispute: Dispute, policy: Policy, now: Instant) -> dict[str, Any]:
    stage = dispute.stage
    if not isinstance(stage, Arbitration | Appeal) or stage.pending is None:
        return {}
    would = preview.of_ruling(order, policy, now, dispute.number, stage.pending)
    waiting = _ruling(order, stage.pending)
    waiting["would_move"] = [_transfer(order, t) for t in would.transfers]
    waiting["would_send"] = list(would.goods)
    return {"pending_ruling": waiting}


def _proposal(
    order: Order, dispute: Dispute, proposal: Proposal, viewer: Actor, policy: Policy, now: Instant
) -> dict[str, Any]:
    seen: dict[str, Any] = {
        "number": proposal.number,
        "owner": proposal.owner,
        "at": format_instant(proposal.at),
        "remedy": proposal.remedy,
        "amount": format_minor(proposal.amount, order.currency),
        "return_freight": proposal.return_freight,
        "state": proposal.state,
        "accepted_by": list(proposal.accepted_by),
    }
    if isinstance(dispute.stage, Negotiation | Arbitration):
        would = preview.of_proposal(order, policy, now, dispute.number, proposal.number)
        if would is not None:
            moved = shown_transfers(would.transfers, order, viewer)
            seen["would_move"] = [_transfer(order, t) for t in moved]
            seen["would_send"] = list(would.goods)
            seen["would_refund_later"] = format_minor(would.later, order.currency)
    return seen


def _ruling(order: Order, ruling: Ruling) -> dict[str, Any]:
    return {
        "number": ruling.number,
        "by": ruling.by,
        "at": format_instant(ruling.at),
        "remedy": ruling.remedy,
        "amount": format_minor(ruling.amount, order.currency),
        "liable": dict(ruling.liable),
        "return_freight": ruling.return_freight,
        "facts": ruling.facts,
        "reasons": ruling.reasons or ruling.recommended_because,
        "recommended": ruling.recommended,
        "on_appeal": ruling.on_appeal,
        "upheld": ruling.upheld,
        "confirmed_by": ruling.confirmed_by,
    }


def _transfer(order: Order, transfer: Transfer) -> dict[str, str]:
    return {
        "from": transfer.debit,
        "to": transfer.credit,
        "amount": format_minor(transfer.minor, order.currency),
        "purpose": transfer.purpose,
    }


def _step(stage: Any) -> str | None:
    return stage.step if isinstance(stage, Return | Replacement | Arbitration) else None


def _when(at: Instant | None) -> str | None:
    return None if at is None else format_instant(at)
