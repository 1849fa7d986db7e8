"""One event in its place: as the core knows it, and as it is stored."""

from collections.abc import Mapping

from amends.core.moments import Instant
from amends.core.people import Actor, Role
from amends.core.value import value
from amends.log.codec import UnknownShape, recall


@value
class Record[E]:
    """What happened to an order: its event number `position`, at `at`, by `actor`."""

    order_id: str
    position: int
    at: Instant
    actor: Actor
    event: E


@value
class Entry:
    """A record as it is stored: one row of the event table, one line of a case file.

    `body` is the event as JSON (log/codec.py), `previous` and `hash` are SHA-256 (log/chain.py).
    An entry is never changed or removed.
    """

    order_id: str
    position: int
    at: Instant
    role: Role
    name: str
    type: str
    body: bytes
    previous: bytes
    hash: bytes

    @property
    def actor(self) -> Actor:
        """Who caused it."""
        return Actor(role=self.role, name=self.name)


def open_entry[E](entry: Entry, classes: Mapping[str, type[E]]) -> Record[E]:
    """The record in a stored entry of our own database; `classes` is `core.events.EVENTS`.

    Raises `UnknownShape` for an event that only a newer release knows: leave the order to others.
    """
    cls = classes.get(entry.type)
    if cls is None:
        raise UnknownShape(f"{entry.type} is an event that this release does not know")
    return Record(
        order_id=entry.order_id,
        position=entry.position,
        at=entry.at,
        actor=entry.actor,
        event=recall(cls, entry.body),
    )
