"""The marketplace of the demo: made by real commands, with disputes in every stage and outcome."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from amends.core.grounds import Outcome, StageName
from amends.demo.market import SEED, Market, lives, make
from amends.engine.audit import audit
from amends.engine.engine import open_store

TODAY = 1_700_000_000_000


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """The marketplace on a day of 2023."""
    store = open_store(tmp_path_factory.mktemp("market"))
    store.create()
    yield make(store, TODAY)
    store.close()


def test_there_are_some_hundred_orders(market: Market) -> None:
    assert 200 <= sum(market.engine.count().values()) == market.orders <= 500


POLICIES = ("aliexpress-2017@1", "aliexpress-2010@1")


def _found(market: Market, policy: str) -> set[str]:
    """Stages and outcomes of the disputes under a policy."""
    mine = {row.order_id for row in market.engine.orders(limit=1000) if row.policy == policy}
    disputes = market.engine.disputes(limit=1000) + market.engine.disputes(closed=True, limit=1000)
    return {row.outcome or row.stage for row in disputes if row.order_id in mine}


@pytest.mark.parametrize("policy", POLICIES)
def test_disputes_stand_in_every_stage_and_ended_in_every_way(market: Market, policy: str) -> None:
    open_stages = set(get_args(StageName)) - {"closed"}
    assert _found(market, policy) == open_stages | set(get_args(Outcome))


def test_some_wait_for_the_promised_time(market: Market) -> None:
    rows = market.engine.disputes(stage="negotiation", turn="none", limit=500)
    assert any(row.grounds == "not_received.in_transit" for row in rows)


def test_every_turn_is_somebodys(market: Market) -> None:
    turns = {row.turn for row in market.engine.disputes(limit=1000)}
    assert turns == {"buyer", "seller", "arbitrator", "bank", "none"}


def test_every_invariant_holds(market: Market) -> None:
    found = audit(market.engine.store, market.engine.policy)
    assert [check.first for check in found.checks.values() if check.first] == []
    assert found.sound
    assert market.engine.aside() == []


def test_nothing_is_overdue_on_its_day(market: Market) -> None:
    assert market.engine.overdue(TODAY) == (0, None)


def test_the_same_seed_gives_the_same_lives() -> None:
    def written(seed: int) -> list[object]:
        return [(life.number, life.policy, life.at, life.acts) for life in lives(seed)]

    assert written(SEED) == written(SEED)
    assert written(SEED) != written(SEED + 1)


@pytest.mark.parametrize("today", [TODAY + 86_400_000 * days for days in (97, 203, 411)])
def test_it_can_be_made_on_any_day(tmp_path: Path, today: int) -> None:
    store = open_store(tmp_path)
    store.create()
    assert make(store, today).orders > 200
    store.close()
