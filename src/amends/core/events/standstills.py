"""What the bank and the operator do to an order: chargebacks, pauses, orders put aside."""

from typing import TypedDict

from amends.core.clocks import Clocks, Moved
from amends.core.events.about import OfOrder, Shares, Transfers
from amends.core.moments import Instant
from amends.core.people import Party
from amends.core.value import value


@value
class ChargebackOpened(OfOrder):
    """The bank has frozen an amount (O10). `excess` is above what was paid less refunded."""

    amount: int
    excess: int = 0


@value
class ChargebackClosed(OfOrder):
    """The bank has decided. The disputes named are closed by it."""

    won_by: Party
    amount: int
    closed: tuple[int, ...] = ()
    transfers: Transfers = ()
    shares: Shares = ()
    moved: tuple[Moved, ...] = ()


@value
class ClockPaused(OfOrder):
    """The operator has paused the clocks until at most that instant."""

    until: Instant
    reason: str
    clocks: Clocks


@value
class ClockResumed(OfOrder):
    """The clocks go on; every deadline lies later by the time that it stood still."""

    moved: tuple[Moved, ...] = ()
    by_itself: bool = False


@value
class OrderResumed(OfOrder):
    """The order had been put aside since then; that time did not count (safeguards.md 28)."""

    since: Instant
    moved: tuple[Moved, ...] = ()


StandstillEvent = (
    ChargebackOpened | ChargebackClosed | ClockPaused | ClockResumed | OrderResumed
)  # fmt: skip


class ByStandstillEvent[T](TypedDict):
    """A row for each, by its name."""

    ChargebackOpened: T
    ChargebackClosed: T
    ClockPaused: T
    ClockResumed: T
    OrderResumed: T
