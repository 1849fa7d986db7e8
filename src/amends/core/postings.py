"""postings(event): which money an event moves. The event says it itself, so nothing is lost."""

from amends.core.events import Event
from amends.core.transfers import Transfer


def postings(event: Event) -> tuple[Transfer, ...]:
    """The transfers that the ledger gets for an event, in order (invariant 2)."""
    transfers: tuple[Transfer, ...] = getattr(event, "transfers", ())
    return transfers
