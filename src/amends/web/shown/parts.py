"""What several pages show: the timeline, the bar of money, a deadline to count down to."""

from dataclasses import dataclass

from amends.core import events as e
from amends.core.moments import Instant
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.telling.silence import about

# A picture for each kind of event; the sentence beside it says the same.
ICONS: dict[type[e.Event], str] = {
    e.OrderPlaced: "credit-card",
    e.ParcelShipped: "truck",
    e.ParcelCorrected: "pencil",
    e.TrackingReported: "map-pin",
    e.GoodsReported: "map-pin",
    e.ReceiptConfirmed: "package-check",
    e.ConfirmTimePassed: "clock",
    e.OrderCompleted: "check-check",
    e.ExtensionOffered: "calendar-plus",
    e.ExtensionGranted: "calendar-check",
    e.ExtensionLapsed: "calendar-x",
    e.CancellationRequested: "circle-x",
    e.CancellationRefused: "circle-x",
    e.PiecesCancelled: "circle-x",
    e.ChargebackOpened: "landmark",
    e.ChargebackClosed: "landmark",
    e.ClockPaused: "pause",
    e.ClockResumed: "play",
    e.OrderResumed: "wrench",
    e.DisputeOpened: "message-square-warning",
    e.ProposalMade: "arrow-right-left",
    e.ProposalWithdrawn: "undo-2",
    e.ProposalRejected: "thumbs-down",
    e.ProposalAccepted: "handshake",
    e.ProposalLapsed: "hourglass",
    e.TurnPassed: "repeat",
    e.Escalated: "scale",
    e.EscalationWithdrawn: "undo-2",
    e.ExhibitSubmitted: "paperclip",
    e.ExhibitWithdrawn: "undo-2",
    e.StatementMade: "message-circle",
    e.FactNoted: "clipboard-list",
    e.ExhibitRequested: "search",
    e.RequestLapsed: "hourglass",
    e.PlatformSteppedIn: "scale",
    e.PlatformDeadlineMissed: "clock-alert",
    e.RulingIssued: "gavel",
    e.RulingConfirmed: "gavel",
    e.ReturnStarted: "package-open",
    e.ReturnAddressGiven: "house",
    e.ReturnShipped: "truck",
    e.ReturnConfirmed: "package-check",
    e.ReplacementStarted: "package-plus",
    e.ReplacementShipped: "truck",
    e.ReplacementConfirmed: "package-check",
    e.DisputeClosed: "flag",
    e.PromiseKept: "ticket",
    e.PromiseBroken: "ticket",
    e.AppealFiled: "megaphone",
    e.AppealAnswered: "reply",
    e.AppealDecided: "gavel",
    e.AmountRepaid: "banknote",
}


@dataclass(frozen=True)
class Happened:
    """One entry of a timeline: when, who caused it, the sentence, and the name of a picture for it."""

    at: Instant
    by: str
    kind: str
    sentence: str
    icon: str = "circle-dot"


@dataclass(frozen=True)
class Share:
    """A part of a bar of money: what it is, the amount in words, where it begins and how wide it is.

    Beginning and width are percents of the whole bar, written for SVG.
    """

    name: str
    label: str
    amount: str
    start: str
    percent: str


def timeline(seen: Seen, dispute: int | None = None) -> tuple[Happened, ...]:
    """What happened, the newest first; with `dispute` only what is about it or the order."""
    return tuple(
        Happened(
            at=at,
            by=by.partition(":")[0],
            kind=type(event).__name__,
            sentence=happened(seen.words, event),
            icon=ICONS[type(event)],
        )
        for at, by, event in reversed(seen.past)
        if dispute is None or about(event) in (0, dispute)
    )


def money_bar(seen: Seen) -> tuple[Share, ...]:
    """What was paid, by where it is now: held, refunded, released."""
    order, say = seen.order, seen.tongue.say
    released = order.paid - order.escrow - order.refunded - order.charged_back
    parts = (
        ("held", say("held"), order.escrow),
        ("refunded", say("refunded"), order.refunded),
        ("released", say("paid to the seller"), max(0, released)),
        ("bank", say("taken back by the bank"), order.charged_back),
    )
    shares, start = [], 0
    for name, label, minor in parts:
        if minor > 0 and order.paid:
            amount = seen.tongue.money(minor, order.currency)
            begins, width = 100 * start / order.paid, 100 * minor / order.paid
            shares.append(Share(name, label, amount, f"{begins:.2f}", f"{width:.2f}"))
            start += minor
    return tuple(shares)
