"""Where a dispute stands, in whole sentences for the reader: person, instant, amount, default."""

from amends.core.clocks import find
from amends.core.deadlines import due_of
from amends.core.dispute import Appeal, Arbitration, Closed, Dispute, Negotiation, Proposal
from amends.telling.clean import clean
from amends.telling.ended import appealing, ended
from amends.telling.seen import Seen
from amends.telling.silence import next_silence
from amends.telling.tasks import task
from amends.telling.terms import terms
from amends.telling.words import Words

_PLATFORM = ("operator", "arbitrator")


def aside_sentence(seen: Seen) -> str:
    """That the order is put aside, since when, and for the platform why; empty where it is not."""
    aside, tongue = seen.aside, seen.tongue
    if aside is None:
        return ""
    said = tongue.say(
        "This order is put aside since {since}. Nothing can be done on it until it is mended, and"
        " the time since then will not count.",
        since=tongue.instant(aside.since),
    )
    why = f"{aside.place}: {clean(aside.reason)}." if seen.reader.role in _PLATFORM else ""
    return tongue.together(said, why)


def headline(seen: Seen, dispute: Dispute) -> str:
    """What is going on, whose turn it is until when, and what happens if nobody acts."""
    w, stage = seen.words, dispute.stage
    if isinstance(stage, Closed):
        return ended(seen, dispute, stage)
    if seen.order.chargeback is not None:
        return w.say("The bank is deciding about this payment. Until then everything stands still.")
    if seen.order.pause is not None:
        return w.say(
            "The clocks stand still, until {until} at the latest. No time is lost.",
            until=w.instant(seen.order.pause.until),
        )
    if isinstance(stage, Appeal):
        return appealing(seen, dispute, stage)
    if isinstance(stage, Arbitration) and not dispute.open_requests() and dispute.turn != "seller":
        return _platform(seen, dispute, stage)
    if isinstance(stage, Negotiation) and stage.waiting:
        return _waiting(seen, dispute)
    if dispute.turn not in ("buyer", "seller"):
        return _both_answered(seen, dispute)
    return w.tongue.together(task(w, seen.order, dispute), otherwise(seen, dispute))


def _waiting(seen: Seen, dispute: Dispute) -> str:
    w, due = seen.words, due_of(seen.order, dispute)
    if due is None:
        return w.say("The parcel is on its way.")
    return w.say(
        "The parcel is on its way. The promised time runs until {due}. If it has not come by then,"
        " the platform decides.",
        due=w.instant(due),
    )


def _both_answered(seen: Seen, dispute: Dispute) -> str:
    w, due = seen.words, due_of(seen.order, dispute)
    if due is None:
        return w.say("Both sides have answered and can still agree.")
    said = w.say("Both sides have answered and can still agree until {due}.", due=w.instant(due))
    return w.tongue.together(said, otherwise(seen, dispute))


def _platform(seen: Seen, dispute: Dispute, stage: Arbitration) -> str:
    w = seen.words
    offers = dispute.standing("arbitrator")
    proposal = find(dispute.clocks, "platform_proposal")
    if offers and proposal is not None and offers[-1].accepted_by:
        return _accepted_by_one(w, offers[-1], w.instant(proposal.due))
    if offers and proposal is not None:
        return w.say(
            "The platform proposes {terms}. Both sides can accept until {due}; if not, the platform"
            " rules.",
            terms=terms(w, offers[-1]),
            due=w.instant(proposal.due),
        )
    if stage.pending is not None and seen.reader.role == "arbitrator":
        return w.say(
            "A ruling waits for a second arbitrator: {terms}.", terms=terms(w, stage.pending)
        )
    if stage.step == "talks":
        return w.say("The platform has stepped in; both sides can still agree before it rules.")
    due = min((c.due for c in dispute.clocks if c.kind in ("step_in", "rule")), default=None)
    return w.tongue.together(
        w.say("The platform is looking at both sides."),
        "" if due is None else w.say("It means to answer by {due}.", due=w.instant(due)),
        w.say("It is later than it means to be.") if dispute.missed else "",
        w.say("Nothing is lost if it takes longer."),
    )


def _accepted_by_one(w: Words, offer: Proposal, until: str) -> str:
    """What the platform proposes, once one of the two whom it needs has accepted."""
    by = offer.accepted_by[0]
    rest = "seller" if by == "buyer" else "buyer"
    details = {"terms": terms(w, offer), "due": until, "other": w.name(rest)}
    if w.is_reader(rest):
        return w.by(
            by,
            "",
            "The platform proposes {terms}. {Who} has accepted; it holds if you accept as well by"
            " {due}. If not, the platform rules.",
            **details,
        )
    return w.by(
        by,
        "The platform proposes {terms}. You have accepted; it holds if {other} accepts as well by"
        " {due}. If not, the platform rules.",
        "The platform proposes {terms}. {Who} has accepted; it holds if {other} accepts as well by"
        " {due}. If not, the platform rules.",
        **details,
    )


def otherwise(seen: Seen, dispute: Dispute) -> str:
    """What happens if the deadline that was just named passes: `If not, you get $9.00 back.`"""
    w, silence = seen.words, next_silence(seen, dispute)
    match silence.falls:
        case "refund":
            return w.by(
                "buyer",
                "If not, you get {amount} back.",
                "If not, {who} gets {amount} back.",
                amount=w.money(silence.amount),
            )
        case "nothing":
            return w.by(
                "seller",
                "If not, the claim ends and the money goes to you.",
                "If not, the claim ends and the money goes to {who}.",
            )
        case "platform":
            return w.say("If not, the platform decides.")
        case "return":
            return w.say("If not, the goods go back for the refund.")
        case "replacement":
            return w.by(
                "seller", "If not, you must send new goods.", "If not, {who} must send new goods."
            )
        case "without":
            return w.say("If not, the platform decides without it.")
        case "next_step":
            return w.say("If not, the platform goes on with its next step.")
        case "goes_on":
            return w.say("If not, the talks go on.")
        case "":
            return ""
