"""Whole logs as JSON lines: `export jsonl` writes them, `import jsonl` takes them back unchanged.

The first line says `{"amends": "log 1"}`. Then come the policies that orders pin, the orders, and
what was paid out to sellers.
A line that places a new order may stand among them (importing/placing.py). Hashes and salts are
hexadecimal. Nothing that does not verify is taken; each such line is named with the reason.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson

from amends.core.commands import CommandError
from amends.core.people import ROLES
from amends.core.policy import Policy
from amends.engine.dossier import Dossier, KeptPolicy, dossiers, kept_policies
from amends.engine.engine import Engine
from amends.engine.payouts import kept_payouts, take_payout
from amends.engine.restore import DossierError, restore, take_policy
from amends.engine.store.base import Row
from amends.importing.fields import FieldError
from amends.importing.placing import story_from
from amends.importing.playing import play
from amends.importing.progress import Progress, Stop, Tell, never, silent
from amends.importing.rejected import Rejected, Rejections
from amends.importing.rows import TableError
from amends.importing.stories import Story
from amends.log.chain import Head
from amends.log.record import Entry

FORMAT = "log 1"
LONGEST_LINE = 64 * 1024 * 1024
ORDERS_AT_ONCE = 200
BYTES_AT_ONCE = 8 * 1024 * 1024

_TEXT = ("digest", "scope", "field", "text")
_SALT = ("scope", "salt", "erased_at")
_RECEIPT = ("actor", "key", "request", "first", "last", "seen_at")
_TOLD = ("position", "n", "kind", "to", "dispute", "attempts", "next_attempt")
_PAYOUT = ("seller", "currency", "n", "key", "at", "minor", "returned")
_RECORD = ("position", "at", "actor", "type", "body", "previous", "hash")
_INTEGERS = frozenset(("erased_at", "first", "last", "seen_at", "position", "n", "dispute",
                       "attempts", "next_attempt", "at", "minor", "returned"))  # fmt: skip
_OPTIONAL = frozenset(("erased_at", "dispute", "next_attempt", "salt"))
_BYTES = frozenset(("request", "previous", "hash", "salt"))


class Brought(NamedTuple):
    """What an import of JSON lines did: orders taken back, placed anew, there already."""

    taken: int
    placed: int
    already: int
    policies: int
    disputes: int
    stopped: bool


def export(engine: Engine, out: BinaryIO, tell: Tell = silent) -> int:
    """Write everything that is kept; how many orders there were. Memory does not grow."""
    out.write(_line({"amends": FORMAT}))
    out.writelines(_line({"policy": _policy_shape(kept)}) for kept in kept_policies(engine.store))
    total = sum(engine.count().values())
    count = 0
    for dossier in dossiers(engine.store):
        out.write(_line({"order": _order_shape(dossier)}))
        count += 1
        if count % 500 == 0:
            tell(Progress(done=count, total=total, already=0, disputes=0, rejected=0))
    out.writelines(_line({"payout": _shape(_PAYOUT, row)}) for row in kept_payouts(engine.store))
    tell(Progress(done=count, total=total, already=0, disputes=0, rejected=0))
    return count


def bring(
    engine: Engine,
    path: Path,
    rejections: Rejections,
    *,
    tell: Tell = silent,
    stop: Stop = never,
) -> Brought:
    """Take back the orders of a file and place its new ones. Running it again changes nothing.

    `TableError` when the file cannot be read at all, `EngineError` when the database cannot be
    used; a line that cannot be taken is told to `rejections`, and the next is looked at.
    """
    return _Bringing(engine, path, rejections, tell, stop).run()


class _Bringing:
    def __init__(
        self, engine: Engine, path: Path, rejections: Rejections, tell: Tell, stop: Stop
    ) -> None:
        self._engine = engine
        self._path = path
        self._rejections = rejections
        self._tell = tell
        self._stop = stop
        self._policies: dict[str, Policy] = {}
        self._kept: list[tuple[int, Dossier]] = []
        self._stories: list[Story] = []
        self._size = self._read = self._whole = 0
        self.taken = self.placed = self.already = self.disputes = 0

    def run(self) -> Brought:
        stopped = False
        try:
            file = self._path.open("rb")
        except OSError as error:
            raise TableError(f"{self._path} cannot be read: {error.strerror}.") from error
        with file:
            self._whole = self._path.stat().st_size
            for number, line in enumerate(_lines(file), 1):
                self._take(number, line)
                self._size += len(line)
                self._read += len(line)
                full = len(self._kept) + len(self._stories) >= ORDERS_AT_ONCE
                if full or self._size > BYTES_AT_ONCE:
                    self._flush()
                    if self._stop():
                        stopped = True
                        break
            self._flush()
        return Brought(
            taken=self.taken, placed=self.placed, already=self.already,
            policies=len(self._policies), disputes=self.disputes, stopped=stopped,
        )  # fmt: skip

    def _take(self, number: int, line: bytes) -> None:
        if not line.strip():
            return
        try:
            if len(line) > LONGEST_LINE:
                raise FieldError("the line", f"{len(line)} bytes", f"at most {LONGEST_LINE}")
            found = orjson.loads(line)
            if type(found) is not dict or not found:
                raise FieldError("the line", type(found).__name__, "it is an object")
            self._sort(number, found)
        except orjson.JSONDecodeError as error:
            self._reject(number, f"it is no JSON: {error}")
        except (FieldError, DossierError, CommandError) as error:
            self._reject(number, str(error))

    def _sort(self, number: int, found: dict[str, Any]) -> None:
        """Take a line by what it begins with."""
        if "amends" in found:
            if found != {"amends": FORMAT}:
                shown = str(found["amends"])
                raise FieldError("amends", shown, f"this release reads {FORMAT!r}")
        elif "policy" in found and len(found) == 1:
            kept = _policy_from(found["policy"])
            self._policies[kept.reference] = take_policy(self._engine.store, kept)
        elif "order" in found and len(found) == 1:
            self._kept.append((number, _dossier_from(found["order"])))
        elif "payout" in found and len(found) == 1:
            take_payout(self._engine.store, _rows(_PAYOUT, [found["payout"]], "payout")[0])
        elif "place_order" in found:
            self._stories.append(story_from(found, self._path.name, number))
        else:
            names = ", ".join(map(str, found))
            raise FieldError(
                "the line", names, "it holds amends, policy, order, payout or place_order"
            )

    def _flush(self) -> None:
        store = self._engine.store
        done = restore(store, [dossier for _, dossier in self._kept], self._policies)
        for (number, _), each in zip(self._kept, done, strict=True):
            self.taken += each.taken
            self.already += each.there
            if each.problem:
                self._reject(number, f"order {each.order_id[:40]}: {each.problem}")
        if self._stories:
            played = play(self._engine, self._stories, self._rejections)
            self.placed += played.orders
            self.already += played.already
            self.disputes += played.disputes
        self._kept, self._stories, self._size = [], [], 0
        reached = self.taken + self.placed + self.already
        self._tell(
            Progress(
                done=reached,
                # Nobody has counted the lines; by the bytes there are about so many.
                total=max(reached, reached * self._whole // max(1, self._read)),
                already=self.already,
                disputes=self.disputes,
                rejected=self._rejections.count,
            )
        )

    def _reject(self, line: int, reason: str) -> None:
        self._rejections(Rejected(file=self._path.name, line=line, reason=reason))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long the beginning, which says so by its length."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield line


# The shapes of the lines


def _line(found: dict[str, Any]) -> bytes:
    return orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE)


def _policy_shape(kept: KeptPolicy) -> dict[str, Any]:
    return {
        "reference": kept.reference, "sha256": kept.hash.hex(), "used_since": kept.used_since,
        "body": kept.body,
    }  # fmt: skip


def _order_shape(dossier: Dossier) -> dict[str, Any]:
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


def _shape(names: tuple[str, ...], row: Row) -> dict[str, Any]:
    return {
        name: bytes(content).hex() if isinstance(content, bytes | memoryview) else content
        for name, content in zip(names, row, strict=True)
    }


def _policy_from(found: Any) -> KeptPolicy:
    given = _object(found, ("reference", "sha256", "used_since", "body"), "policy")
    since = given["used_since"]
    if type(since) is not int:
        raise FieldError("policy.used_since", str(since), "it is a whole number")
    return KeptPolicy(
        reference=_text(given["reference"], "policy.reference"),
        body=_text(given["body"], "policy.body"),
        hash=_bytes(given["sha256"], "policy.sha256"),
        used_since=since,
    )


def _dossier_from(found: Any) -> Dossier:
    names = ("id", "position", "hash", "records", "texts", "salts", "receipts", "outbox")
    given = _object(found, names, "order")
    order_id = _text(given["id"], "order.id")
    if type(given["position"]) is not int:
        raise FieldError("order.position", str(given["position"]), "it is a whole number")
    return Dossier(
        order_id=order_id,
        head=Head(position=given["position"], hash=_bytes(given["hash"], "order.hash")),
        entries=[_entry(order_id, each) for each in _list(given["records"], "records")],
        texts=_rows(_TEXT, given["texts"], "texts"),
        salts=_rows(_SALT, given["salts"], "salts"),
        receipts=_rows(_RECEIPT, given["receipts"], "receipts"),
        outbox=_rows(_TOLD, given["outbox"], "outbox"),
    )


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


def _rows(names: tuple[str, ...], found: Any, where: str) -> list[Row]:
    rows = []
    for each in _list(found, where):
        given = _object(each, names, where)
        rows.append(tuple(_cell(name, given[name], where) for name in names))
    return rows


def _cell(name: str, content: Any, where: str) -> Any:
    if content is None and name in _OPTIONAL:
        return None
    if name in _INTEGERS:
        if type(content) is not int:
            raise FieldError(f"{where}.{name}", str(content), "it is a whole number")
        return content
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


def _text(found: Any, where: str) -> str:
    if type(found) is not str or "\0" in found:
        raise FieldError(where, str(found), "it is text")
    return found


def _bytes(found: Any, where: str) -> bytes:
    try:
        return bytes.fromhex(_text(found, where))
    except ValueError:
        raise FieldError(where, str(found), "it is hexadecimal") from None
