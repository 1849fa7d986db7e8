"""Every clock says what happens when it passes, and every language can tell every dispute."""

from collections.abc import Iterator
from typing import get_args

import pytest

from amends.app.order_view import load_order_view
from amends.core.clocks import ClockKind
from amends.core.dispute import Closed
from amends.core.people import Actor
from amends.demo.market import Market, make
from amends.engine.engine import open_store
from amends.telling import deadlines
from amends.telling.deadlines import what_falls
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.tongue import FOLDERS, Tongue
from tests.cli.conftest import START
from tests.people import CAROL


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """The marketplace of the demo, on its day."""
    store = open_store(tmp_path_factory.mktemp("deadlines"))
    store.create()
    yield make(store, START)
    store.close()


def _all(market: Market, reader: str, tongue: Tongue) -> Iterator[Seen]:
    engine = market.engine
    for row in [*engine.disputes(limit=500), *engine.disputes(closed=True, limit=60)]:
        people = {
            "buyer": Actor(role="buyer", name=row.buyer),
            "seller": Actor(role="seller", name=row.seller),
            "arbitrator": CAROL,
        }
        yield load_order_view(engine, row.order_id, people[reader], tongue)


def test_every_kind_of_clock_says_what_falls() -> None:
    assert set(deadlines._SAID) | set(deadlines._TELL) == set(get_args(ClockKind))
    assert not set(deadlines._SAID) & set(deadlines._TELL)


@pytest.mark.parametrize("reader", ["buyer", "seller", "arbitrator"])
def test_every_running_clock_is_told_in_a_whole_sentence(market: Market, reader: str) -> None:
    kinds = set()
    for seen in _all(market, reader, Tongue()):
        clocks = [*seen.order.clocks, *(c for d in seen.order.disputes for c in d.clocks)]
        for clock in clocks:
            said = what_falls(seen, clock)
            kinds.add(clock.kind)
            assert said[0].isupper(), said
            assert said.endswith("."), said
            assert "{" not in said
            assert "$0.00" not in said, (clock, said)
    assert len(kinds) > 12


def test_alice_is_told_what_bobs_silence_gives_her(market: Market) -> None:
    seen = load_order_view(market.engine, market.case, Actor(role="buyer", name="alice"))
    clock = next(c for c in seen.order.disputes[0].clocks if c.kind == "turn")
    assert what_falls(seen, clock) == "If Bob does not answer, you get $9.00 back."

    seen = load_order_view(market.engine, market.case, Actor(role="seller", name="bob"))
    assert what_falls(seen, clock) == "If you do not answer, Alice gets $9.00 back."


def test_a_closed_dispute_says_what_came_of_it(market: Market) -> None:
    said = {
        headline(seen, dispute)
        for seen in _all(market, "buyer", Tongue())
        for dispute in seen.order.disputes
        if isinstance(dispute.stage, Closed)
        and dispute.stage.outcome in ("settled", "ruled", "by_default", "lapsed")
    }
    ends = ("back", "coupon", "It was about")
    assert said
    assert not [each for each in said if not any(end in each for end in ends)]
    for end in ("Nothing is paid back.", "It was about "):
        assert any(end in each for each in said), end


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("reader", ["buyer", "arbitrator"])
def test_every_language_tells_every_dispute(market: Market, language: str, reader: str) -> None:
    for seen in _all(market, reader, Tongue(language, "Asia/Shanghai")):
        for dispute in seen.order.disputes:
            assert headline(seen, dispute)
        for _, _, event in seen.past:
            said = happened(seen.words, event)
            assert "{" not in said
            assert "$" not in said or language != "zh-hans" or "US$" in said
