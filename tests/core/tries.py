"""Arguments to try a command with: enough that an open command is accepted with one of them."""

from collections.abc import Iterator
from typing import Any

from amends.core.dispute import Appeal, Arbitration, Dispute, Replacement, Return
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.settlement import most, pieces_of

Arguments = dict[str, Any]


def fresh(order: Order) -> str:
    """A tracking number that this order does not know."""
    return f"T{order.version:04}"


def tries(
    order: Order, actor: Actor, name: str, policy: Policy, number: int = 0
) -> Iterator[Arguments]:
    """Arguments for a command about the order, or about its dispute `number`."""
    dispute = order.dispute(number) if number else None
    if dispute is None:
        yield from _about_order(order, name, policy)
    else:
        for arguments in _about_dispute(order, dispute, actor, name, policy):
            yield {"dispute": number, **arguments}


def _about_order(order: Order, name: str, policy: Policy) -> Iterator[Arguments]:
    if name == "ship":
        yield {"carrier": "upu", "tracking": fresh(order)}
        for line in order.lines:
            yield {"carrier": "upu", "tracking": fresh(order), "lines": {line.id: 1}}
        for parcel in order.parcels:
            yield {"parcel": parcel.name, "carrier": "upu", "tracking": fresh(order)}
            for line in order.lines:
                yield {
                    "parcel": parcel.name, "carrier": "upu", "tracking": fresh(order),
                    "lines": {line.id: 1},
                }  # fmt: skip
    elif name == "report_tracking":
        for tracking in numbers(order):
            for status in ("in_transit", "delivered", "lost", "info_received"):
                yield {"tracking": tracking, "status": status}
    elif name == "confirm_receipt":
        yield {"confirm": True}
    elif name in ("offer_extension", "request_extension"):
        yield from ({"days": days} for days in (10, 60, *range(1, 60)))
    elif name == "answer_cancellation":
        yield from ({"approve": approve} for approve in (True, False))
    elif name == "open_dispute":
        yield from _claims(order, policy)
    elif name == "open_chargeback":
        yield {}
        yield {"amount": format_minor(1, order.currency)}
        yield {"amount": format_minor(order.paid, order.currency)}
    elif name == "close_chargeback":
        yield from ({"won_by": side} for side in ("buyer", "seller"))
    elif name == "pause_clock":
        yield {}
        yield {"days": 3}
    else:
        yield {}


def numbers(order: Order) -> Iterator[str]:
    """Every tracking number that a carrier may report about."""
    for parcel in order.parcels:
        yield parcel.tracking
    for dispute in order.disputes:
        stage: Any = dispute.stage
        if isinstance(stage, Arbitration):
            stage = stage.raised_from
        goods = getattr(stage, "parcel", None)
        if goods is not None:
            yield goods.tracking


def _claims(order: Order, policy: Policy) -> Iterator[Arguments]:
    for line in order.lines:
        free = [n for n in range(line.quantity) if line.left(n) > 0]
        one = format_minor(line.left(free[0]) if free else 0, order.currency)
        for grounds in (
            "not_as_described.quality", "not_received.in_transit", "not_received.invalid_tracking",
            "not_received.wrong_address", "not_as_described.short_shipment",
        ):  # fmt: skip
            received = grounds.startswith("not_as_described")
            for remedy in policy.opening.grounds[grounds].remedies:
                amount = one if remedy in ("refund_only", "return_and_refund", "coupon") else ""
                arguments = {
                    "line": line.id, "grounds": grounds, "received": received, "remedy": remedy,
                    "amount": amount, "exhibits": ["photo"] if received else [],
                }  # fmt: skip
                yield {**arguments, "quantity": 1}
                yield arguments


def _about_dispute(
    order: Order, dispute: Dispute, actor: Actor, name: str, policy: Policy
) -> Iterator[Arguments]:
    top = most(order, pieces_of(dispute))
    again = sum(share.refund for share in dispute.shares)
    stage = dispute.stage

    def say(part: int) -> str:
        return format_minor(part, order.currency)

    if name == "propose":
        for remedy in policy.opening.grounds[dispute.grounds].remedies:
            if remedy in ("refund_only", "return_and_refund", "coupon"):
                for amount in (top, top // 2, 0):
                    yield {"remedy": remedy, "amount": say(amount)}
            else:
                yield {"remedy": remedy}
    elif name in ("withdraw_proposal", "accept_proposal", "reject_proposal"):
        yield from ({"proposal": p.number} for p in dispute.proposals)
    elif name == "submit_exhibit":
        yield from ({"kind": kind} for kind in ("photo", "tracking_screenshot", "document"))
    elif name == "withdraw_exhibit":
        yield from ({"exhibit": x.number} for x in dispute.exhibits)
    elif name == "make_statement":
        yield {"text": "A word."}
    elif name == "cancel_dispute":
        yield {"confirm": True}
    elif name == "escalate":
        yield {"reason": "It did not come."}
    elif name == "request_exhibit":
        yield from ({"of": side, "kinds": ["photo"]} for side in ("buyer", "seller"))
    elif name == "note_fact":
        yield from (
            {"fact": "photo_shows_defect", "exhibit": n}
            for n in (0, *(x.number for x in dispute.exhibits))
        )
    elif name == "issue_ruling":
        yield {"remedy": "refund_only", "amount": say(0)}
        for liable in (
            "seller",
            {"platform": 30, "seller": 70},
            {"buyer": 50, "seller": 50},
            "carrier",
        ):
            for amount in (top, (top + 1) // 2):
                yield {"remedy": "refund_only", "amount": say(amount), "liable": liable}
        yield {"remedy": "refund_only", "amount": say(top), "liable": "seller", "freight": say(1)}
        yield {"remedy": "return_and_refund", "liable": "seller"}
        yield {"remedy": "replacement", "liable": "seller"}
    elif name == "give_return_address":
        yield {"address": "1 Road, CN", "waybill": "WB1"}
        yield {"address": "2 Road, CN", "waybill": "WB2"}
    elif name == "ship_return":
        waybill = stage.waybill if isinstance(stage, Return) else ""
        yield {"carrier": "upu", "tracking": waybill or fresh(order)}
        yield {"carrier": "upu", "tracking": waybill or fresh(order), "freight": say(1)}
    elif name == "confirm_return":
        yield from ({"condition": how} for how in ("as_sent", "damaged"))
        yield {"condition": "as_sent", "freight": say(1)}
    elif name == "ship_replacement":
        yield {"carrier": "upu", "tracking": fresh(order)}
    elif name == "keep_promise":
        yield {"code": "TEN-OFF"}
    elif name == "appeal":
        yield {"statement": "That is wrong."}
    elif name == "decide_appeal":
        yield {"upheld": True}
        yield {"amount": say(0)}
        for liable in (
            "seller",
            {"platform": 30, "seller": 70},
            {"buyer": 50, "seller": 50},
            "carrier",
        ):
            for amount in (top + again, (top + again + 1) // 2):
                yield {"amount": say(amount), "liable": liable}
    elif name == "repay":
        for part in (1, again):
            yield {"amount": say(part)}
    else:
        assert not isinstance(stage, Appeal | Replacement | Return) or True
        yield {}
