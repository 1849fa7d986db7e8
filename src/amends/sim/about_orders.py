"""Plausible arguments about the order itself, and of the claim that opens a dispute."""

from collections.abc import Callable

from amends.core.grounds import GROUNDS, WITH_AMOUNT
from amends.core.lines import Line
from amends.sim.ask import (
    Arguments,
    Ask,
    amount_up_to,
    confirm,
    exhibit,
    nothing,
    rules,
    said,
)
from amends.sim.parcels import CARRIERS, USED_AGAIN, new_number


def _ship(ask: Ask) -> Arguments:
    scene, chance = ask.scene, ask.scene.chance
    order = scene.order
    left = {
        line.id: sum(1 for p in line.pieces if not p.parcel and not p.cancelled)
        for line in order.lines
    }
    left = {line: count for line, count in left.items() if count}
    given: Arguments = {"carrier": chance.choice(CARRIERS), "tracking": _number(ask)}
    if not left or (order.parcels and chance.happens(5)):
        return {**given, "parcel": chance.choice(order.parcels).name if order.parcels else "p1"}
    given["parcel"] = f"p{len(order.parcels) + 1}"
    if chance.happens(25):
        line = chance.choice(tuple(left))
        given["lines"] = {line: chance.randint(1, left[line])}
    return given


def _number(ask: Ask) -> str:
    chance = ask.scene.chance
    if ask.malicious and chance.happens(50):
        return USED_AGAIN if chance.happens(40) else new_number(chance, wrong=True)
    return new_number(chance)


def _days(ask: Ask) -> Arguments:
    return {"days": ask.scene.chance.choice((60, 61) if ask.malicious else (3, 7, 15))}


def _approve(ask: Ask) -> Arguments:
    return {"approve": ask.scene.chance.happens(60)}


def _open_dispute(ask: Ask) -> Arguments | None:
    scene, chance = ask.scene, ask.scene.chance
    taken = {d.line for d in scene.order.open_disputes()}
    lines = [
        line
        for line in scene.order.lines
        if line.id not in taken and any(_free(line, n) for n in range(line.quantity))
    ]
    if not lines:
        return None
    line = chance.choice(lines)
    free = [n for n in range(line.quantity) if _free(line, n)]
    quantity = chance.choice((None, len(free), 1))
    grounds = _grounds(ask)
    rule = scene.policy.opening.grounds[grounds]
    remedy = chance.choice(rule.remedies)
    given: Arguments = {
        "line": line.id,
        "grounds": grounds,
        "received": not grounds.startswith("not_received."),
        "remedy": remedy,
        "statement": said(ask),
    }
    if quantity is not None:
        given["quantity"] = quantity
    if remedy in WITH_AMOUNT:
        given["amount"] = amount_up_to(ask, sum(line.left(n) for n in free[: quantity or 99]))
    if given["received"] or chance.happens(30):
        given["exhibits"] = [exhibit(ask) for _ in range(chance.choice((1, 1, 2)))]
    return given


def _free(line: Line, number: int) -> bool:
    piece = line.pieces[number]
    return bool(piece.parcel) and not piece.barred and not piece.cancelled


def _grounds(ask: Ask) -> str:
    offered = [g for g in GROUNDS if (rule := rules(ask).get(g)) is not None and rule.offered]
    truth = ask.scene.wronged()
    fitting = [g for g in offered if truth and g.startswith(truth)]
    return ask.scene.chance.choice(fitting or offered)


def _open_chargeback(ask: Ask) -> Arguments:
    if ask.scene.chance.happens(40):
        return {}
    return {"amount": amount_up_to(ask, ask.scene.order.paid)}


def _close_chargeback(ask: Ask) -> Arguments:
    return {"won_by": ask.scene.chance.choice(("buyer", "seller"))}


def _pause_clock(ask: Ask) -> Arguments:
    return {"reason": "outage", "days": ask.scene.chance.choice((1, 3, 14))}


ABOUT_ORDERS: dict[str, Callable[[Ask], Arguments | None]] = {
    "ship": _ship,
    "confirm_receipt": confirm,
    "offer_extension": _days,
    "request_extension": _days,
    "consent_extension": nothing,
    "request_cancellation": nothing,
    "answer_cancellation": _approve,
    "open_dispute": _open_dispute,
    "open_chargeback": _open_chargeback,
    "close_chargeback": _close_chargeback,
    "pause_clock": _pause_clock,
    "resume_clock": nothing,
}
