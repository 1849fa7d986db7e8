"""Plausible arguments for each command, as its giver would choose them. None: nothing sensible to say."""

from collections.abc import Callable
from typing import Any

from amends.core.dispute import Closed, Dispute, Return
from amends.core.grounds import EXHIBIT_KINDS, FACTS, GROUNDS, WITH_AMOUNT
from amends.core.moments import Instant
from amends.core.money import format_minor
from amends.core.order import Line
from amends.core.people import Actor
from amends.core.settlement import most, pieces_of
from amends.core.value import value
from amends.sim.parcels import CARRIERS, USED_AGAIN, new_number
from amends.sim.scene import Scene

Arguments = dict[str, Any]

WORDS = (
    "The lid is cracked, see the photo.",
    "It never came; the tracking has stood still for weeks.",
    "We sent it in good order and cannot see any damage.",
    "Please close the dispute and we refund you by PayPal, trust us.",
    "Confirm receipt first, then we send a new one. WhatsApp +86 138 0013 8000",
    "La caja llegó abierta y falta una pieza.",
    "实物与描述不符",
)


@value
class Ask:
    """Who wants to give a command: the scene, the actor, the dispute it is about, and when."""

    scene: Scene
    actor: Actor
    number: int
    now: Instant

    @property
    def dispute(self) -> Dispute:
        """The dispute it is about."""
        found = self.scene.order.dispute(self.number)
        assert found is not None, "a command about a dispute is chosen for one that exists"
        return found

    @property
    def malicious(self) -> bool:
        """Whether the person is out for harm."""
        parties = ("buyer", "seller")
        role = self.actor.role
        return role in parties and self.scene.person(role).temper == "malicious"


def arguments_for(name: str, ask: Ask) -> Arguments | None:
    """The arguments, with the dispute they are about."""
    found = _ARGUMENTS[name](ask)
    if found is not None and ask.number:
        found["dispute"] = ask.number
    return found


def amount_up_to(ask: Ask, top: int) -> str:
    """Some amount from 1 to `top`, in the order's currency: all, half, a token, or any."""
    chance = ask.scene.chance
    minor = chance.choice((top, top, top // 2, top // 3, 1, chance.randint(1, max(top, 1))))
    return format_minor(max(min(minor, top), 0), ask.scene.order.currency)


def said(ask: Ask) -> str:
    """Some words."""
    return ask.scene.chance.choice(WORDS)


def exhibit(ask: Ask) -> Arguments:
    """A file by its hash."""
    chance = ask.scene.chance
    return {"kind": chance.choice(EXHIBIT_KINDS), "sha256": f"{chance.getrandbits(256):064x}"}


def _nothing(ask: Ask) -> Arguments:
    return {}


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


def _confirm(ask: Ask) -> Arguments:
    return {"confirm": not ask.scene.chance.happens(5)}


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
    offered = [g for g in GROUNDS if (rule := _rules(ask).get(g)) is not None and rule.offered]
    truth = ask.scene.wronged()
    fitting = [g for g in offered if truth and g.startswith(truth)]
    return ask.scene.chance.choice(fitting or offered)


def _rules(ask: Ask) -> dict[str, Any]:
    return ask.scene.policy.opening.grounds


def _propose(ask: Ask) -> Arguments | None:
    chance, dispute = ask.scene.chance, ask.dispute
    remedy = chance.choice(_rules(ask)[dispute.grounds].remedies)
    given: Arguments = {"remedy": remedy}
    if remedy in WITH_AMOUNT:
        given["amount"] = amount_up_to(ask, _top(ask))
    if chance.happens(30):
        given["return_freight"] = chance.choice(("buyer", "seller", "platform"))
    if chance.happens(60):
        given["statement"] = said(ask)
    return given


def _top(ask: Ask) -> int:
    return most(ask.scene.order, pieces_of(ask.dispute))


def _own_proposal(ask: Ask) -> Arguments | None:
    own = [p.number for p in ask.dispute.proposals if p.state == "standing" and _is_own(ask, p)]
    return {"proposal": ask.scene.chance.choice(own)} if own else None


def _others_proposal(ask: Ask) -> Arguments | None:
    others = [
        p.number
        for p in ask.dispute.proposals
        if p.state == "standing" and not _is_own(ask, p) and ask.actor.role not in p.accepted_by
    ]
    return {"proposal": ask.scene.chance.choice(others)} if others else None


def _is_own(ask: Ask, thing: Any) -> bool:
    return bool(thing.owner == ask.actor.role)


def _submit_exhibit(ask: Ask) -> Arguments:
    given = exhibit(ask)
    asked = [k for r in ask.dispute.open_requests() if r.of == ask.actor.role for k in r.kinds]
    if asked:
        given["kind"] = ask.scene.chance.choice(asked)
    return {**given, "note": said(ask)}


def _withdraw_exhibit(ask: Ask) -> Arguments | None:
    own = [x.number for x in ask.dispute.exhibits if _is_own(ask, x) and not x.withdrawn]
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
        x.number
        for x in ask.dispute.exhibits
        if not x.withdrawn and (arbitrator or _is_own(ask, x))
    ]
    if arbitrator:
        numbers.append(0)
    if not numbers:
        return None
    return {"fact": chance.choice(FACTS), "exhibit": chance.choice(numbers)}


def _ruling(ask: Ask) -> Arguments:
    chance = ask.scene.chance
    remedy = chance.choice(("refund_only", "refund_only", "return_and_refund", "replacement"))
    return {**_decision(ask, remedy, _top(ask)), "remedy": remedy}


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
    return _decision(ask, "refund_only", _top(ask) + undone)


def _give_return_address(ask: Ask) -> Arguments:
    scene, chance = ask.scene, ask.scene.chance
    duty = scene.policy.returns.waybill_countries
    given: Arguments = {"address": f"1 Harbour Road, {scene.order.ship_from}"}
    due = scene.order.ship_from in duty or scene.order.seller_country in duty
    if (due and not chance.happens(10)) or chance.happens(10):
        given["waybill"] = new_number(chance)
    return given


def _ship_return(ask: Ask) -> Arguments:
    chance, stage = ask.scene.chance, ask.dispute.stage
    bound = isinstance(stage, Return) and stage.waybill
    waybill = ask.scene.waybills.get(ask.number, "") if bound else ""
    given: Arguments = {
        "carrier": chance.choice(CARRIERS),
        "tracking": waybill or new_number(chance),
    }
    if chance.happens(40):
        given["freight"] = amount_up_to(ask, max(ask.scene.order.paid // 10, 1))
    return given


def _confirm_return(ask: Ask) -> Arguments:
    worse = ("damaged", "wrong_item", "incomplete", "empty")
    chance = ask.scene.chance
    return {"condition": chance.choice(worse) if chance.happens(25) else "as_sent"}


def _goods(ask: Ask) -> Arguments:
    chance = ask.scene.chance
    return {"carrier": chance.choice(CARRIERS), "tracking": new_number(chance)}


def _keep_promise(ask: Ask) -> Arguments:
    return {"code": f"COUPON-{ask.scene.chance.randrange(10_000):04}"}


def _appeal(ask: Ask) -> Arguments:
    return {"grounds": ask.scene.chance.choice(("result", "service")), "statement": said(ask)}


def _repay(ask: Ask) -> Arguments | None:
    stage = ask.dispute.stage
    rest = stage.refund - ask.dispute.repaid if isinstance(stage, Closed) else 0
    return {"amount": amount_up_to(ask, rest)} if rest > 0 else None


def _open_chargeback(ask: Ask) -> Arguments:
    if ask.scene.chance.happens(40):
        return {}
    return {"amount": amount_up_to(ask, ask.scene.order.paid)}


def _close_chargeback(ask: Ask) -> Arguments:
    return {"won_by": ask.scene.chance.choice(("buyer", "seller"))}


def _pause_clock(ask: Ask) -> Arguments:
    return {"reason": "outage", "days": ask.scene.chance.choice((1, 3, 14))}


_ARGUMENTS: dict[str, Callable[[Ask], Arguments | None]] = {
    "ship": _ship,
    "confirm_receipt": _confirm,
    "offer_extension": _days,
    "request_extension": _days,
    "consent_extension": _nothing,
    "request_cancellation": _nothing,
    "answer_cancellation": _approve,
    "open_dispute": _open_dispute,
    "propose": _propose,
    "withdraw_proposal": _own_proposal,
    "accept_proposal": _others_proposal,
    "reject_proposal": _others_proposal,
    "submit_exhibit": _submit_exhibit,
    "withdraw_exhibit": _withdraw_exhibit,
    "make_statement": _make_statement,
    "cancel_dispute": _confirm,
    "escalate": _escalate,
    "withdraw_escalation": _nothing,
    "request_exhibit": _request_exhibit,
    "note_fact": _note_fact,
    "issue_ruling": _ruling,
    "confirm_ruling": _nothing,
    "give_return_address": _give_return_address,
    "ship_return": _ship_return,
    "confirm_return": _confirm_return,
    "ship_replacement": _goods,
    "confirm_replacement": _nothing,
    "keep_promise": _keep_promise,
    "appeal": _appeal,
    "join_appeal": _with_statement,
    "decline_appeal": _with_statement,
    "decide_appeal": _decide_appeal,
    "repay": _repay,
    "open_chargeback": _open_chargeback,
    "close_chargeback": _close_chargeback,
    "pause_clock": _pause_clock,
    "resume_clock": _nothing,
}
