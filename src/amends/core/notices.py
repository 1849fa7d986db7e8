"""notices(event, order): who is told what has happened. The outbox sends them."""

from amends.core import events as e
from amends.core.order import Order
from amends.core.people import Role
from amends.core.value import value

_BOTH: tuple[Role, ...] = ("buyer", "seller")
_NOBODY: tuple[Role, ...] = ()

# Who is told of an event.
_TOLD: dict[type[e.Event], tuple[Role, ...]] = e.by_event(
    OrderPlaced=("seller",),
    ParcelShipped=("buyer",),
    ParcelCorrected=_NOBODY,
    TrackingReported=_NOBODY,
    ReceiptConfirmed=("seller",),
    ConfirmTimePassed=("seller",),
    OrderCompleted=("seller",),
    ExtensionOffered=_BOTH,
    ExtensionGranted=_BOTH,
    ExtensionLapsed=_NOBODY,
    CancellationRequested=("seller",),
    CancellationRefused=("buyer",),
    PiecesCancelled=_BOTH,
    ChargebackOpened=("seller", "operator"),
    ChargebackClosed=_BOTH,
    ClockPaused=_BOTH,
    ClockResumed=_BOTH,
    OrderResumed=_NOBODY,
    GoodsReported=_NOBODY,
    DisputeOpened=("seller",),
    ProposalMade=_BOTH,
    ProposalWithdrawn=_NOBODY,
    ProposalRejected=_BOTH,
    ProposalAccepted=_BOTH,
    ProposalLapsed=_NOBODY,
    TurnPassed=_NOBODY,
    Escalated=("buyer", "seller", "arbitrator"),
    EscalationWithdrawn=_BOTH,
    ExhibitSubmitted=_BOTH,
    ExhibitWithdrawn=_NOBODY,
    StatementMade=_BOTH,
    FactNoted=_NOBODY,
    ExhibitRequested=_BOTH,
    RequestLapsed=_NOBODY,
    PlatformSteppedIn=_NOBODY,
    PlatformDeadlineMissed=("operator",),
    RulingIssued=("arbitrator",),
    RulingConfirmed=_BOTH,
    ReturnStarted=_BOTH,
    ReturnAddressGiven=("buyer",),
    ReturnShipped=("seller",),
    ReplacementStarted=_BOTH,
    ReplacementShipped=("buyer",),
    ReturnConfirmed=_NOBODY,
    ReplacementConfirmed=_NOBODY,
    DisputeClosed=_BOTH,
    PromiseKept=("buyer",),
    PromiseBroken=_BOTH,
    AppealFiled=_BOTH,
    AppealAnswered=_BOTH,
    AppealDecided=_BOTH,
    AmountRepaid=("seller",),
)


@value
class Notice:
    """One person of a role is told of one event; `dispute` 0 is about the order."""

    to: Role
    kind: str
    dispute: int = 0


def notices(event: e.Event, order: Order) -> tuple[Notice, ...]:
    """The notices of an event, never to its own author where one side alone acted."""
    told = _TOLD[type(event)]
    if not told:
        return ()
    author = _author(event)
    if isinstance(event, e.RulingIssued) and event.ruling.in_force:
        told = _BOTH
    kind = type(event).__name__
    return tuple(Notice(to=role, kind=kind, dispute=event.about) for role in told if role != author)


def _author(event: e.Event) -> str:
    match event:
        case e.ProposalMade():
            return event.proposal.owner
        case e.StatementMade():
            return event.statement.author
        case e.ExhibitSubmitted():
            return event.exhibit.owner
        case (
            e.ExtensionOffered() | e.ProposalRejected() | e.ProposalAccepted() | e.Escalated()
            | e.EscalationWithdrawn() | e.AppealFiled() | e.AppealAnswered()
        ):  # fmt: skip
            return event.by
        case _:
            return ""
