"""A case: one order at one instant, while a command or a deadline is being decided.

Rules read `case.order` and tell what happens with `case.record(event)`; each event is applied at
once, so that the next rule sees what the last one did.
"""

from amends.core.dispute import Dispute
from amends.core.events import Event
from amends.core.evolve import evolve
from amends.core.known import NOTHING, Known
from amends.core.moments import Instant, Window
from amends.core.money import Money
from amends.core.order import Order
from amends.core.people import CLOCK, Actor, Party
from amends.core.policy import Policy


class Case:
    """What a rule has before it, and the events that it has recorded so far."""

    __slots__ = ("actor", "events", "known", "now", "number", "policy", "state")

    def __init__(
        self,
        state: Order | None,
        policy: Policy,
        now: Instant,
        actor: Actor = CLOCK,
        known: Known = NOTHING,
        number: int = 0,
    ) -> None:
        self.state = state
        self.policy = policy
        self.now = now
        self.actor = actor
        self.known = known
        self.number = number
        self.events: list[Event] = []

    def record(self, event: Event) -> None:
        """Let an event happen."""
        self.state = evolve(self.state, event, self.now)
        self.events.append(event)

    @property
    def order(self) -> Order:
        """The order as it stands after what has been recorded."""
        assert self.state is not None
        return self.state

    @property
    def dispute(self) -> Dispute:
        """The dispute that is spoken of, as it stands."""
        dispute = self.order.dispute(self.number)
        assert dispute is not None
        return dispute

    @property
    def side(self) -> Party:
        """The party that acts; the table of moves lets nobody else come this far."""
        role = self.actor.role
        assert role in ("buyer", "seller"), "only a party has a side"
        return role

    def money(self, minor: int) -> Money:
        """An amount in the currency of the order."""
        return Money(minor=minor, currency=self.order.currency)

    def due(self, window: Window) -> Instant:
        """The last instant of a window that begins now."""
        return self.policy.due(window, self.now)
