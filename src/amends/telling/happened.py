"""What happened, one sentence an event: the timeline, and what silence would do."""

from collections.abc import Callable
from typing import Any

from amends.core import events as e
from amends.core.dispute import Arbitration, Proposal, Replacement, Ruling
from amends.core.events import Event
from amends.core.postings import postings
from amends.telling.words import Words
from amends.telling.writing import instant, spoken

_REMEDIES = {
    "refund_only": "{amount} back, goods kept",
    "return_and_refund": "{amount} back for the goods",
    "replacement": "new goods for the old ones",
    "resend": "the goods sent again",
    "coupon": "a coupon worth {amount}",
}
_PRESETS = {
    "return_not_received": "the returned goods did not come",
    "return_not_as_sent": "the returned goods are not as sent",
    "return_not_possible": "the return is not possible",
    "promise_not_kept": "the coupon does not work",
    "replacement_failed": "the new goods did not come as agreed",
}
_WHY_CANCELLED = {
    "approved": "the cancellation was approved",
    "silence": "nobody answered the request to cancel",
    "by_seller": "{seller} cancelled it",
    "not_shipped": "it was not shipped in time",
    "charged_back": "the bank took the payment back",
}
_OUTCOMES = {
    "settled": "by agreement",
    "by_default": "by silence",
    "cancelled": "because {buyer} gave it up",
    "ruled": "by the platform's ruling",
    "lapsed": "because the goods were not sent back in time",
    "charged_back": "by the bank's decision",
}


def happened(words: Words, event: Event) -> str:
    """The event as a sentence, with the money that it moved."""
    said = _SENTENCES[type(event)](words, event)
    if isinstance(event, e.OrderPlaced):
        return said
    return f"{said} {_capital(words.moved(postings(event)))}".rstrip()


def terms(words: Words, proposal: Proposal | Ruling) -> str:
    """What a proposal or ruling gives the buyer."""
    if proposal.remedy is None:
        return "nothing"
    said = _REMEDIES[proposal.remedy].format(amount=words.money(proposal.amount))
    if proposal.remedy in ("return_and_refund", "replacement"):
        payer = proposal.return_freight
        said += (
            f", return freight paid by {words.who('arbitrator' if payer == 'platform' else payer)}"
        )
    return said


def briefly(words: Words, proposal: Proposal) -> str:
    """What a proposal is about, where there is little room."""
    if proposal.remedy is None:
        return "nothing"
    if proposal.remedy == "refund_only":
        return words.money(proposal.amount)
    return _REMEDIES[proposal.remedy].format(amount=words.money(proposal.amount))


def liable(words: Words, shares: tuple[tuple[str, int], ...]) -> str:
    """Who bears a loss, in words."""
    return " and ".join(
        words.who("arbitrator" if bearer == "platform" else bearer)
        + ("" if share == 100 else f" {share}%")
        for bearer, share in shares
        if share
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _placed(w: Words, x: e.OrderPlaced) -> str:
    for_whom = " for you" if w.who("buyer") == "you" else ""
    return f"{w.begins('buyer')} paid {w.money(x.paid)}; it is held{for_whom}."


def _shipped(w: Words, x: e.ParcelShipped | e.ParcelCorrected) -> str:
    did = "shipped" if isinstance(x, e.ParcelShipped) else "corrected"
    parcel = x.parcel
    rest = "" if x.everything else " More is to follow."
    carrier = w.text(parcel.carrier).upper()
    return f"{w.begins('seller')} {did} parcel {parcel.name}: {carrier} {w.text(parcel.tracking)}.{rest}"


def _tracking(w: Words, x: e.TrackingReported) -> str:
    not_counted = "" if x.counted else " It does not count as a delivery here."
    undone = " The delivery is taken back." if x.undone else ""
    return f"Parcel {x.parcel.name}: {spoken(x.status)}.{not_counted}{undone}"


def _goods(w: Words, x: e.GoodsReported) -> str:
    stage = x.stage.raised_from if isinstance(x.stage, Arbitration) else x.stage
    goods = "new" if isinstance(stage, Replacement) else "returned"
    return f"The {goods} goods: {spoken(x.status)}."


def _completed(w: Words, x: e.OrderCompleted) -> str:
    how = {"confirmed": "by confirmation", "by_time": "by itself", "settled": "as all is settled"}
    return f"The order completed {how[x.how]}."


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _cancelled(w: Words, x: e.PiecesCancelled) -> str:
    count = len(x.pieces)
    what = "1 piece was" if count == 1 else f"{count} pieces were"
    return f"{what} cancelled: {_WHY_CANCELLED[x.why].format(seller=w.who('seller'))}."


def _bank_closed(w: Words, x: e.ChargebackClosed) -> str:
    return f"The bank decided for {w.who(x.won_by)} about {w.money(x.amount)}."


def _opened(w: Words, x: e.DisputeOpened) -> str:
    dispute = x.dispute
    claim = terms(w, dispute.proposals[0])
    about = f"{w.line(dispute.line)}, {spoken(dispute.grounds)}"
    said = f"{w.begins('buyer')} opened dispute {dispute.number} ({about}) and asked for {claim}."
    words = dispute.proposals[0].statement
    return f"{said} “{w.text(words)}”" if words else said


def _proposed(w: Words, x: e.ProposalMade) -> str:
    offer = x.proposal
    if offer.remedy is None:
        return f"{w.begins(offer.owner)} offered nothing (proposal {offer.number})."
    return f"{w.begins(offer.owner)} proposed {terms(w, offer)} (proposal {offer.number})."


def _accepted(w: Words, x: e.ProposalAccepted) -> str:
    if x.by_silence:
        return f"{w.begins(x.by)} did not answer, so proposal {x.proposal} is carried out."
    return f"{w.begins(x.by)} accepted proposal {x.proposal}."


def _turn(w: Words, x: e.TurnPassed) -> str:
    if x.stage.waiting:
        return f"Dispute {x.dispute} waits for goods under way."
    if x.stage.turn in ("none", "bank"):
        return f"The talks about dispute {x.dispute} go on."
    return f"It is {w.whose(x.stage.turn)} turn in dispute {x.dispute}."


def _escalated(w: Words, x: e.Escalated) -> str:
    preset = _PRESETS.get(x.stage.preset, "")
    because = f": {preset}" if preset else ""
    reason = f" “{w.text(x.reason)}”" if x.reason else ""
    if x.by == "clock":
        return f"Dispute {x.dispute} went to the platform by itself{because}."
    return f"{w.begins(x.by)} asked the platform to decide dispute {x.dispute}{because}.{reason}"


def _exhibit(w: Words, x: e.ExhibitSubmitted) -> str:
    late = ", late" if x.exhibit.late else ""
    return f"{w.begins(x.exhibit.owner)} added exhibit {x.exhibit.number} ({spoken(x.exhibit.kind)}{late})."


def _said(w: Words, x: e.StatementMade) -> str:
    return f"{w.begins(x.statement.author)} wrote: “{w.text(x.statement.text)}”"


def _requested(w: Words, x: e.ExhibitRequested) -> str:
    kinds = ", ".join(spoken(kind) for kind in x.request.kinds)
    return f"The platform asked {w.who(x.request.of)} for {kinds} by {instant(x.request.due)}."


def _ruled(w: Words, x: e.RulingIssued | e.RulingConfirmed) -> str:
    ruling = x.ruling
    bears = f"; borne by {liable(w, ruling.liable)}" if ruling.liable else ""
    if isinstance(x, e.RulingConfirmed):
        return f"A second arbitrator confirmed the ruling: {terms(w, ruling)}{bears}."
    waits = "" if ruling.in_force else " It waits for a second arbitrator."
    return f"The platform ruled: {terms(w, ruling)}{bears}.{waits}"


def _back(w: Words, x: e.ReturnStarted) -> str:
    return f"The goods go back; {w.who('seller')} must say where to."


def _address(w: Words, x: e.ReturnAddressGiven) -> str:
    what = "a waybill" if x.stage.waybill and not x.stage.address else "the return address"
    return f"{w.begins('seller')} gave {what}."


def _sent_back(w: Words, x: e.ReturnShipped) -> str:
    parcel = x.stage.parcel
    assert parcel is not None
    number = f"{w.text(parcel.carrier).upper()} {w.text(parcel.tracking)}"
    return f"{w.begins('buyer')} sent the goods back: {number}."


def _returned(w: Words, x: e.ReturnConfirmed) -> str:
    if x.by_silence:
        return "The returned goods were delivered and nobody objected, so they count as received."
    return f"{w.begins('seller')} received the returned goods: {spoken(x.condition)}."


def _replaced(w: Words, x: e.ReplacementShipped) -> str:
    parcel = x.stage.parcel
    assert parcel is not None
    number = f"{w.text(parcel.carrier).upper()} {w.text(parcel.tracking)}"
    return f"{w.begins('seller')} sent the new goods: {number}."


def _kept(w: Words, x: e.ReplacementConfirmed) -> str:
    if x.by_silence:
        return f"{w.begins('buyer')} did not object to the new goods."
    return f"{w.begins('buyer')} confirmed the new goods."


def _closed(w: Words, x: e.DisputeClosed) -> str:
    how = _OUTCOMES[x.stage.outcome].format(buyer=w.who("buyer"))
    return f"Dispute {x.dispute} closed {how}."


def _appealed(w: Words, x: e.AppealFiled) -> str:
    return f"{w.begins(x.by)} appealed against how dispute {x.dispute} ended ({x.grounds})."


def _decided(w: Words, x: e.AppealDecided) -> str:
    if x.ruling.upheld:
        return "Another arbitrator upheld the decision. It is final."
    bears = f"; borne by {liable(w, x.ruling.liable)}" if x.ruling.liable else ""
    return f"Another arbitrator ruled anew: {terms(w, x.ruling)}{bears}. It is final."


def _missed(w: Words, x: e.PlatformDeadlineMissed) -> str:
    return "The platform missed a deadline of its own; nobody loses anything by it."


_SENTENCES: dict[type[Event], Callable[[Words, Any], str]] = {
    e.OrderPlaced: _placed,
    e.ParcelShipped: _shipped,
    e.ParcelCorrected: _shipped,
    e.TrackingReported: _tracking,
    e.GoodsReported: _goods,
    e.ReceiptConfirmed: lambda w, x: f"{w.begins('buyer')} confirmed receipt.",
    e.ConfirmTimePassed: lambda w, x: (
        "The time to confirm passed; what is not disputed is paid."
        if x.transfers
        else "The time to confirm passed; what is disputed stays held."
    ),
    e.OrderCompleted: _completed,
    e.ExtensionOffered: lambda w, x: (
        f"{w.begins(x.by)} asked to prolong the promised time by {_days(x.days)}."
    ),
    e.ExtensionGranted: lambda w, x: f"The promised time is longer by {_days(x.days)}.",
    e.ExtensionLapsed: lambda w, x: "The offer to prolong the promised time lapsed.",
    e.CancellationRequested: lambda w, x: f"{w.begins('buyer')} asked to cancel.",
    e.CancellationRefused: lambda w, x: f"{w.begins('seller')} refused to cancel.",
    e.PiecesCancelled: _cancelled,
    e.ChargebackOpened: lambda w, x: f"The bank opened a chargeback of {w.money(x.amount)}.",
    e.ChargebackClosed: _bank_closed,
    e.ClockPaused: lambda w, x: f"The clocks stand still until {instant(x.until)} at the latest.",
    e.ClockResumed: lambda w, x: "The clocks go on; the time that they stood still is added.",
    e.OrderResumed: lambda w, x: (
        f"The order had been put aside since {instant(x.since)}; that time does not count."
    ),
    e.DisputeOpened: _opened,
    e.ProposalMade: _proposed,
    e.ProposalWithdrawn: lambda w, x: f"Proposal {x.proposal} was withdrawn.",
    e.ProposalRejected: lambda w, x: f"{w.begins(x.by)} rejected proposal {x.proposal}.",
    e.ProposalAccepted: _accepted,
    e.ProposalLapsed: lambda w, x: f"The time of the platform's proposal {x.proposal} passed.",
    e.TurnPassed: _turn,
    e.Escalated: _escalated,
    e.EscalationWithdrawn: lambda w, x: f"{w.begins(x.by)} took back what was raised.",
    e.ExhibitSubmitted: _exhibit,
    e.ExhibitWithdrawn: lambda w, x: f"Exhibit {x.exhibit} was withdrawn.",
    e.StatementMade: _said,
    e.FactNoted: lambda w, x: f"{w.begins(x.noted.by)} noted: {spoken(x.noted.fact)}.",
    e.ExhibitRequested: _requested,
    e.RequestLapsed: lambda w, x: (
        f"What was asked for in request {x.request} did not come in time."
    ),
    e.PlatformSteppedIn: lambda w, x: f"The platform is working on dispute {x.dispute}.",
    e.PlatformDeadlineMissed: _missed,
    e.RulingIssued: _ruled,
    e.RulingConfirmed: _ruled,
    e.ReturnStarted: _back,
    e.ReturnAddressGiven: _address,
    e.ReturnShipped: _sent_back,
    e.ReturnConfirmed: _returned,
    e.ReplacementStarted: lambda w, x: f"{w.begins('seller')} must send new goods.",
    e.ReplacementShipped: _replaced,
    e.ReplacementConfirmed: _kept,
    e.DisputeClosed: _closed,
    e.PromiseKept: lambda w, x: "The coupon's code was given.",
    e.PromiseBroken: lambda w, x: "The coupon did not come in time, so its worth is refunded.",
    e.AppealFiled: _appealed,
    e.AppealAnswered: lambda w, x: (
        f"{w.begins(x.by)} {'joined' if x.joined else 'did not join'} the appeal."
    ),
    e.AppealDecided: _decided,
    e.AmountRepaid: lambda w, x: f"{w.begins('buyer')} paid back {w.money(x.amount)}.",
}


def is_shown(event: Event, role: str) -> bool:
    """Whether a role reads of an event: a ruling not in force is for arbitrators (safeguards 18)."""
    if isinstance(event, e.RulingIssued) and not event.ruling.in_force:
        return role == "arbitrator"
    return True
