"""The door: one batch, one transaction, a handful of statements (architecture.md).

For each envelope in turn what fell due first is applied, then the command is decided. A stranger's
command expires nothing; a refused one writes nothing of its own (safeguards.md 26).
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from amends.core.commands.place_order import PlaceOrder
from amends.core.decide import act
from amends.core.events import EVENTS
from amends.core.faults import NotText, PolicyNotUsable
from amends.core.moments import Instant
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.commands import (
    BadArgument,
    KeyReused,
    OrderNumberUsed,
    PutAside,
    UnknownOrder,
)
from amends.engine.aside import aside_row, is_aside, resume
from amends.engine.clock import Clock
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.engine.errors import OF_ONE_ORDER, EngineError
from amends.engine.fit import key_of, number_of, request_of, unfit
from amends.engine.known import look_up
from amends.engine.policies import Policies
from amends.engine.projection import SHAPE
from amends.engine.seal import NewSalt, holds_private, random_salt, seal
from amends.engine.store.base import Row, Transaction, Writes
from amends.engine.store.tables import ReceiptRow, TextRow
from amends.engine.switches import PolicySwitch, in_force, switches
from amends.engine.work import Failure, Work
from amends.log.codec import recall
from amends.policies import builtin_names

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_EVENTS_OF = "SELECT type, body FROM event WHERE order_id = ? AND position BETWEEN ? AND ?"

_PEOPLE_OF = "SELECT buyer, seller, shop FROM orders WHERE order_id = ?"


class Batch:
    """One attempt at a batch, inside one transaction."""

    def __init__(
        self,
        transaction: Transaction,
        clock: Clock,
        policies: Policies,
        ids: Callable[[], str],
        salts: NewSalt = random_salt,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._policies = policies
        self._ids = ids
        self._salts = salts
        self._received: Instant = 0
        self._works: dict[str, Work] = {}
        self._numbers: dict[str, list[Work]] = {}  # to which orders this batch gave which
        self._receipts: dict[tuple[str, str, str], ReceiptRow] = {}
        self._switches: list[PolicySwitch] | None = None
        self.writes = Writes()

    def run(self, envelopes: Sequence[Envelope]) -> list[Answer]:
        """The answers, with everything written; the transaction is still to commit."""
        problems = [unfit(envelope) for envelope in envelopes]
        if not any(problems):
            return self._run(envelopes)
        fit = [e for e, problem in zip(envelopes, problems, strict=True) if problem is None]
        answers = iter(self._run(fit))
        return [next(answers) if problem is None else problem for problem in problems]

    def _run(self, envelopes: Sequence[Envelope]) -> list[Answer]:
        order_ids = self._resolve(envelopes)
        self._read(envelopes, order_ids)
        answers = [
            self._answer_safely(order_id, envelope)
            for order_id, envelope in zip(order_ids, envelopes, strict=True)
        ]
        for work in self._works.values():
            if work.failure is None:
                self._write_safely(work)
            if work.failure is not None and work.held is not None:
                self.writes.aside.append(aside_row(work.held, work.failure))
        # An order that raised has written nothing, so what was accepted before is not accepted.
        answers = [
            self._aside(order_id, envelope) if self._failed(order_id) else answer
            for order_id, envelope, answer in zip(order_ids, envelopes, answers, strict=True)
        ]
        if self.writes:
            self._transaction.write(self.writes)
        return answers

    def _resolve(self, envelopes: Sequence[Envelope]) -> list[str]:
        """The order that each envelope means; an id for one that is to be placed, new or proposed."""
        numbers = [number_of(e) for e in envelopes]
        wanted = list(dict.fromkeys(number for number in numbers if number is not None))
        if not wanted:
            return [e.order_id or "" for e in envelopes]
        found = self._transaction.numbers(wanted)
        for number, envelope in zip(numbers, envelopes, strict=True):
            if number is not None and number not in found:
                proposed = envelope.order_id or ""
                found[number] = proposed if _ID.fullmatch(proposed) else self._ids()
        return [
            e.order_id or "" if number is None else found[number]
            for e, number in zip(envelopes, numbers, strict=True)
        ]

    def _read(self, envelopes: Sequence[Envelope], order_ids: Sequence[str]) -> None:
        """Lock, then read: orders, receipts, and salts where private text came."""
        there = sorted({order_id for order_id in order_ids if _ID.fullmatch(order_id)})
        if there:
            self._transaction.lock(there)
            self._received, rows = self._transaction.held(there)
            keys = []
            self._works = {held.order_id: Work(held.order_id, held, self._salts) for held in rows}
            for envelope, order_id in zip(envelopes, order_ids, strict=True):
                if order_id in self._works:
                    keys.append((order_id, str(envelope.actor), key_of(envelope)))
            if keys:
                for row in self._transaction.receipts(keys):
                    self._receipts[row.order_id, row.actor, row.key] = row
            private = {
                order_id
                for envelope, order_id in zip(envelopes, order_ids, strict=True)
                if order_id in self._works and holds_private(envelope.command)
            }
            if private:
                for order_id, scope, salt in self._transaction.salts(sorted(private)):
                    self._works[order_id].salts.stored[scope] = salt
        for envelope, order_id in zip(envelopes, order_ids, strict=True):
            if isinstance(envelope.command, PlaceOrder) and order_id not in self._works:
                self._works[order_id] = Work(order_id, None, self._salts)

    def _failed(self, order_id: str) -> bool:
        work = self._works.get(order_id)
        return work is not None and work.failure is not None

    def _write_safely(self, work: Work) -> None:
        try:
            work.write(self.writes)
        except Exception as error:  # noqa: BLE001 (one bad order never stops the rest)
            work.failure = Failure(error, "write", self._clock.now(self._received, None))

    def _answer_safely(self, order_id: str, envelope: Envelope) -> Answer:
        work = self._works.get(order_id)
        if work is None:
            return UnknownOrder()
        if work.failure is not None:
            return self._aside(order_id, envelope)
        instant = self._clock.now(self._received, envelope.seen_at)
        if (work.held is not None and is_aside(work.held, instant)) or work.shape > SHAPE:
            return self._aside(order_id, envelope)
        try:
            return self._answer(work, envelope, instant)
        except EngineError as error:
            if not isinstance(error, OF_ONE_ORDER):
                raise
            work.failure = Failure(error, type(envelope.command).__name__, instant)
            return PutAside()
        except Exception as error:  # noqa: BLE001 (one bad order never stops the rest)
            answer = self._aside(order_id, envelope)
            if answer.code == "put_aside":
                work.failure = Failure(error, type(envelope.command).__name__, instant)
            return answer

    def _aside(self, order_id: str, envelope: Envelope) -> Refusal:
        """That the order is put aside. A stranger is not told, and puts nothing aside."""
        actor = envelope.actor
        rows = self._transaction.select(_PEOPLE_OF, (order_id,))
        people = dict(zip(("buyer", "seller", "shop"), rows[0], strict=True)) if rows else {}
        stranger = people.get(actor.role, actor.name) != actor.name
        return UnknownOrder() if stranger else PutAside()

    def _answer(self, work: Work, envelope: Envelope, instant: Instant) -> Answer:
        actor = envelope.actor
        order = work.open()
        if order is not None and not order.belongs(actor):
            return UnknownOrder()
        try:
            command, texts = seal(envelope.command, actor, work.salts)
            request = request_of(command, texts)
        except ValueError:
            return BadArgument(field="", fault=NotText())
        key = (work.order_id, str(actor), key_of(envelope))
        given = self._receipts.get(key)
        if given is not None:
            return self._again(work, envelope, given, request)
        placing = isinstance(command, PlaceOrder)
        if placing and order is not None:
            return OrderNumberUsed()
        now = instant if order is None else max(instant, order.last_at)
        try:
            policy = (
                self._for_order(envelope.policy, now)
                if order is None
                else self._pinned(order.policy)
            )
        except OF_ONE_ORDER as error:
            if order is not None:
                raise
            return BadArgument(
                field="policy",
                fault=PolicyNotUsable(
                    why=error.why, given=error.reference, choices=tuple(builtin_names())
                ),
            )
        if order is not None:
            resume(work, now)
            work.expire(policy, now)
        known = look_up(
            self._transaction, work, envelope, now, self._works, self._numbers, self._pinned
        )
        done = act(work.order, command, actor, policy, now, known)
        if isinstance(done, Refusal):
            return done
        after, events = done
        first = work.position + 1
        work.apply(after, [(now, event) for event in events], actor, key[1])
        if placing:
            self._policies.pin(policy, now, self._transaction.select, self.writes)
        self._receipts[key] = ReceiptRow(*key, request, first, work.position, envelope.seen_at)
        work.receipts.append(self._receipts[key])
        self._keep(work, texts)
        return Receipt(
            order_id=work.order_id,
            position=work.position,
            events=events,
            order=after,
            texts={text.digest: text.text for text in texts},
        )

    def _for_order(self, name: str, now: Instant) -> Policy:
        """The policy of a new order; what was switched on is read once a batch."""
        if name or not self._policies.follows_switches:
            return self._policies.for_order(name, self._transaction.select)
        if self._switches is None:
            self._switches = switches(self._transaction.select)
        switched = in_force(self._switches, now)
        return self._policies.for_order("", self._transaction.select, switched)

    def _pinned(self, reference: str) -> Policy:
        return self._policies.get(reference, self._transaction.select)

    def _keep(self, work: Work, texts: Sequence[TextRow]) -> None:
        for text in texts:
            if text.digest in work.texts:
                continue
            work.texts[text.digest] = text
            if text.sought is not None:
                self._numbers.setdefault(text.sought, []).append(work)

    def _again(self, work: Work, envelope: Envelope, given: ReceiptRow, request: bytes) -> Answer:
        """The first answer, or a refusal where the same key came with another command."""
        if given.request != request:
            placing = isinstance(envelope.command, PlaceOrder)
            return OrderNumberUsed() if placing else KeyReused()
        return Receipt(
            order_id=work.order_id,
            position=given.last,
            events=self._events(work, given.first, given.last),
            replayed=True,
            order=work.order,
        )

    def _events(self, work: Work, first: int, last: int) -> tuple[Any, ...]:
        rows: list[Row] = [
            (row.type, row.body) for row in work.events if first <= row.position <= last
        ]
        if not rows:
            rows = self._transaction.select(
                f"{_EVENTS_OF} ORDER BY position", (work.order_id, first, last)
            )
        return tuple(recall(EVENTS[name], body) for name, body in rows)
