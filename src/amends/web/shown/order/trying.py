"""What a command would do now, by the rules themselves; nothing is recorded."""

from dataclasses import dataclass, replace

from amends.core.case import Case
from amends.core.commands import POSSIBLE, Command
from amends.core.deadlines import to_the_end
from amends.core.decide import act
from amends.core.events import Event
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.postings import postings
from amends.core.refusals import Refusal
from amends.core.transfers import Transfer
from amends.core.visibility import shown_transfers
from amends.telling.seen import Seen


@dataclass(frozen=True)
class Would:
    """The order as it would be, and what would have happened."""

    order: Order
    events: tuple[Event, ...]
    reader: Actor

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """The money that would move at once, as the reader may see it."""
        moved = (each for event in self.events for each in postings(event))
        return shown_transfers(moved, self.order, self.reader)

    def until(self, kind: str) -> Instant | None:
        """Where a clock of the order would stand."""
        return next((clock.due for clock in self.order.clocks if clock.kind == kind), None)


def would(seen: Seen, command: Command) -> Refusal | Would:
    """What the reader's command would do, or the refusal that it would get."""
    done = act(seen.order, command, seen.reader, seen.policy, seen.now)
    return done if isinstance(done, Refusal) else Would(*done, seen.reader)


def why_not(seen: Seen, name: str) -> Refusal | None:
    """Why a command about the order is not open at all now; nothing where it is."""
    check = POSSIBLE[name]
    return None if check is None else check(Case(seen.order, seen.policy, seen.now, seen.reader))


def seen_after(seen: Seen, done: Would) -> Seen:
    """The order as the reader would see it afterwards, with what silence would do then."""
    _, coming = to_the_end(done.order, seen.policy, seen.now)
    return replace(seen, order=done.order, coming=coming)
