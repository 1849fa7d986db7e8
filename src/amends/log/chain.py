"""The chain of an order's records: each hash covers the record and the hash before it.

A hash is SHA-256 of the canonical list (log/canonical.py) of: the word `amends record 1`, the
order's id, position, instant, role, name, the event's type, the hash before in hexadecimal, and
the event. Verification reads the stored bodies and needs no class of any event, so it neither
depends on upcasts nor on which release wrote them.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Literal

from amends.core.value import value
from amends.log.canonical import canonical, canonical_packed, text
from amends.log.codec import CodecError, dumps, parse
from amends.log.record import Entry, Record

GENESIS = bytes(32)  # the hash before an order's first record
_FORMAT = text("amends record 1")

Reason = Literal["gap", "order", "previous", "body", "hash", "head"]


@value
class Head:
    """How far a log has come: its last position and hash."""

    position: int
    hash: bytes


START = Head(position=0, hash=GENESIS)


@value
class Broken:
    """The first position of a log that cannot be believed, and why.

    `gap`: a position is missing or repeated; `order`: of another order; `previous`: does not name
    the hash before it; `body`: cannot be read; `hash`: the content is not what was hashed; `head`:
    the log ends elsewhere than its order says.
    """

    position: int
    reason: Reason
    sentence: str


def link(record: Record[Any], previous: bytes) -> bytes:
    """The hash of a record, given the hash of the record before it or `GENESIS`."""
    actor = record.actor
    return _hash(
        record.order_id, record.position, record.at, actor.role, actor.name,
        type(record.event).__name__, previous, canonical(record.event),
    )  # fmt: skip


def close_entry(record: Record[Any], previous: bytes) -> Entry:
    """The record as it is to be stored, linked to the one before it."""
    return Entry(
        order_id=record.order_id,
        position=record.position,
        at=record.at,
        role=record.actor.role,
        name=record.actor.name,
        type=type(record.event).__name__,
        body=dumps(record.event),
        previous=previous,
        hash=link(record, previous),
    )


def verify(
    entries: Iterable[Entry], start: Head = START, head: Head | None = None
) -> Broken | None:
    """The first broken position of one order's entries, or `None`.

    `start` is what was verified before; `head`, when given, is where the log must end, without
    which entries cut off at the end cannot be missed.
    """
    last = start
    order_id: str | None = None
    for entry in entries:
        order_id = order_id or entry.order_id
        broken = _check(entry, order_id, last)
        if broken is not None:
            return broken
        last = Head(position=entry.position, hash=entry.hash)
    if head is not None and head != last:
        position = min(head.position, last.position) + (head.position != last.position)
        return Broken(
            position=position,
            reason="head",
            sentence=f"The log ends at {_shown(last)}, the order says {_shown(head)}.",
        )
    return None


def _check(entry: Entry, order_id: str, last: Head) -> Broken | None:
    expected = last.position + 1
    if entry.position != expected:
        return _broken(expected, "gap", f"position {entry.position} follows {last.position}")
    if entry.order_id != order_id:
        return _broken(expected, "order", f"it belongs to order {entry.order_id}, not {order_id}")
    if entry.previous != last.hash:
        return _broken(expected, "previous", "it does not name the hash of the record before it")
    try:
        content = parse(entry.body)
        if type(content) is not dict:
            return _broken(expected, "body", "its event is not an object")
        found = _hash(
            entry.order_id, entry.position, entry.at, entry.role, entry.name, entry.type,
            last.hash, canonical_packed(content),
        )  # fmt: skip
    except (CodecError, UnicodeEncodeError) as error:
        return _broken(expected, "body", f"its event cannot be read: {error}")
    if found != entry.hash:
        return _broken(expected, "hash", "its content is not what was written")
    return None


def _broken(position: int, reason: Reason, what: str) -> Broken:
    return Broken(position=position, reason=reason, sentence=f"Record {position}: {what}.")


def _shown(head: Head) -> str:
    return f"position {head.position} with hash {head.hash.hex()[:12]}…"


def _hash(
    order_id: str, position: int, at: int, role: str, name: str, type_name: str,
    previous: bytes, event: str,
) -> bytes:  # fmt: skip
    return sha256(
        f"l{_FORMAT}{text(order_id)}i{position}ei{at}e{text(role)}{text(name)}"
        f"{text(type_name)}64:{previous.hex()}{event}e".encode()
    ).digest()
