"""Taking orders back from dossiers: all that was written once, checked, and written again.

This is the one way into the log beside `execute`. It decides nothing: it takes a log only when its
chain holds, its events are events, folding them gives an order whose money adds up, and the texts
are those that the digests stand for. A log that is here already is never touched.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from amends.core.events import EVENTS, OrderPlaced
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.value import value
from amends.engine.dossier import Dossier
from amends.engine.entries import row_of
from amends.engine.errors import DatabaseRefusedError
from amends.engine.fold import fold, moved, read_rows
from amends.engine.projection import number_row, order_row, posted
from amends.engine.seal import sought
from amends.engine.store.base import Store, Transaction, Writes
from amends.engine.store.tables import PolicyRow, TextRow
from amends.ledger.invariants import order_problems
from amends.log.chain import Head, verify
from amends.log.codec import CodecError, UnknownShape, loads
from amends.log.private import SALT_BYTES, stands_for
from amends.log.record import Record
from amends.policies import KeptPolicyError, from_body

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class DossierError(Exception):
    """Why an order or a policy is not taken; the message is one sentence without its stop."""


@value
class Restored:
    """What became of one dossier: `taken`, `there` already with this very log, or a problem."""

    order_id: str
    taken: bool = False
    problem: str = ""

    @property
    def there(self) -> bool:
        """Whether the order was here before, with the same log."""
        return not self.taken and not self.problem


def take_policy(store: Store, kept: PolicyRow) -> Policy:
    """Keep a policy version; `DossierError` where it is not what it says, or differs from ours."""
    if sha256(kept.body.encode()).digest() != kept.hash:
        raise DossierError(f"the policy {kept.reference} is not what its hash says")
    try:
        policy = from_body(kept.body.encode())
    except KeptPolicyError as error:
        raise DossierError(f"the policy {kept.reference} cannot be read: {error}") from error
    if policy.reference != kept.reference:
        raise DossierError(f"the policy {kept.reference} calls itself {policy.reference}")
    with store.transaction() as transaction:
        rows = transaction.select("SELECT hash FROM policy WHERE reference = ?", (kept.reference,))
        if rows and bytes(rows[0][0]) != kept.hash:
            raise DossierError(f"orders here use another policy {kept.reference}")
        if not rows:
            transaction.write(Writes(policies=[kept]))
    return policy


def restore(
    store: Store, dossiers: Sequence[Dossier], policies: dict[str, Policy]
) -> list[Restored]:
    """Take orders back, all that hold in one transaction. `policies`: those that they may pin.

    Where the database refuses the batch it is halved, until one order is left to blame.
    """
    return _written(store, [_Prepared(dossier, policies) for dossier in dossiers])


class _Prepared:
    """A dossier with the rows that it becomes, or with what does not hold."""

    def __init__(self, dossier: Dossier, policies: dict[str, Policy]) -> None:
        self.dossier = dossier
        self.order_id = dossier.order_id
        self.problem = ""
        self.number = ("", "")
        self.writes = Writes()
        try:
            order, self.writes = _prepared(dossier, policies)
            self.number = (order.shop, order.number)
        except DossierError as error:
            self.problem = str(error)

    def refused(self, problem: str) -> Restored:
        return Restored(order_id=self.order_id, problem=problem)


def _written(store: Store, prepared: Sequence[_Prepared]) -> list[Restored]:
    try:
        with store.transaction() as transaction:
            return _write(transaction, prepared)
    except DatabaseRefusedError as error:
        if len(prepared) == 1:
            return [prepared[0].refused(error.sentence.rstrip("."))]
        middle = len(prepared) // 2
        return _written(store, prepared[:middle]) + _written(store, prepared[middle:])


def _write(transaction: Transaction, prepared: Sequence[_Prepared]) -> list[Restored]:
    sound = [each for each in prepared if not each.problem]
    heads: dict[str, Head] = {}
    numbers: dict[tuple[str, str], str] = {}
    if sound:
        ids = sorted(each.order_id for each in sound)
        transaction.lock(ids)
        for held in transaction.held(ids)[1]:
            heads[held.order_id] = Head(position=held.version, hash=bytes(held.hash))
        numbers = transaction.numbers(list(dict.fromkeys(each.number for each in sound)))
    together = Writes()
    found = []
    for each in prepared:
        order_id, (shop, number) = each.order_id, each.number
        if each.problem:
            found.append(each.refused(each.problem))
        elif order_id in heads:
            same = heads[order_id] == each.dossier.head
            found.append(each.refused("" if same else "it is here already, with another log"))
        elif numbers.get(each.number, order_id) != order_id:
            problem = f"its number {number} is another order's in the shop {shop}"
            found.append(each.refused(problem))
        else:
            heads[order_id] = each.dossier.head
            numbers[each.number] = order_id
            together.add(each.writes)
            found.append(Restored(order_id=order_id, taken=True))
    if together:
        transaction.write(together)
    return found


def _prepared(dossier: Dossier, policies: dict[str, Policy]) -> tuple[Order, Writes]:
    """The order with every row of it, or `DossierError` with what does not hold."""
    order_id = dossier.order_id
    if not _ID.fullmatch(order_id):
        raise DossierError(f"{order_id[:40]!r} is no id of an order")
    broken = verify(dossier.entries, head=dossier.head)
    if broken is not None:
        raise DossierError(broken.sentence.rstrip("."))
    records = [_record(each) for each in dossier.entries]
    first = records[0].event if records else None
    if not isinstance(first, OrderPlaced) or first.order != order_id:
        raise DossierError("its log does not begin with placing this very order")
    if first.policy not in policies:
        raise DossierError(f"it pins the policy {first.policy}, which is not in the file before it")
    order = _folded(records)
    transfers = moved(records, order.currency)
    completed = order.status == "completed"
    problems = order_problems(order_id, order.currency, posted(transfers), order.escrow, completed)
    if problems:
        raise DossierError(problems[0].sentence.rstrip("."))
    _check_receipts(dossier)
    disputes, exhibits = read_rows(order)
    return order, Writes(
        placed=[order_row(order, dossier.head.hash)],
        numbers=[number_row(order)],
        events=[row_of(entry) for entry in dossier.entries],
        transfers=transfers,
        disputes=disputes,
        exhibits=exhibits,
        texts=_texts(dossier),
        salts=[row for row in dossier.salts if row.salt is not None or row.erased_at is not None],
        outbox=list(dossier.outbox),
        receipts=list(dossier.receipts),
    )


def _record(entry: Any) -> Record[Any]:
    cls = EVENTS.get(entry.type)
    if cls is None:
        raise DossierError(f"record {entry.position} is a {entry.type[:40]!r}, which is no event")
    try:
        event = loads(cls, entry.body)
    except (CodecError, UnknownShape) as error:
        raise DossierError(f"record {entry.position} cannot be read: {error}") from error
    return Record(
        order_id=entry.order_id, position=entry.position, at=entry.at, actor=entry.actor,
        event=event,
    )  # fmt: skip


def _folded(records: Sequence[Record[Any]]) -> Order:
    last = 0
    for record in records:
        if record.at < last:
            raise DossierError(f"record {record.position} lies before the one it follows")
        last = record.at
    try:
        return fold(records)
    except Exception as error:
        # A forged log can be nonsense in any way; whichever it is, it is not taken.
        why = f"{type(error).__name__}: {error}"[:200]
        raise DossierError(f"its events do not follow from one another ({why})") from error


def _check_receipts(dossier: Dossier) -> None:
    """Every receipt names events of its own actor, each once; everything but silence has one."""
    actors = {entry.position: str(entry.actor) for entry in dossier.entries}
    covered: set[int] = set()
    for _, actor, key, _, first, last, _ in dossier.receipts:
        if last - first > len(actors):
            raise DossierError(f"the receipt {key[:40]!r} names events that are not there")
        for position in range(first, last + 1):
            if actors.get(position) != actor or position in covered:
                raise DossierError(f"the receipt {key[:40]!r} names events of somebody else")
            covered.add(position)
    for position, actor in actors.items():
        if position not in covered and not actor.startswith("clock:"):
            raise DossierError(f"record {position} has no receipt")


def _texts(dossier: Dossier) -> list[TextRow]:
    salts = {row.scope: row.salt for row in dossier.salts}
    for scope, salt in salts.items():
        if salt is not None and len(salt) != SALT_BYTES:
            raise DossierError(f"the salt of {scope[:40]!r} has {len(salt)} bytes")
    rows = []
    for row in dossier.texts:
        salt = salts.get(row.scope)
        if salt is None or not stands_for(row.digest, salt, row.scope, row.field, row.text):
            raise DossierError(f"a text of {row.scope[:40]!r} is not what its digest stands for")
        rows.append(row._replace(sought=sought(row.text) if row.scope == "parcel" else None))
    return rows
