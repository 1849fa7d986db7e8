"""Every event: what has happened to an order, in the past tense. They are the file format.

An event says what it is `about`, and all that its rule decided: the clocks that it starts
(`clocks`), the deadlines that it moves (`moved`, with the old and the new instant), the stage that
it leads to, and the money that it moves (`transfers`, with the `shares` of the pieces). So folding
the log needs no policy and no rule.

A table with a row for each event is made by `by_event`: the type checker finds a missing row.
"""

from typing import Unpack, cast, get_args

from amends.core.events.about import PieceAt as PieceAt
from amends.core.events.disputes import *  # noqa: F403
from amends.core.events.disputes import ByDisputeEvent, DisputeEvent
from amends.core.events.endings import *  # noqa: F403
from amends.core.events.endings import ByEndingEvent, EndingEvent
from amends.core.events.orders import *  # noqa: F403
from amends.core.events.orders import ByOrderEvent, OrderEvent
from amends.core.events.standstills import *  # noqa: F403
from amends.core.events.standstills import ByStandstillEvent, StandstillEvent

Event = OrderEvent | StandstillEvent | DisputeEvent | EndingEvent

EVENTS: dict[str, type[Event]] = {cls.__name__: cls for cls in get_args(Event)}


class ByEvent[T](ByOrderEvent[T], ByStandstillEvent[T], ByDisputeEvent[T], ByEndingEvent[T]):
    """A row for every event, by its name."""


assert ByEvent.__required_keys__ == EVENTS.keys(), "an event stands in its family's two lists"


def by_event[T](**rows: Unpack[ByEvent[T]]) -> dict[type[Event], T]:
    """A table by the event's class, made of a row for each event by its name."""
    return {EVENTS[name]: cast("T", row) for name, row in rows.items()}
