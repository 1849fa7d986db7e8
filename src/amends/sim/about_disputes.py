"""Plausible arguments in a dispute: proposals, exhibits, words, rulings, appeals."""

from collections.abc import Callable

from amends.core.grounds import EXHIBIT_KINDS, FACTS, WITH_AMOUNT
from amends.core.money import format_minor
from amends.sim.ask import (
    Arguments,
    Ask,
    amount_up_to,
    confirm,
    exhibit,
    is_own,
    nothing,
    rules,
    said,
    top,
)


def _propose(ask: Ask) -> Arguments | None:
    chance, dispute = ask.scene.chance, ask.dispute
    remedy = chance.choice(rules(ask)[dispute.grounds].remedies)
    given: Arguments = {"remedy": remedy}
    if remedy in WITH_AMOUNT:
        given["amount"] = amount_up_to(ask, top(ask))
    if chance.happens(30):
        given["return_freight"] = chance.choice(("buyer", "seller", "platform"))
    if chance.happens(60):
        given["statement"] = said(ask)
    return given


def _own_proposal(ask: Ask) -> Arguments | None:
    own = [p.number for p in ask.dispute.proposals if p.state == "standing" and is_own(ask, p)]
    return {"proposal": ask.scene.chance.choice(own)} if own else None


def _others_proposal(ask: Ask) -> Arguments | None:
    others = [
        p.number
        for p in ask.dispute.proposals
        if p.state == "standing" and not is_own(ask, p) and ask.actor.role not in p.accepted_by
    ]
    return {"proposal": ask.scene.chance.choice(others)} if others else None


def _submit_exhibit(ask: Ask) -> Arguments:
    given = exhibit(ask)
    asked = [k for r in ask.dispute.open_requests() if r.of == ask.actor.role for k in r.kinds]
    if asked:
        given["kind"] = ask.scene.chance.choice(asked)
    return {**given, "note": said(ask)}


def _withdraw_exhibit(ask: Ask) -> Arguments | None:
    own = [x.number for x in ask.dispute.exhibits if is_own(ask, x) and not x.withdrawn]
    return {"exhibit": ask.scene.chance.choice(own)} if own else None


def _make_statement(ask: Ask) -> Arguments:
    return {"text": said(ask)}


def _with_statement(ask: Ask) -> Arguments:
    return {"statement": said(ask)}


def _escalate(ask: Ask) -> Arguments:
    return {"reason": said(ask)}


def _request_exhibit(ask: Ask) -> Arguments:
    chance = ask.scene.chance
    kinds = chance.sample(EXHIBIT_KINDS, chance.choice((1, 2)))
    return {"of": chance.choice(("buyer", "seller")), "kinds": kinds}


def _note_fact(ask: Ask) -> Arguments | None:
    chance = ask.scene.chance
    arbitrator = ask.actor.role == "arbitrator"
    numbers = [
        x.number for x in ask.dispute.exhibits if not x.withdrawn and (arbitrator or is_own(ask, x))
    ]
    if arbitrator:
        numbers.append(0)
    if not numbers:
        return None
    return {"fact": chance.choice(FACTS), "exhibit": chance.choice(numbers)}


def _ruling(ask: Ask) -> Arguments:
    chance = ask.scene.chance
    remedy = chance.choice(("refund_only", "refund_only", "return_and_refund", "replacement"))
    return {**_decision(ask, remedy, top(ask)), "remedy": remedy}


def _decision(ask: Ask, remedy: str, top: int) -> Arguments:
    chance = ask.scene.chance
    given: Arguments = {"facts": said(ask), "reasons": said(ask)}
    nothing = top == 0 or (remedy == "refund_only" and chance.happens(25))
    if remedy in WITH_AMOUNT:
        zero = format_minor(0, ask.scene.order.currency)
        given["amount"] = zero if nothing else amount_up_to(ask, top)
    if remedy != "refund_only" or not nothing:
        bearers = ["seller", "seller", "platform", "buyer"]
        if ask.scene.order.logistics == "platform":
            bearers.append("carrier")
        first = chance.choice(bearers)
        second = chance.choice(bearers)
        given["liable"] = first if first == second else {first: 67, second: 33}
    return given


def _decide_appeal(ask: Ask) -> Arguments:
    if ask.scene.chance.happens(40):
        return {"upheld": True, "reasons": said(ask)}
    undone = sum(share.refund for share in ask.dispute.shares)
    return _decision(ask, "refund_only", top(ask) + undone)


def _appeal(ask: Ask) -> Arguments:
    return {"grounds": ask.scene.chance.choice(("result", "service")), "statement": said(ask)}


ABOUT_DISPUTES: dict[str, Callable[[Ask], Arguments | None]] = {
    "propose": _propose,
    "withdraw_proposal": _own_proposal,
    "accept_proposal": _others_proposal,
    "reject_proposal": _others_proposal,
    "submit_exhibit": _submit_exhibit,
    "withdraw_exhibit": _withdraw_exhibit,
    "make_statement": _make_statement,
    "cancel_dispute": confirm,
    "escalate": _escalate,
    "withdraw_escalation": nothing,
    "request_exhibit": _request_exhibit,
    "note_fact": _note_fact,
    "issue_ruling": _ruling,
    "confirm_ruling": nothing,
    "appeal": _appeal,
    "join_appeal": _with_statement,
    "decline_appeal": _with_statement,
    "decide_appeal": _decide_appeal,
}
