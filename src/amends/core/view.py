"""view(order, viewer, …): what each role may see, field by field, as plain data.

It is made from `OrderView`, so what is withheld cannot stand in it. The seller's rates and the
guard's signals are added by those who know them.
"""

from typing import Any

from amends.core.clocks import PLATFORMS_OWN
from amends.core.dispute import (
    Appeal,
    Arbitration,
    Closed,
    Negotiation,
    Proposal,
    Replacement,
    Return,
    Ruling,
)  # fmt: skip
from amends.core.liability import recommended
from amends.core.lines import Line, Parcel
from amends.core.moments import Instant, format_instant
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.rules import Rules
from amends.core.transfers import Transfer
from amends.core.visibility import (
    DisputeView,
    OrderView,
    is_reader,
    sees_fees,
    sees_return_address,
)  # fmt: skip


def view(order: Order, viewer: Actor, policy: Policy, now: Instant) -> dict[str, Any]:
    """The order as the viewer may see it; empty for who has no business with it."""
    if not is_reader(order, viewer):
        return {}
    return plain(Rules(order, policy, viewer, now))


def plain(rules: Rules) -> dict[str, Any]:
    """The order that the reader of these rules sees, with what is open to them."""
    order, viewer = rules.order, rules.reader
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
        "disputes": [_dispute(rules, d) for d in order.disputes],
        "moves": list(rules.moves()),
    }


def _money(order: OrderView, viewer: Actor) -> dict[str, str]:
    amounts = {"paid": order.paid, "held": order.escrow, "refunded": order.refunded}
    if sees_fees(viewer):
        amounts |= {"commission": order.commission, "payment_fee": order.payment_fee}
    return {name: format_minor(minor, order.currency) for name, minor in amounts.items()}


def _line(order: OrderView, line: Line) -> dict[str, Any]:
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


def _dispute(rules: Rules, dispute: DisputeView) -> dict[str, Any]:
    order, viewer, stage = rules.order, rules.reader, dispute.stage
    seen: dict[str, Any] = {
        "number": dispute.number,
        "line": dispute.line,
        "quantity": len(dispute.pieces),
        "grounds": dispute.grounds,
        "opened_at": format_instant(dispute.opened_at),
        "stage": stage.name,
        "turn": dispute.waits_for,
        "due": _when(dispute.until),
        "most": format_minor(dispute.most, order.currency),
        "proposals": [_proposal(rules, dispute, p) for p in dispute.proposals],
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
        "moves": list(rules.moves(dispute.number)),
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
        advice = recommended(order, dispute, rules.policy)
        seen |= {"recommended": advice.liable, "recommended_because": advice.reason}
    if isinstance(stage, Arbitration | Appeal) and stage.pending is not None:
        seen["pending_ruling"] = _pending(rules, dispute, stage.pending)
    return seen


def _pending(rules: Rules, dispute: DisputeView, ruling: Ruling) -> dict[str, Any]:
    would, order = rules.if_ruled(dispute.number, ruling), rules.order
    waiting = _ruling(order, ruling)
    waiting["would_move"] = [_transfer(order, t) for t in would.transfers]
    waiting["would_send"] = list(would.goods)
    return waiting


def _proposal(rules: Rules, dispute: DisputeView, proposal: Proposal) -> dict[str, Any]:
    order = rules.order
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
        would = rules.if_accepted(dispute.number, proposal.number)
        if would is not None:
            seen["would_move"] = [_transfer(order, t) for t in would.transfers]
            seen["would_send"] = list(would.goods)
            seen["would_refund_later"] = format_minor(would.later, order.currency)
    return seen


def _ruling(order: OrderView, ruling: Ruling) -> dict[str, Any]:
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


def _transfer(order: OrderView, transfer: Transfer) -> dict[str, str]:
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
