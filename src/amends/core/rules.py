"""What the rules say to one reader about an order: what is open, and what something would do.

They decide on the order as it is, on a copy, and tell what the reader may see of the outcome.
Nothing is recorded.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from amends.core import preview
from amends.core.case import Case
from amends.core.commands import POSSIBLE, Command
from amends.core.commands.propose import Propose
from amends.core.deadlines import expire, to_the_end
from amends.core.decide import act
from amends.core.dispute import Ruling
from amends.core.events import Event
from amends.core.known import NOTHING, Known
from amends.core.moments import Instant
from amends.core.moves import dispute_moves, moves
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.preview import Preview
from amends.core.refusals import Refusal
from amends.core.transfers import Transfer
from amends.core.value import changed
from amends.core.visibility import OrderView, events_seen_by, order_seen_by, shown_transfers

type Fallen = tuple[tuple[Instant, Event], ...]


@dataclass(frozen=True)
class Rules:
    """The rules before one order, asked by one reader at one instant.

    The order is one as it stands, with what has fallen due applied (`expire`). It stays inside.
    """

    _whole: Order
    policy: Policy
    reader: Actor
    now: Instant

    @cached_property
    def order(self) -> OrderView:
        """What the reader sees of the order."""
        return order_seen_by(self.reader, self._whole)

    def about(self, order: Order) -> "Rules":
        """The same reader before another state of the order."""
        return replace(self, _whole=order)

    def moves(self, dispute: int | None = None) -> tuple[str, ...]:
        """The commands that are open to the reader, about one dispute or altogether."""
        asked = self._whole, self.reader, self.policy, self.now
        return moves(*asked) if dispute is None else dispute_moves(*asked, dispute)

    def why_not(self, command: str) -> Refusal | None:
        """Why a command about the order is not open at all now; nothing where it is."""
        check = POSSIBLE[command]
        return None if check is None else check(Case(*self._case, self.reader))

    def would(self, command: Command, known: Known = NOTHING) -> "Refusal | Would":
        """What the reader's command would do, or the refusal that it would get."""
        done = act(self._whole, command, self.reader, self.policy, self.now, known)
        if isinstance(done, Refusal):
            return done
        after, events = done
        return Would(
            rules=self.about(after), events=events_seen_by(self.reader, self._whole, events)
        )

    def if_accepted(self, dispute: int, proposal: int) -> Preview | None:
        """What would happen if a standing proposal were accepted."""
        told = preview.of_proposal(*self._case, dispute, proposal)
        return None if told is None else self._shown(told)

    def if_offered(self, offer: Propose) -> Preview | Refusal:
        """What would happen if the reader's offer were made and accepted, or why it cannot be."""
        told = preview.of_offer(self._whole, self.reader, self.policy, self.now, offer)
        return told if isinstance(told, Refusal) else self._shown(told)

    def if_ruled(self, dispute: int, ruling: Ruling, known: Known = NOTHING) -> Preview:
        """What would happen if a ruling were in force."""
        return self._shown(preview.of_ruling(*self._case, dispute, ruling, known))

    def coming(self) -> Fallen:
        """What would happen if nobody did anything from now on."""
        return self._when(to_the_end(*self._case)[1])

    def coming_until(self, at: Instant) -> Fallen:
        """What would happen until an instant if nobody did anything."""
        return self._when(expire(self._whole, self.policy, at)[1])

    @property
    def _case(self) -> tuple[Order, Policy, Instant]:
        return self._whole, self.policy, self.now

    def _when(self, fallen: Fallen) -> Fallen:
        return tuple(
            (at, seen)
            for at, event in fallen
            for seen in events_seen_by(self.reader, self._whole, (event,))
        )

    def _shown(self, told: Preview) -> Preview:
        return changed(
            told,
            transfers=shown_transfers(told.transfers, self._whole, self.reader),
            afterwards=shown_transfers(told.afterwards, self._whole, self.reader),
        )


@dataclass(frozen=True)
class Would:
    """What would have happened, and the rules before the order as it would be then."""

    rules: Rules
    events: tuple[Event, ...]

    @property
    def order(self) -> OrderView:
        """The order as it would be."""
        return self.rules.order

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """The money that would move at once."""
        return tuple(moved for event in self.events for moved in postings(event))

    def until(self, kind: str) -> Instant | None:
        """Where a clock of the order would stand."""
        return next((clock.due for clock in self.order.clocks if clock.kind == kind), None)
