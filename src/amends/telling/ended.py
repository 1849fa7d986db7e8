"""How a dispute ended, and what can still be done about it."""

from amends.core.clocks import find
from amends.core.dispute import Appeal, Closed, Dispute, Proposal, Ruling
from amends.telling.seen import Seen
from amends.telling.terms import terms
from amends.telling.words import Words


def ended(seen: Seen, dispute: Dispute, stage: Closed) -> str:
    """When it closed and why, what the buyer got, and who can appeal until when."""
    w = seen.words
    promise = ""
    if stage.promise is not None and not stage.promise.kept:
        promise = w.by(
            "seller",
            "You promised a coupon worth {amount}.",
            "{Who} promised a coupon worth {amount}.",
            amount=w.money(stage.promise.amount),
        )
    got = ""
    if stage.refund:
        got = w.by(
            "buyer",
            "You got {amount} back.",
            "{Who} got {amount} back.",
            amount=w.money(stage.refund),
        )
    return w.tongue.together(
        w.say("Closed on {at}.", at=w.instant(stage.at)),
        _why(w, stage),
        got or _without_money(w, dispute, stage),
        _owed(seen, dispute),
        promise,
        *_appealable(seen, dispute, stage),
    )


def _why(w: Words, stage: Closed) -> str:
    match stage.outcome:
        case "settled":
            return w.told(
                "You and {seller} agreed.",
                "{Buyer} and you agreed.",
                "{Buyer} and {seller} agreed.",
            )
        case "by_default":
            return w.say("One side was silent.")
        case "cancelled":
            return w.by("buyer", "You gave the claim up.", "{Who} gave the claim up.")
        case "ruled":
            return w.say("The platform ruled.")
        case "lapsed":
            return w.say("The goods were not sent back in time.")
        case "charged_back":
            return w.say("The bank decided.")


def _without_money(w: Words, dispute: Dispute, stage: Closed) -> str:
    """What was agreed or ruled, where it is not money; else that none is paid back."""
    if stage.promise is not None or stage.outcome in ("cancelled", "charged_back"):
        return ""
    last = _decided(dispute, stage)
    if stage.outcome != "lapsed" and last is not None and last.remedy in ("replacement", "resend"):
        return w.say("It was about {terms}.", terms=terms(w, last))
    return w.say("Nothing is paid back.")


def _decided(dispute: Dispute, stage: Closed) -> Proposal | Ruling | None:
    """The ruling that it closed by, or the proposal that was accepted."""
    if stage.ruling:
        return next((each for each in dispute.rulings if each.number == stage.ruling), None)
    return next((each for each in dispute.proposals if each.state == "accepted"), None)


def _owed(seen: Seen, dispute: Dispute) -> str:
    """What the buyer waits for, because the seller's money does not cover it (safeguards.md 22)."""
    minor = seen.owed.get(dispute.number, 0)
    if not minor:
        return ""
    return seen.words.by(
        "seller",
        "Of the refund, you still owe {amount}.",
        "Of the refund, {amount} is still owed by the seller.",
        amount=seen.words.money(minor),
    )


def _appealable(seen: Seen, dispute: Dispute, stage: Closed) -> list[str]:
    if stage.final:
        return []
    said = []
    for role in ("buyer", "seller"):
        clock = find(dispute.clocks, "appeal_buyer" if role == "buyer" else "appeal_seller")
        if clock is not None and clock.due >= seen.now and role not in dispute.appealed:
            said.append(
                seen.words.by(
                    role,
                    "You can appeal until {due}.",
                    "{Who} can appeal until {due}.",
                    due=seen.words.instant(clock.due),
                )
            )
    return said


def appealing(seen: Seen, dispute: Dispute, stage: Appeal) -> str:
    """Who appealed, and when another arbitrator decides."""
    w = seen.words
    due = find(dispute.clocks, "appeal_decision")
    return w.tongue.together(
        _appellants(w, stage),
        w.say("Another arbitrator decides; until then it stands.")
        if due is None
        else w.say(
            "Another arbitrator decides by {due}; until then it stands.", due=w.instant(due.due)
        ),
        _owed(seen, dispute),
    )


def _appellants(w: Words, stage: Appeal) -> str:
    if len(stage.appellants) == 1:
        return w.by(stage.appellants[0], "You appealed.", "{Who} appealed.")
    return w.told(
        "You and {seller} appealed.",
        "{Buyer} and you appealed.",
        "{Buyer} and {seller} appealed.",
    )
