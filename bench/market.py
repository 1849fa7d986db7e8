"""Shipped orders, made through the engine, for the benchmarks."""

from collections.abc import Iterator, Sequence

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope, Receipt
from amends.engine.store.base import Store

START = 1_709_251_200_000
SHOP = Actor(role="shop", name="shop")
AT_ONCE = 256


def seeded(store: Store, orders: int) -> tuple[Engine, SteppedClock, list[str]]:
    """An engine with that many orders, each paid and shipped, each of a buyer of its own."""
    clock = SteppedClock(START)
    engine = Engine(store, clock)
    ids = _all(engine, [_placing(n) for n in range(orders)])
    clock.step(2 * DAY)
    _all(engine, [_shipping(order_id, n) for n, order_id in enumerate(ids)])
    return engine, clock, ids


def confirming(order_id: str, n: int) -> Envelope:
    """The buyer confirms receipt: two events, two transfers (commission and release)."""
    command = build("confirm_receipt", {"confirm": True})
    return _envelope(Actor(role="buyer", name=f"buyer {n}"), order_id, command, "confirm")


def batches(envelopes: Sequence[Envelope], size: int) -> Iterator[Sequence[Envelope]]:
    """The envelopes in batches."""
    for start in range(0, len(envelopes), size):
        yield envelopes[start : start + size]


def _all(engine: Engine, envelopes: Sequence[Envelope]) -> list[str]:
    answers = [each for batch in batches(envelopes, AT_ONCE) for each in engine.execute(batch)]
    for answer in answers:
        assert isinstance(answer, Receipt), answer
    return [answer.order_id for answer in answers if isinstance(answer, Receipt)]


def _placing(n: int) -> Envelope:
    order: dict[str, object] = {
        "number": f"{n}", "buyer": f"buyer {n}", "seller": f"seller {n % 500}", "currency": "USD",
        "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00"}], "shipping": "2.00",
        "ship_to": "ES", "commission": "10%",
    }  # fmt: skip
    return _envelope(SHOP, None, build("place_order", order), "place")


def _shipping(order_id: str, n: int) -> Envelope:
    parcel: dict[str, object] = {"parcel": "p1", "carrier": "upu", "tracking": f"T{n:012}"}
    return _envelope(
        Actor(role="seller", name=f"seller {n % 500}"), order_id, build("ship", parcel), "ship"
    )


def _envelope(actor: Actor, order_id: str | None, command: object, key: str) -> Envelope:
    return Envelope(actor=actor, order_id=order_id, command=command, key=key, seen_at=START)
