"""Rows of table `event` as entries of the log, and back."""

from typing import cast

from amends.core.people import Role
from amends.engine.store.base import EVENT, Row, Select
from amends.log.record import Entry

EVENT_COLUMNS = ", ".join(EVENT)


def entry_of(row: Row) -> Entry:
    """The entry in a row of table `event`. A role has no colon, an account may."""
    order_id, position, at, actor, type_name, body, previous, own = row
    role, _, name = actor.partition(":")
    return Entry(
        order_id=order_id, position=position, at=at, role=cast(Role, role), name=name,
        type=type_name, body=body.encode(), previous=bytes(previous), hash=bytes(own),
    )  # fmt: skip


def row_of(entry: Entry) -> Row:
    """The row of an entry."""
    return (
        entry.order_id, entry.position, entry.at, f"{entry.role}:{entry.name}", entry.type,
        entry.body.decode(), entry.previous, entry.hash,
    )  # fmt: skip


def entries_of(select: Select, order_id: str) -> list[Entry]:
    """The log of an order as it is stored."""
    rows = select(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE order_id = ? ORDER BY position", (order_id,)
    )
    return [entry_of(row) for row in rows]
