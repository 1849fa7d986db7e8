"""Where a dispute stands, in one sentence for the reader: person, instant, amount and default."""

from amends.core import events as e
from amends.core.clocks import find
from amends.core.deadlines import due_of
from amends.core.dispute import (
    Appeal,
    Arbitration,
    Closed,
    Dispute,
    Negotiation,
    Replacement,
    Return,
)  # fmt: skip
from amends.core.events import Event
from amends.core.people import Party
from amends.telling.clean import clean
from amends.telling.happened import briefly, terms
from amends.telling.seen import Seen
from amends.telling.words import Words
from amends.telling.writing import instant, spoken

_PLATFORM = ("operator", "arbitrator")
_TO_DO = {
    "address": "say where the goods go back to",
    "ship": "send the goods",
    "receipt": "confirm the returned goods",
    "confirm": "say whether the new goods are right",
}


def aside_sentence(seen: Seen) -> str:
    """That the order is put aside, since when, and for the platform why; empty where it is not."""
    aside = seen.aside
    if aside is None:
        return ""
    why = f" {aside.place}: {clean(aside.reason)}." if seen.reader.role in _PLATFORM else ""
    return (
        f"This order is put aside since {instant(aside.since)}. Nothing can be done on it until it"
        f" is mended, and the time since then will not count.{why}"
    )


def headline(seen: Seen, dispute: Dispute) -> str:
    """What is going on, whose turn it is until when, and what happens if nobody acts."""
    w, stage = seen.words, dispute.stage
    if isinstance(stage, Closed):
        return _closed(seen, dispute, stage)
    if seen.order.chargeback is not None:
        return "The bank is deciding about this payment. Until then everything stands still."
    if seen.order.pause is not None:
        until = instant(seen.order.pause.until)
        return f"The clocks stand still, until {until} at the latest. No time is lost."
    if isinstance(stage, Appeal):
        return _appeal(seen, dispute, stage)
    if isinstance(stage, Arbitration) and not dispute.open_requests() and dispute.turn != "seller":
        return _platform(seen, dispute, stage)
    due = due_of(seen.order, dispute)
    if isinstance(stage, Negotiation) and stage.waiting:
        until = "" if due is None else f" The promised time runs until {instant(due)}."
        return f"The parcel is on its way.{until} If it has not come by then, the platform decides."
    if dispute.turn not in ("buyer", "seller"):
        until = "" if due is None else f" On {instant(due)}, {if_silent(seen, dispute)}."
        return f"Both sides have answered and can still agree.{until}"
    return _turn(w, seen, dispute)


def _turn(w: Words, seen: Seen, dispute: Dispute) -> str:
    role, due = dispute.turn, due_of(seen.order, dispute)
    until = "" if due is None else f" by {instant(due)}"
    otherwise = f"If not, {if_silent(seen, dispute)}." if due is not None else ""
    to_do = _to_do(w, dispute)
    if w.who(role) == "you":
        return f"It is your turn: {to_do}{until}. {otherwise}".rstrip()
    if due is None:
        return f"It is {w.whose(role)} turn to {to_do}."
    return f"{w.has(role)} until {instant(due)} to {to_do}. {otherwise}"


def _to_do(w: Words, dispute: Dispute) -> str:
    stage = dispute.stage
    if dispute.open_requests():
        kinds = ", ".join(spoken(kind) for kind in dispute.open_requests()[0].kinds)
        return f"give what the platform asked for ({kinds})"
    if isinstance(stage, Return):
        return "send the goods back" if stage.step == "ship" else _TO_DO[stage.step]
    if isinstance(stage, Replacement):
        return "send the new goods" if stage.step == "ship" else _TO_DO[stage.step]
    if isinstance(stage, Arbitration):
        return "prove the delivery"
    asker: Party = "seller" if dispute.turn == "buyer" else "buyer"
    standing = dispute.standing(asker)
    if not standing:
        return "answer"
    what = "claim" if asker == "buyer" else "offer"
    return f"answer {w.whose(asker)} {what} of {briefly(w, standing[-1])}"


def _platform(seen: Seen, dispute: Dispute, stage: Arbitration) -> str:
    w = seen.words
    offers = dispute.standing("arbitrator")
    proposal = find(dispute.clocks, "platform_proposal")
    if offers and proposal is not None:
        return (
            f"The platform proposes {terms(w, offers[-1])}. Both sides can accept until"
            f" {instant(proposal.due)}; if not, the platform rules."
        )
    if stage.pending is not None and seen.reader.role == "arbitrator":
        return f"A ruling waits for a second arbitrator: {terms(w, stage.pending)}."
    if stage.step == "talks":
        return "The platform has stepped in; both sides can still agree before it rules."
    due = min((c.due for c in dispute.clocks if c.kind in ("step_in", "rule")), default=None)
    by = "" if due is None else f" It means to answer by {instant(due)}."
    late = " It is later than it means to be." if dispute.missed else ""
    return f"The platform is looking at both sides.{by}{late} Nothing is lost if it takes longer."


def _appeal(seen: Seen, dispute: Dispute, stage: Appeal) -> str:
    w = seen.words
    who = " and ".join(w.who(role) for role in stage.appellants)
    due = find(dispute.clocks, "appeal_decision")
    by = "" if due is None else f" by {instant(due.due)}"
    said = f"{who[:1].upper()}{who[1:]} appealed. Another arbitrator decides{by}; until then it stands."
    return f"{said}{_owed(seen, dispute)}"


def _closed(seen: Seen, dispute: Dispute, stage: Closed) -> str:
    w = seen.words
    got = f"{w.has('buyer', 'got', 'got')} {w.money(stage.refund)} back"
    said = {
        "settled": f"{w.begins('buyer')} and {w.who('seller')} agreed",
        "by_default": "One side was silent",
        "cancelled": f"{w.begins('buyer')} gave the claim up",
        "ruled": "The platform ruled",
        "lapsed": "The goods were not sent back in time",
        "charged_back": "The bank decided",
    }[stage.outcome]
    money = f" {got}." if stage.refund else ""
    promise = ""
    if stage.promise is not None and not stage.promise.kept:
        promise = f" {w.begins('seller')} promised a coupon worth {w.money(stage.promise.amount)}."
    money += _owed(seen, dispute)
    return f"Closed on {instant(stage.at)}. {said}.{money}{promise}{_appealable(seen, dispute)}"


def _owed(seen: Seen, dispute: Dispute) -> str:
    """What the buyer waits for, because the seller's money does not cover it (safeguards.md 22)."""
    minor = seen.owed.get(dispute.number, 0)
    return (
        f" Of the refund, {seen.words.money(minor)} is still owed by the seller." if minor else ""
    )


def _appealable(seen: Seen, dispute: Dispute) -> str:
    if isinstance(dispute.stage, Closed) and dispute.stage.final:
        return ""
    windows = []
    for role in ("buyer", "seller"):
        clock = find(dispute.clocks, "appeal_buyer" if role == "buyer" else "appeal_seller")
        if clock is not None and clock.due >= seen.now and role not in dispute.appealed:
            windows.append(f"{seen.words.who(role)} until {instant(clock.due)}")
    return f" It can be appealed: by {', by '.join(windows)}." if windows else ""


def if_silent(seen: Seen, dispute: Dispute) -> str:
    """What happens at the dispute's next deadline if nobody acts, as half a sentence."""
    mine = [(at, event) for at, event in seen.coming if _about(event) == dispute.number]
    if not mine:
        return "it goes on"
    first = mine[0][0]
    fallen = [event for at, event in mine if at == first]
    return next(
        (said for said in (_said(seen.words, x) for x in reversed(fallen)) if said), "it goes on"
    )


def _about(event: Event) -> int:
    number = getattr(event, "dispute", 0)
    return number if isinstance(number, int) else int(number.number)


def _said(w: Words, event: Event) -> str:
    match event:
        case e.DisputeClosed(stage=stage) if stage.refund:
            gets = "get" if w.who("buyer") == "you" else "gets"
            return f"{w.who('buyer')} {gets} {w.money(stage.refund)} back"
        case e.DisputeClosed():
            return "the claim ends and the money goes to " + w.who("seller")
        case e.Escalated() | e.ProposalLapsed():
            return "the platform decides"
        case e.ReturnStarted():
            return "the goods go back for the refund"
        case e.ReplacementStarted():
            return f"{w.who('seller')} must send new goods"
        case e.RequestLapsed():
            return "the platform decides without it"
        case e.PlatformSteppedIn():
            return "the platform goes on with its next step"
        case _:
            return ""
