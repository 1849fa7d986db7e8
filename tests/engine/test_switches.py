"""Dave switches another policy on from a date: orders before and after pin their own."""

import uuid

import pytest

from amends.core.moments import DAY, MINUTE
from amends.core.refusals import Refusal
from amends.engine.beats import beat, heartbeats
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope
from amends.engine.errors import UnknownPolicyError
from amends.engine.switches import PolicySwitch
from amends.policies import load
from tests.engine.market import START, Market

OLD, NEW = load("aliexpress-2017").policy.reference, load("aliexpress-2010").policy.reference


def pinned(market: Market, order_id: str) -> str:
    """The policy that an order has."""
    order = market.engine.order(order_id)
    assert order is not None
    return order.policy


def test_orders_before_and_after_the_date_pin_the_right_version(market: Market) -> None:
    switched = market.engine.switch_policy("aliexpress-2010", START + DAY, "dave")
    assert switched == PolicySwitch(since=START + DAY, reference=NEW, by="dave", at=START)
    before = market.placed()
    market.clock.set(START + DAY - 1)
    just_before = market.placed(number="2")
    market.clock.set(START + DAY)
    after = market.placed(number="3")
    assert [pinned(market, each) for each in (before, just_before, after)] == [OLD, OLD, NEW]
    # Old orders keep theirs, whoever reads them and whenever.
    fresh = Engine(market.store, market.clock)
    assert fresh.order(before).policy == OLD  # type: ignore[union-attr]
    # Somebody who names a policy gets it.
    (answer,) = fresh.execute([_with(market.placing("4"), "aliexpress-2017")])
    assert pinned(market, answer.order_id) == OLD  # type: ignore[union-attr]


def test_an_engine_opened_with_a_policy_keeps_it(market: Market) -> None:
    market.engine.switch_policy("aliexpress-2017", START + MINUTE, "dave")
    market.clock.step(DAY)
    chosen = Market(market.store)
    chosen.clock = market.clock
    chosen.engine = Engine(market.store, market.clock, policy="aliexpress-2010")
    assert pinned(chosen, chosen.placed(number=uuid.uuid4().hex)) == NEW


def test_the_past_cannot_be_switched_and_what_is_to_come_can_be_taken_back(market: Market) -> None:
    now = market.clock.now()
    for since in (0, now - DAY, now, now + MINUTE - 1):
        assert isinstance(market.engine.switch_policy("aliexpress-2010", since, "dave"), Refusal)
    assert market.engine.policy_switches() == []
    market.engine.switch_policy("aliexpress-2010", now + DAY, "dave")
    market.engine.switch_policy("aliexpress-2017", now + DAY, "dave")
    (only,) = market.engine.policy_switches()
    assert only.reference == OLD
    assert market.engine.take_back_switch(now + DAY)
    assert not market.engine.take_back_switch(now + DAY)
    assert market.engine.policy_switches() == []


def test_a_switch_that_has_come_stays(market: Market) -> None:
    market.engine.switch_policy("aliexpress-2010", START + DAY, "dave")
    market.clock.set(START + 2 * DAY)
    assert not market.engine.take_back_switch(START + DAY)
    assert len(market.engine.policy_switches()) == 1


def test_what_nobody_adopted_cannot_be_switched_on(market: Market) -> None:
    with pytest.raises(UnknownPolicyError):
        market.engine.switch_policy("nobodys@1", START + DAY, "dave")
    assert market.engine.policy_switches() == []


def test_a_worker_is_heard_of(market: Market) -> None:
    assert heartbeats(market.store) == []
    beat(market.store, "one")
    beat(market.store, "one", "The database was busy.")
    (heard,) = heartbeats(market.store)
    assert (heard.name, heard.problem, heard.alive) == ("one", "The database was busy.", True)


def _with(envelope: Envelope, policy: str) -> Envelope:
    return Envelope(
        actor=envelope.actor, order_id=None, command=envelope.command, key=envelope.key,
        seen_at=envelope.seen_at, policy=policy,
    )  # fmt: skip
