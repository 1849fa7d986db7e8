"""postings(event): which money an event moves. The event says it itself, so nothing is lost."""

from amends.core import events as e
from amends.core.transfers import Transfer

_MOVES_MONEY = (
    e.OrderPlaced, e.ConfirmTimePassed, e.OrderCompleted, e.PiecesCancelled, e.ChargebackClosed,
    e.DisputeClosed, e.PromiseBroken, e.AppealDecided, e.AmountRepaid,
)  # fmt: skip


def postings(event: e.Event) -> tuple[Transfer, ...]:
    """The transfers that the ledger gets for an event, in order (invariant 2)."""
    return event.transfers if isinstance(event, _MOVES_MONEY) else ()
