"""Rows of table `event` as entries of the log, and back."""

from typing import cast

from amends.core.people import Role
from amends.engine.store.base import Select
from amends.engine.store.tables import EVENTS, EventRow
from amends.log.record import Entry


def entry_of(row: EventRow) -> Entry:
    """The entry in a row of table `event`. A role has no colon, an account may."""
    role, _, name = row.actor.partition(":")
    return Entry(
        order_id=row.order_id, position=row.position, at=row.at, role=cast(Role, role), name=name,
        type=row.type, body=row.body.encode(), previous=bytes(row.previous), hash=bytes(row.hash),
    )  # fmt: skip


def row_of(entry: Entry) -> EventRow:
    """The row of an entry."""
    return EventRow(
        order_id=entry.order_id, position=entry.position, at=entry.at,
        actor=f"{entry.role}:{entry.name}", type=entry.type, body=entry.body.decode(),
        previous=entry.previous, hash=entry.hash,
    )  # fmt: skip


def entries_of(select: Select, order_id: str) -> list[Entry]:
    """The log of an order as it is stored."""
    rows = select(
        f"SELECT {EVENTS.columns} FROM event WHERE order_id = ? ORDER BY position", (order_id,)
    )
    return [entry_of(EventRow._make(row)) for row in rows]
