"""The answers of a batch, one envelope after the other: what fell due first, then the command.

A stranger's command expires nothing; a refused one writes nothing of its own (safeguards.md 26).
"""

from collections.abc import Sequence
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
from amends.engine.aside import is_aside, resume
from amends.engine.clock import Clock
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.engine.errors import OF_ONE_ORDER, EngineError
from amends.engine.fit import key_of, request_of
from amends.engine.known import look_up
from amends.engine.opening import Found, Meant
from amends.engine.people import is_stranger, people_of
from amends.engine.policies import Policies
from amends.engine.projection import SHAPE
from amends.engine.seal import seal
from amends.engine.store.base import Row, Transaction, Writes
from amends.engine.store.tables import ReceiptRow, TextRow
from amends.engine.switches import PolicySwitch, in_force, switches
from amends.engine.work import Failure, Work
from amends.log.codec import recall
from amends.policies import builtin_names

_EVENTS_OF = "SELECT type, body FROM event WHERE order_id = ? AND position BETWEEN ? AND ?"


class Answering:
    """Answers envelopes out of what was found, and what those before them changed of it.

    What an answer writes stands in the work of its order; only a policy that an order pins for the
    first time goes into `writes` at once.
    """

    def __init__(
        self,
        transaction: Transaction,
        found: Found,
        clock: Clock,
        policies: Policies,
        writes: Writes,
    ) -> None:
        self._transaction = transaction
        self._select = transaction.select
        self._found = found
        self._clock = clock
        self._policies = policies
        self._writes = writes
        self._numbers: dict[str, list[Work]] = {}  # to which orders this batch gave which
        self._switches: list[PolicySwitch] | None = None

    def answer(self, meant: Meant) -> Answer:
        """The answer to one envelope; an order that raises is marked, and never stops the rest."""
        order_id, envelope = meant
        work = self._found.works.get(order_id)
        if work is None:
            return UnknownOrder()
        if work.failure is not None:
            return self.aside(meant)
        instant = self._clock.now(self._found.received, envelope.seen_at)
        if (work.held is not None and is_aside(work.held, instant)) or work.shape > SHAPE:
            return self.aside(meant)
        try:
            return self._answer(work, envelope, instant)
        except EngineError as error:
            if not isinstance(error, OF_ONE_ORDER):
                raise
            work.failure = Failure(error, type(envelope.command).__name__, instant)
            return PutAside()
        except Exception as error:  # noqa: BLE001 (one bad order never stops the rest)
            answer = self.aside(meant)
            if answer.code == "put_aside":
                work.failure = Failure(error, type(envelope.command).__name__, instant)
            return answer

    def aside(self, meant: Meant) -> Refusal:
        """That the order is put aside. A stranger is not told, and puts nothing aside."""
        order_id, envelope = meant
        stranger = is_stranger(people_of(self._select, order_id), envelope.actor)
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
        given = self._found.receipts.get(key)
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
            self._transaction, work, envelope, now, self._found.works, self._numbers, self._pinned
        )
        done = act(work.order, command, actor, policy, now, known)
        if isinstance(done, Refusal):
            return done
        after, events = done
        first = work.position + 1
        work.apply(after, [(now, event) for event in events], actor, key[1])
        if placing:
            self._policies.pin(policy, now, self._select, self._writes)
        self._found.receipts[key] = ReceiptRow(
            *key, request, first, work.position, envelope.seen_at
        )
        work.receipts.append(self._found.receipts[key])
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
            return self._policies.for_order(name, self._select)
        if self._switches is None:
            self._switches = switches(self._select)
        switched = in_force(self._switches, now)
        return self._policies.for_order("", self._select, switched)

    def _pinned(self, reference: str) -> Policy:
        return self._policies.get(reference, self._select)

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
            rows = self._select(f"{_EVENTS_OF} ORDER BY position", (work.order_id, first, last))
        return tuple(recall(EVENTS[name], body) for name, body in rows)
