"""What an envelope says of itself, and whether a database can keep it.

Names and keys go into indexes, which have a longest entry; PostgreSQL keeps no character zero. Who
sends such a thing is refused at the door: it must never put an order aside, nor stop a batch.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from amends.core.commands.place_order import PlaceOrder
from amends.core.faults import NameTooLong, NotAsRequired, NotText
from amends.core.refusals.commands import BadArgument
from amends.engine.envelope import Envelope
from amends.engine.store.tables import TextRow
from amends.log.codec import dumps

PLACED_KEY = "placed"
LONGEST_NAME = 200


def unfit(envelope: Envelope) -> BadArgument | None:
    """Why an envelope cannot be carried out, whatever it asks for."""
    command = envelope.command
    names = {"key": envelope.key, "actor": envelope.actor.name}
    if not envelope.key or not envelope.actor.name:
        return BadArgument(field="", fault=NotAsRequired(rule="key_and_actor"))
    if isinstance(command, PlaceOrder):
        # Otherwise a shop could take another's numbers before it comes to them itself.
        if command.shop not in ("", envelope.actor.name):
            return BadArgument(field="shop", fault=NotAsRequired(rule="own_name"))
        names |= {"number": command.number, "buyer": command.buyer, "seller": command.seller}
    for field, name in names.items():
        if len(name) > LONGEST_NAME:
            fault = NameTooLong(given=len(name), most=LONGEST_NAME)
            return BadArgument(field=field, fault=fault)
        if "\0" in name or not (name.isascii() or _is_text(name)):
            return BadArgument(field=field, fault=NotText())
    return None


def request_of(command: Any, texts: Sequence[TextRow]) -> bytes:
    """The hash by which a repeat is known. `ValueError` for text that no database can keep."""
    packed = dumps(command)
    if b"\\u0000" in packed or any("\0" in text.text for text in texts):
        raise ValueError("text cannot hold the character zero")
    return sha256(type(command).__name__.encode() + b"\0" + packed).digest()


def number_of(envelope: Envelope) -> tuple[str, str] | None:
    """Shop and number of an order that is to be placed."""
    command = envelope.command
    if not isinstance(command, PlaceOrder):
        return None
    return command.shop or envelope.actor.name, command.number


def key_of(envelope: Envelope) -> str:
    """The key of a receipt. An order is placed once, whatever key each try has."""
    return PLACED_KEY if isinstance(envelope.command, PlaceOrder) else envelope.key


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
