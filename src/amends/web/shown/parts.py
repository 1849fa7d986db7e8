"""What several pages show: the timeline, the bar of money, a deadline to count down to."""

from dataclasses import dataclass

from amends.core import events as e
from amends.core.moments import Instant
from amends.telling.happened import happened
from amends.telling.seen import Seen

# A picture for each kind of event; the sentence beside it says the same.
ICONS: dict[type[e.Event], str] = e.by_event(
    OrderPlaced="credit-card",
    ParcelShipped="truck",
    ParcelCorrected="pencil",
    TrackingReported="map-pin",
    GoodsReported="map-pin",
    ReceiptConfirmed="package-check",
    ConfirmTimePassed="clock",
    OrderCompleted="check-check",
    ExtensionOffered="calendar-plus",
    ExtensionGranted="calendar-check",
    ExtensionLapsed="calendar-x",
    CancellationRequested="circle-x",
    CancellationRefused="circle-x",
    PiecesCancelled="circle-x",
    ChargebackOpened="landmark",
    ChargebackClosed="landmark",
    ClockPaused="pause",
    ClockResumed="play",
    OrderResumed="wrench",
    DisputeOpened="message-square-warning",
    ProposalMade="arrow-right-left",
    ProposalWithdrawn="undo-2",
    ProposalRejected="thumbs-down",
    ProposalAccepted="handshake",
    ProposalLapsed="hourglass",
    TurnPassed="repeat",
    Escalated="scale",
    EscalationWithdrawn="undo-2",
    ExhibitSubmitted="paperclip",
    ExhibitWithdrawn="undo-2",
    StatementMade="message-circle",
    FactNoted="clipboard-list",
    ExhibitRequested="search",
    RequestLapsed="hourglass",
    PlatformSteppedIn="scale",
    PlatformDeadlineMissed="clock-alert",
    RulingIssued="gavel",
    RulingConfirmed="gavel",
    ReturnStarted="package-open",
    ReturnAddressGiven="house",
    ReturnShipped="truck",
    ReturnConfirmed="package-check",
    ReplacementStarted="package-plus",
    ReplacementShipped="truck",
    ReplacementConfirmed="package-check",
    DisputeClosed="flag",
    PromiseKept="ticket",
    PromiseBroken="ticket",
    AppealFiled="megaphone",
    AppealAnswered="reply",
    AppealDecided="gavel",
    AmountRepaid="banknote",
)


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
        if dispute is None or event.about in (0, dispute)
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
