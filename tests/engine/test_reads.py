"""Lists and queues: whose turn it is, the most urgent first, and nothing of other people."""

from amends.core.moments import DAY
from amends.engine import sums
from tests.engine.market import Market
from tests.people import ALICE, BANK, BOB


def test_a_work_list_has_the_most_urgent_first_and_waiting_ones_last(market: Market) -> None:
    first = market.disputed("1")
    market.clock.step(DAY)
    frozen = market.shipped("3", "T3")
    second = market.shipped("2", "T2")
    market.clock.step(10 * DAY)
    market.open_dispute(second)
    market.open_dispute(frozen)
    market.accepted(BANK, "open_chargeback", frozen, amount="20.00")
    market.engine.sweep()
    listed = market.engine.disputes(seller="bob")
    # The first has ended by silence; of the one at the bank nothing is due.
    assert [each.order_id for each in listed] == [second, frozen]
    assert [each.turn for each in listed] == ["seller", "bank"]
    assert listed[1].due is None
    assert [each.order_id for each in market.engine.disputes(turn="seller")] == [second]
    (closed,) = market.engine.disputes(closed=True)
    assert (closed.order_id, closed.outcome, closed.order_number) == (first, "by_default", "1")


def test_everybody_lists_their_own(market: Market) -> None:
    first = market.placed("1")
    second = market.placed("2", buyer="anna", seller="carl")
    assert [o.order_id for o in market.engine.orders(buyer="alice")] == [first]
    assert [o.order_id for o in market.engine.orders(seller="carl")] == [second]
    assert [o.order_id for o in market.engine.orders(seller="carl", status="shipped")] == []
    assert [o.order_id for o in market.engine.orders()] == [first, second]
    assert [o.order_id for o in market.engine.orders(after=first)] == [second]
    assert [o.order_id for o in market.engine.orders(limit=1)] == [first]
    assert [o.number for o in market.engine.orders_of("bob")] == ["1"]


def test_sums_are_of_everything(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    market.placed("2", currency="JPY", lines=[{"id": "tea", "price": "500"}], shipping="0")
    assert sums.moved(market.store) == [
        ("JPY", "hold", False, 500), ("USD", "hold", False, 2000), ("USD", "refund", True, 900),
        ("USD", "release", True, 1100),
    ]  # fmt: skip
    assert sums.outcomes(market.store) == [("not_as_described.quality", "closed", "settled", 1)]
    assert market.engine.count() == {"completed": 1, "paid": 1}


def test_a_file_that_was_shown_on_another_order_is_seen_again(market: Market) -> None:
    first, second = market.all_disputed(2)
    assert market.engine.seen_elsewhere(first) == {"ab" * 32}
    third = market.shipped("9", "T9")
    market.clock.step(12 * DAY)
    market.open_dispute(third, exhibits=[{"kind": "photo", "sha256": "cd" * 32}])
    assert market.engine.seen_elsewhere(third) == frozenset()
    assert market.engine.seen_elsewhere(second) == {"ab" * 32}


def test_what_is_not_there_is_empty(market: Market) -> None:
    nobody = "01a20000-0000-7000-8000-000000000000"
    assert market.engine.order(nobody) is None
    assert market.engine.records(nobody) == []
    assert market.engine.transfers(nobody) == []
    assert market.engine.texts(nobody) == {}
    assert market.engine.find("nothing") == []
    assert market.engine.order_id("shop", "nothing") is None
    assert ALICE.name == "alice"
