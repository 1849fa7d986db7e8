"""A seller's work lists: everything that waits for Bob, each once, by key, and nothing of others."""

from typing import Any

from amends.core.moments import DAY
from amends.core.people import Actor
from amends.engine.sold import Counts
from amends.rates import facts, rates, rates_of, window_begins
from tests.engine.market import Market
from tests.people import ALICE, BANK, BOB, CARRIER


def _about(places: Any) -> list[str]:
    return [place.about for place in places]


def test_every_duty_of_a_seller_is_listed_once_and_the_most_urgent_first(market: Market) -> None:
    asked = market.disputed("1")
    shipping = market.placed("2")
    cancelled = market.placed("3")
    market.accepted(ALICE, "request_cancellation", cancelled)
    waits = market.shipped("4", "RB123456799GB")
    market.accepted(ALICE, "request_extension", waits, days=5)
    found = market.engine.duties("bob")
    assert _about(found) == ["answer", "cancellation", "extension", "ship"] or _about(found) == [
        "cancellation", "answer", "ship", "extension",
    ]  # fmt: skip
    assert {place.order_id for place in found} == {asked, shipping, cancelled, waits}
    assert [place.at for place in found] == sorted(place.at for place in found)
    assert market.engine.counts("bob") == Counts(duties=4, buyer=0, platform=0, returns=0, closed=0)

    # Page by page it is the same list.
    pages, after = list[Any](), None
    while page := market.engine.duties("bob", after=after, limit=1):
        pages, after = pages + page, page[-1]
    assert pages == found
    by_grounds = market.engine.duties("bob", grounds="not_as_described.quality")
    assert [place.order_id for place in by_grounds] == [asked]
    assert market.engine.duties("bob", grounds="not_as_described.damaged") == []
    assert market.engine.duties("eve") == []
    assert market.engine.counts("eve").duties == 0


def test_what_is_answered_leaves_the_list_and_stands_where_it_waits(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "propose", order_id, remedy="return_and_refund")
    assert market.engine.duties("bob") == []
    assert [p.order_id for p in market.engine.waiting("bob", "buyer")] == [order_id]
    market.accepted(ALICE, "accept_proposal", order_id, proposal=2)
    assert _about(market.engine.duties("bob")) == ["address"]
    assert [p.order_id for p in market.engine.going_back("bob")] == [order_id]
    market.accepted(BOB, "confirm_return", order_id, condition="as_sent")
    assert market.engine.duties("bob") == []
    (over,) = market.engine.over("bob")
    assert over.order_id == order_id
    assert market.engine.over("bob", after=over) == []
    assert market.engine.results("bob") == [("not_as_described.quality", 900, 2000)]
    assert market.is_sound()


def test_a_coupon_is_a_duty_until_its_code_is_given(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "propose", order_id, remedy="coupon", amount="3.00")
    market.accepted(ALICE, "accept_proposal", order_id, proposal=2)
    assert _about(market.engine.duties("bob")) == ["promise"]
    market.accepted(BOB, "keep_promise", order_id, code="SAVE-3")
    assert market.engine.duties("bob") == []
    assert market.engine.counts("bob").closed == 1


def test_while_the_bank_decides_nothing_is_asked_of_the_seller(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BANK, "open_chargeback", order_id)
    assert market.engine.duties("bob") == []
    assert [p.order_id for p in market.engine.waiting("bob", "platform")] == [order_id]


def test_orders_are_found_by_number_and_by_buyer(market: Market) -> None:
    first, second = market.placed("A-1"), market.placed("A-2")
    assert market.engine.sold_to("bob", "A-1") == [first]
    assert market.engine.sold_to("bob", "alice") == [second, first]
    assert market.engine.sold_to("bob", "nobody") == []
    assert market.engine.sold_to("eve", "A-1") == []


def test_the_rates_by_columns_are_the_rates_by_orders(market: Market) -> None:
    market.disputed("1")
    confirmed = market.placed("2")
    market.accepted(BOB, "ship", confirmed, carrier="upu", tracking="RB123456799GB")
    market.accepted(
        CARRIER, "report_tracking", confirmed, tracking="RB123456799GB", status="delivered"
    )
    market.accepted(ALICE, "confirm_receipt", confirmed, confirm=True)
    engine, now = market.engine, market.engine.now()
    policy = engine.policy(engine.policy_of_latest("bob"))
    by_orders = rates([facts(order) for order in engine.orders_of("bob")], policy, now)
    begins = window_begins(policy, now)
    assert rates_of(engine.counted("bob", begins, now), policy) == by_orders
    assert str(by_orders.dispute) == "1/2"
    by_day = engine.counted_by_day("bob", now - 30 * DAY, now)
    assert sum(count for rows in by_day.values() for _, count in rows) == 2
    later = now + 31 * DAY
    assert engine.counted("bob", window_begins(policy, later), later) == {}
    assert engine.policy_of_latest("eve") == ""


def test_a_key_that_was_accepted_before_is_known(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "accept_proposal", order_id, "mine", proposal=1)
    asked = [(order_id, "mine"), (order_id, "other")]
    assert market.engine.given_keys(str(BOB), asked) == {"mine"}
    assert market.engine.given_keys(str(Actor(role="seller", name="eve")), asked) == frozenset()
