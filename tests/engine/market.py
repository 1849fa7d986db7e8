"""A small marketplace on a real database: one kettle, and the people who quarrel about it."""

from collections.abc import Callable
from typing import Any

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.engine.store.base import Store
from tests.people import ALICE, BOB, SHOP

START = 1_709_251_200_000  # 2024-03-01T00:00:00Z


CLAIM: dict[str, Any] = {
    "line": "kettle", "grounds": "not_as_described.quality", "received": True,
    "remedy": "refund_only", "amount": "9.00", "statement": "The lid is cracked.",
    "exhibits": [{"kind": "photo", "sha256": "ab" * 32}],
}  # fmt: skip


class Market:
    """An engine with a clock that is set by hand, and shorthand for the commands of the scenes."""

    def __init__(self, store: Store) -> None:
        self.clock = SteppedClock(START)
        self.store = store
        self.engine = Engine(store, self.clock)
        self._keys = 0

    def envelope(
        self, actor: Actor, name: str, order_id: str | None, key: str = "", **arguments: Any
    ) -> Envelope:
        """A command in an envelope, with a key of its own unless one is given."""
        self._keys += 1
        return Envelope(
            actor=actor,
            order_id=order_id,
            command=build(name, arguments),
            key=key or f"key {self._keys}",
            seen_at=self.clock.now(),
        )

    def give(
        self, actor: Actor, name: str, order_id: str | None, key: str = "", **arguments: Any
    ) -> Answer:
        """The answer to one command."""
        return self.engine.execute([self.envelope(actor, name, order_id, key, **arguments)])[0]

    def accepted(
        self, actor: Actor, name: str, order_id: str | None, key: str = "", **arguments: Any
    ) -> Receipt:
        """The receipt of a command that is accepted."""
        answer = self.give(actor, name, order_id, key, **arguments)
        assert isinstance(answer, Receipt), answer
        return answer

    def refused(
        self, actor: Actor, name: str, order_id: str | None, key: str = "", **arguments: Any
    ) -> Refusal:
        """The refusal of a command that is not."""
        answer = self.give(actor, name, order_id, key, **arguments)
        assert isinstance(answer, Refusal), answer
        return answer

    def placing(self, number: str = "1", key: str = "", **changes: Any) -> Envelope:
        """The shop's envelope for a kettle at 18.00 with 2.00 of shipping."""
        order = {
            "number": number, "buyer": "alice", "seller": "bob", "currency": "USD",
            "lines": [{"id": "kettle", "price": "18.00"}], "shipping": "2.00",
            "ship_to": "ES", "postcode": "28013", **changes,
        }  # fmt: skip
        return self.envelope(SHOP, "place_order", None, key, **order)

    def placed(self, number: str = "1", **changes: Any) -> str:
        """The id of a new order."""
        answer = self.engine.execute([self.placing(number, **changes)])[0]
        assert isinstance(answer, Receipt), answer
        return answer.order_id

    def shipped(self, number: str = "1", tracking: str = "RB123456785GB", **changes: Any) -> str:
        """An order whose kettle went out two days after it was paid."""
        order_id = self.placed(number, **changes)
        self.clock.step(2 * DAY)
        self.accepted(BOB, "ship", order_id, parcel="p1", carrier="upu", tracking=tracking)
        return order_id

    def disputed(self, number: str = "1", **changes: Any) -> str:
        """An order about whose kettle Alice opened a dispute on day 14, for 9.00."""
        order_id = self.shipped(number, **changes)
        self.clock.step(12 * DAY)
        self.open_dispute(order_id)
        return order_id

    def open_dispute(self, order_id: str, **changes: Any) -> Receipt:
        """Alice's claim for half of what the kettle cost."""
        return self.accepted(ALICE, "open_dispute", order_id, **{**CLAIM, **changes})

    def all_disputed(self, orders: int) -> list[str]:
        """Many orders with a dispute each, all opened at one instant."""

        def all_accepted(envelopes: list[Envelope]) -> list[str]:
            answers = [
                a
                for n in range(0, orders, 250)
                for a in self.engine.execute(envelopes[n : n + 250])
            ]
            return [a.order_id for a in answers if isinstance(a, Receipt)]

        ids = all_accepted([self.placing(str(n)) for n in range(orders)])
        self.clock.step(2 * DAY)
        all_accepted(
            [
                self.envelope(BOB, "ship", i, parcel="p", carrier="upu", tracking=f"T{n}")
                for n, i in enumerate(ids)
            ]
        )
        self.clock.step(12 * DAY)
        claims = [self.envelope(ALICE, "open_dispute", order_id, **CLAIM) for order_id in ids]
        assert all_accepted(claims) == ids
        return ids

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table: what must not have changed when nothing happened."""
        return {
            table: sorted(self.store.select(f"SELECT * FROM {table}"), key=repr) for table in TABLES
        }

    def is_sound(self) -> bool:
        """Whether every invariant holds."""
        found = self.engine.audit()
        assert found.sound, [(c.says, c.first) for c in found.checks.values() if c.wrong]
        return found.sound


TABLES = (
    "orders", "order_number", "event", "transfer", "dispute", "exhibit", "private_text", "salt",
    "outbox", "receipt", "aside", "policy", "payout", "policy_switch", "worker",
)  # fmt: skip

type NewStore = Callable[[], Store]


def opened(address: Any) -> Store:
    """The store at an address, with its tables."""
    store = open_store(address)
    store.create()
    return store
