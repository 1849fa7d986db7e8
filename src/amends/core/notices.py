"""notices(event, order): who is told what has happened. The outbox sends them."""

from amends.core import events as e
from amends.core.order import Order
from amends.core.people import Role
from amends.core.value import value

_BOTH: tuple[Role, ...] = ("buyer", "seller")

# Who is told of an event that is not simply the business of both parties.
_TOLD: dict[type, tuple[Role, ...]] = {
    e.OrderPlaced: ("seller",),
    e.ParcelShipped: ("buyer",),
    e.ReceiptConfirmed: ("seller",),
    e.CancellationRequested: ("seller",),
    e.CancellationRefused: ("buyer",),
    e.PiecesCancelled: _BOTH,
    e.OrderCompleted: ("seller",),
    e.ConfirmTimePassed: ("seller",),
    e.ExtensionOffered: _BOTH,
    e.ExtensionGranted: _BOTH,
    e.ChargebackOpened: ("seller", "operator"),
    e.ChargebackClosed: _BOTH,
    e.ClockPaused: _BOTH,
    e.ClockResumed: _BOTH,
    e.DisputeOpened: ("seller",),
    e.ProposalMade: _BOTH,
    e.ProposalRejected: _BOTH,
    e.ProposalAccepted: _BOTH,
    e.Escalated: ("buyer", "seller", "arbitrator"),
    e.EscalationWithdrawn: _BOTH,
    e.StatementMade: _BOTH,
    e.ExhibitSubmitted: _BOTH,
    e.ExhibitRequested: _BOTH,
    e.PlatformDeadlineMissed: ("operator",),
    e.RulingIssued: ("arbitrator",),
    e.RulingConfirmed: _BOTH,
    e.ReturnStarted: _BOTH,
    e.ReturnAddressGiven: ("buyer",),
    e.ReturnShipped: ("seller",),
    e.ReplacementStarted: _BOTH,
    e.ReplacementShipped: ("buyer",),
    e.DisputeClosed: _BOTH,
    e.PromiseKept: ("buyer",),
    e.PromiseBroken: _BOTH,
    e.AppealFiled: _BOTH,
    e.AppealAnswered: _BOTH,
    e.AppealDecided: _BOTH,
    e.AmountRepaid: ("seller",),
}


@value
class Notice:
    """One person of a role is told of one event; `dispute` 0 is about the order."""

    to: Role
    kind: str
    dispute: int = 0


def notices(event: e.Event, order: Order) -> tuple[Notice, ...]:
    """The notices of an event, never to its own author where one side alone acted."""
    told = _TOLD.get(type(event))
    if told is None:
        return ()
    author = _author(event)
    number = getattr(event, "dispute", 0)
    number = number if isinstance(number, int) else number.number
    if isinstance(event, e.RulingIssued) and event.ruling.in_force:
        told = _BOTH
    kind = type(event).__name__
    return tuple(Notice(to=role, kind=kind, dispute=number) for role in told if role != author)


def _author(event: e.Event) -> str:
    if isinstance(event, e.ProposalMade):
        return event.proposal.owner
    if isinstance(event, e.StatementMade):
        return event.statement.author
    if isinstance(event, e.ExhibitSubmitted):
        return event.exhibit.owner
    by = getattr(event, "by", "")
    return by if isinstance(by, str) else ""
