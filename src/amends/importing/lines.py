"""The lines of an export: what stands in each, and how strictly it is read back.

Hashes and salts are hexadecimal, instants milliseconds. Every object has exactly its fields.
"""

from typing import Any, NamedTuple

import orjson

from amends.core.people import ROLES
from amends.engine.dossier import Dossier
from amends.engine.store.tables import (
    OutboxRow,
    PayoutRow,
    PolicyRow,
    ReceiptRow,
    SaltRow,
    TextRow,
)  # fmt: skip
from amends.importing.fields import FieldError
from amends.log.chain import Head
from amends.log.record import Entry

_LARGEST = 2**62
_TEXT = ("digest", "scope", "field", "text")
_SALT = ("scope", "salt", "erased_at")
_RECEIPT = ("actor", "key", "request", "first", "last", "seen_at")
_TOLD = ("position", "n", "kind", "to", "dispute", "attempts", "next_attempt")
_PAYOUT = ("seller", "currency", "n", "key", "at", "minor", "returned")
_RECORD = ("position", "at", "actor", "type", "body", "previous", "hash")
_COLUMNS = {"to": "recipient"}  # what is called otherwise here than in its table
_INTEGERS = frozenset(("erased_at", "first", "last", "seen_at", "position", "n", "dispute",
                       "attempts", "next_attempt", "at", "minor", "returned"))  # fmt: skip
_OPTIONAL = frozenset(("erased_at", "dispute", "next_attempt", "salt"))
_BYTES = frozenset(("request", "previous", "hash", "salt"))


def written(found: dict[str, Any]) -> bytes:
    """An object as a line."""
    return orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE)


def policy_shape(kept: PolicyRow) -> dict[str, Any]:
    """A kept policy; its body is the text that was hashed."""
    return {
        "reference": kept.reference, "sha256": kept.hash.hex(), "used_since": kept.used_since,
        "body": kept.body,
    }  # fmt: skip


def order_shape(dossier: Dossier) -> dict[str, Any]:
    """Everything that is kept of an order."""
    return {
        "id": dossier.order_id,
        "position": dossier.head.position,
        "hash": dossier.head.hash.hex(),
        "records": [
            {
                "position": entry.position, "at": entry.at, "actor": str(entry.actor),
                "type": entry.type, "body": orjson.Fragment(entry.body),
                "previous": entry.previous.hex(), "hash": entry.hash.hex(),
            }
            for entry in dossier.entries
        ],
        "texts": [_shape(_TEXT, row) for row in dossier.texts],
        "salts": [_shape(_SALT, row) for row in dossier.salts],
        "receipts": [_shape(_RECEIPT, row) for row in dossier.receipts],
        "outbox": [_shape(_TOLD, row) for row in dossier.outbox],
    }  # fmt: skip


def payout_shape(row: PayoutRow) -> dict[str, Any]:
    """A payout to a seller."""
    return _shape(_PAYOUT, row)


def _shape(names: tuple[str, ...], row: NamedTuple) -> dict[str, Any]:
    shape = {name: getattr(row, _COLUMNS.get(name, name)) for name in names}
    return {
        name: content.hex() if isinstance(content, bytes) else content
        for name, content in shape.items()
    }


def policy_from(found: Any) -> PolicyRow:
    """What `policy_shape` wrote; `FieldError` for anything else, here and below."""
    given = _object(found, ("reference", "sha256", "used_since", "body"), "policy")
    return PolicyRow(
        reference=_text(given["reference"], "policy.reference"),
        body=_text(given["body"], "policy.body"),
        hash=_bytes(given["sha256"], "policy.sha256"),
        used_since=_whole(given["used_since"], "policy.used_since"),
    )


def dossier_from(found: Any) -> Dossier:
    """What `order_shape` wrote."""
    names = ("id", "position", "hash", "records", "texts", "salts", "receipts", "outbox")
    given = _object(found, names, "order")
    order_id = _text(given["id"], "order.id")
    position = _whole(given["position"], "order.position")
    return Dossier(
        order_id=order_id,
        head=Head(position=position, hash=_bytes(given["hash"], "order.hash")),
        entries=[_entry(order_id, each) for each in _list(given["records"], "records")],
        texts=[
            TextRow(order_id=order_id, sought=None, **each)
            for each in _rows(_TEXT, given["texts"], "texts")
        ],
        salts=[
            SaltRow(order_id=order_id, **each) for each in _rows(_SALT, given["salts"], "salts")
        ],
        receipts=[
            ReceiptRow(order_id=order_id, **each)
            for each in _rows(_RECEIPT, given["receipts"], "receipts")
        ],
        outbox=[
            OutboxRow(order_id=order_id, **each) for each in _rows(_TOLD, given["outbox"], "outbox")
        ],
    )


def payout_from(found: Any) -> PayoutRow:
    """What `payout_shape` wrote."""
    return PayoutRow(**_rows(_PAYOUT, [found], "payout")[0])


def _entry(order_id: str, found: Any) -> Entry:
    given = _object(found, _RECORD, "records")
    position, at, actor, type_name, previous, own = (
        _cell(name, given[name], "records") for name in _RECORD if name != "body"
    )
    role, _, name = str(actor).partition(":")
    if role not in ROLES:
        raise FieldError("records.actor", str(actor), "it begins with a role")
    return Entry(
        order_id=order_id, position=position, at=at, role=role, name=name,
        type=type_name, body=orjson.dumps(given["body"]), previous=previous, hash=own,
    )  # fmt: skip


def _rows(names: tuple[str, ...], found: Any, where: str) -> list[dict[str, Any]]:
    """The columns of rows, by their names in the table."""
    rows = []
    for each in _list(found, where):
        given = _object(each, names, where)
        rows.append({_COLUMNS.get(name, name): _cell(name, given[name], where) for name in names})
    return rows


def _cell(name: str, content: Any, where: str) -> Any:
    if content is None and name in _OPTIONAL:
        return None
    if name in _INTEGERS:
        return _whole(content, f"{where}.{name}")
    return (
        _bytes(content, f"{where}.{name}") if name in _BYTES else _text(content, f"{where}.{name}")
    )


def _object(found: Any, names: tuple[str, ...], where: str) -> dict[str, Any]:
    if type(found) is not dict:
        raise FieldError(where, type(found).__name__, f"it is an object of {', '.join(names)}")
    differ = [name for name in (*found, *names) if (name in found) != (name in names)]
    if differ:
        raise FieldError(where, ", ".join(differ), f"it has exactly {', '.join(names)}")
    return found


def _list(found: Any, where: str) -> list[Any]:
    if type(found) is not list:
        raise FieldError(where, type(found).__name__, "it is a list")
    return found


def _whole(found: Any, where: str) -> int:
    if type(found) is not int or not -_LARGEST < found < _LARGEST:
        raise FieldError(where, str(found), "it is a whole number that a database can keep")
    return found


def _text(found: Any, where: str) -> str:
    if type(found) is not str or "\0" in found:
        raise FieldError(where, str(found), "it is text")
    return found


def _bytes(found: Any, where: str) -> bytes:
    try:
        return bytes.fromhex(_text(found, where))
    except ValueError:
        raise FieldError(where, str(found), "it is hexadecimal") from None
