"""The lists that people work from: what stands in them, whose it is, and how it is seen there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.app.worklists import PER_PAGE, Asked, all_bought, going_on, mark_of, sold, sold_of
from amends.core.visibility import OrderView
from amends.telling.tongue import ENGLISH
from tests.engine.market import Market, opened
from tests.people import ALICE, BOB, EVE_AS_SELLER

FEES = {"commission": "10%", "payment_fee": "0.50"}


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    """A marketplace without an order in it."""
    market = Market(opened(tmp_path))
    yield market
    market.engine.close()


def test_a_buyer_has_each_open_dispute_and_each_order_without_one(market: Market) -> None:
    disputed, waits = market.disputed("1", **FEES), market.placed("2", **FEES)
    found = going_on(market.engine, ALICE, "", ENGLISH)
    assert {(seen.order.id, number) for seen, number in found} == {(disputed, 1), (waits, 0)}
    assert all(type(seen.order) is OrderView and seen.reader == ALICE for seen, _ in found)
    assert {seen.order.commission + seen.order.payment_fee for seen, _ in found} == {0}
    assert all(seen.coming for seen, _ in found)
    # An account that a shop made sees nothing of what its namesake bought elsewhere.
    assert going_on(market.engine, ALICE, "another shop", ENGLISH) == []
    assert all_bought(market.engine, ALICE, "another shop", ENGLISH)[0] == []


def test_all_that_was_bought_comes_page_by_page_the_newest_first(market: Market) -> None:
    bought = [market.placed(str(number)) for number in range(PER_PAGE + 1)]
    first, older = all_bought(market.engine, ALICE, "", ENGLISH)
    rest, end = all_bought(market.engine, ALICE, "", ENGLISH, older)
    assert [seen.order.id for seen in (*first, *rest)] == sorted(bought, reverse=True)
    assert (len(rest), end) == (1, "")


def test_a_seller_gets_a_page_of_a_list_and_its_mark_tells_when_it_changes(market: Market) -> None:
    orders = [market.placed(str(number), **FEES) for number in range(PER_PAGE + 1)]
    page = sold(market.engine, BOB, ENGLISH, Asked())
    assert len(page.items) == PER_PAGE
    assert page.last is not None
    assert {seen.order.commission for seen, _ in page.items} == {200}
    rest = sold(market.engine, BOB, ENGLISH, Asked(after=page.last))
    assert rest.last is None
    assert {seen.order.id for seen, _ in (*page.items, *rest.items)} == set(orders)
    assert mark_of(market.engine, BOB, Asked()) == page.mark
    first = page.items[0][0].order.id
    market.accepted(BOB, "ship", first, parcel="p1", carrier="upu", tracking="RB123456785GB")
    assert mark_of(market.engine, BOB, Asked()) != page.mark


def test_what_a_seller_names_is_found_where_it_is_theirs(market: Market) -> None:
    order_id, other = market.disputed("1"), market.placed("2", seller="mallory")
    names = [(order_id, 1), (order_id, 0), (order_id, 2), (other, 0)]
    found = sold_of(market.engine, BOB, ENGLISH, names)
    assert [(seen.order.id, number) for seen, number in found] == names[:2]
    assert sold_of(market.engine, EVE_AS_SELLER, ENGLISH, names) == []
    sought = sold(market.engine, BOB, ENGLISH, Asked(sought="1"))
    assert [(seen.order.id, number) for seen, number in sought.items] == [(order_id, 1)]


def test_a_damaged_order_stops_no_list(market: Market) -> None:
    spoilt, sound = market.placed("1"), market.placed("2")
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET state = ? WHERE order_id = ?", ("{", spoilt))
    page = sold(market.engine, BOB, ENGLISH, Asked())
    assert [seen.order.id for seen, _ in page.items] == [sound]
    assert [seen.order.id for seen, _ in going_on(market.engine, ALICE, "", ENGLISH)] == [sound]
    assert sold_of(market.engine, BOB, ENGLISH, [(spoilt, 0)]) == []
