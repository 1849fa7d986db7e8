"""Bob's desk: what waits for him, first things first, and what he could reasonably answer."""

from typing import Any

from amends.core.moments import DAY
from tests.web.conftest import World
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]
PLACES = ("/selling/", "/selling/rates/", "/selling/money/", "/selling/?list=closed")


def test_a_claim_stands_on_the_desk_with_its_exhibits_and_an_answer(world: World) -> None:
    order = world.disputed()
    page = world.browser("bob", "seller").get("/selling/")
    assert page.status_code == 200
    text = page.text
    assert "wants $9.00: Kettle, poor quality." in text
    assert "Shown: photo. Not shown: video." in text
    assert "Accept $9.00" in text
    assert "gets $9.00 back, and $11.00 of what is held comes to you." in text
    assert "If you do not answer, $9.00 goes back to" in text
    assert "It promises no outcome." in text
    assert f"/orders/{order}/disputes/1/" in text
    assert "data-due=" in text


def test_the_most_urgent_comes_first_and_orders_stand_among_disputes(world: World) -> None:
    world.order()
    world.disputed()
    cancelled = world.order()
    world.done("alice", "buyer", "request_cancellation", cancelled)
    text = world.browser("bob", "seller").get("/selling/").text
    places = [
        text.index(each)
        for each in ("wants to cancel", "wants $9.00", "Ship to", "Enter the parcel")
    ]
    assert places == sorted(places)
    assert "Cancel and give $20.00 back" in text


def test_every_list_has_its_count_and_what_is_answered_moves_on(world: World) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    world.done("bob", "seller", "propose", order, remedy="refund_only", amount="4.00")
    assert "Nothing waits for you" in bob.get("/selling/").text
    assert "Kettle" not in bob.get("/selling/").text
    waiting = bob.get("/selling/?list=buyer").text
    assert f"/orders/{order}/disputes/1/" in waiting
    assert "$4.00" in waiting
    world.done("alice", "buyer", "accept_proposal", order, proposal=2)
    assert f"/orders/{order}/disputes/1/" in bob.get("/selling/?list=closed").text


def test_returns_show_what_comes_back_and_until_when(world: World) -> None:
    order = world.disputed(remedy="return_and_refund", amount="20.00")
    bob = world.browser("bob", "seller")
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    assert "Say where" in bob.get("/selling/?list=returns").text
    world.done("bob", "seller", "give_return_address", order, address="1 Street, Shenzhen")
    back = bob.get("/selling/?list=returns").text
    assert "data-due=" in back
    assert "Say where" not in back
    world.done("alice", "buyer", "ship_return", order, carrier="upu", tracking="RB987654321ES")
    assert "on their way back" in bob.get("/selling/").text


def test_filters_and_search_find_only_bobs_own(world: World) -> None:
    order = world.disputed()
    found = world.engine.order(order)
    assert found is not None
    bob, eve = world.browser("bob", "seller"), world.browser("eve", "seller")
    here = f"/orders/{order}/disputes/1/"
    assert here in bob.get("/selling/?grounds=not_as_described.quality").text
    assert here not in bob.get("/selling/?grounds=not_as_described.damaged").text
    assert here in bob.get(f"/selling/?sought={found.number}").text
    assert here in bob.get(f"/selling/?sought={world.name('alice')}").text
    assert "No order has this number" in bob.get("/selling/?sought=nothing").text
    for question in ("", f"?sought={found.number}", f"?sought={world.name('alice')}"):
        assert here not in eve.get(f"/selling/{question}").text
    assert bob.get("/selling/?grounds=nonsense").status_code == 404
    assert bob.get("/selling/?list=nonsense").status_code == 404
    assert bob.get("/selling/?after=nonsense&sought=%00").status_code == 200


def test_a_long_list_goes_on_by_key(world: World) -> None:
    orders = {world.order() for _ in range(23)}
    bob = world.browser("bob", "seller")
    first = bob.get("/selling/").text
    assert first.count("Ship to") == 20
    following = first.split("after=")[1].split('"')[0]
    second = bob.get(f"/selling/?list=duties&after={following}").text
    assert second.count("Ship to") == 3
    assert "after=" not in second.split("<footer")[0]
    assert all((f"/orders/{each}/" in first) != (f"/orders/{each}/" in second) for each in orders)


def test_the_page_hears_when_its_list_changes(world: World) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    mark = bob.get("/selling/").text.split("mark=")[1].split('"')[0]
    watch = f"/selling/changed/?list=duties&grounds=&mark={mark}"
    assert bob.get(watch).status_code == 204
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    assert bob.get(watch).status_code == 205


def test_the_desk_is_for_sellers_and_changes_nothing_when_it_is_looked_at(world: World) -> None:
    order = world.disputed()
    before = world.engine.order(order)
    bob = world.browser("bob", "seller")
    for place in (*PLACES, f"/selling/check/?row={order}:1"):
        assert bob.get(place).status_code == 200
        assert world.browser("alice", "buyer").get(place).status_code == 404
        assert bob.post(place.partition("?")[0], {}).status_code == 405
    assert bob.get("/selling/give/").status_code == 405
    assert world.engine.order(order) == before


def test_no_page_of_the_desk_asks_the_database_more_than_twelve_times(
    world: World, counted_statements: Counted
) -> None:
    for _ in range(4):
        world.disputed()
    world.order()
    bob = world.browser("bob", "seller")
    for place in (*PLACES, "/selling/?list=platform", f"/selling/?sought={world.name('alice')}"):
        bob.get(place)
        with counted_statements.here():
            assert bob.get(place).status_code == 200
        assert len(counted_statements) <= MOST, f"{place}: {counted_statements.say()}"


def test_the_rates_name_the_orders_that_moved_them(world: World) -> None:
    order = world.disputed()
    number = world.engine.order(order).number  # type: ignore[union-attr]
    bob = world.browser("bob", "seller")
    page: Any = bob.get("/selling/rates/")
    assert "100% (1 of 1)" in page.text
    assert f'<a href="/orders/{order}/" dir="auto">{number}</a>' in page.text
    assert page.text.count("<svg viewBox") == 3
    assert "The figures as a table" in page.text
    assert "style=" not in page.text
    world.clock.step(31 * DAY)
    assert "none yet" in bob.get("/selling/rates/").text


def test_somebody_who_never_sold_sees_empty_pages_with_a_way_on(world: World) -> None:
    new = world.browser("newbie", "seller")
    assert "Nothing waits for you" in new.get("/selling/").text
    assert "Your rates begin with your first order" in new.get("/selling/rates/").text
    assert "No money of yours has moved yet" in new.get("/selling/money/").text


def test_the_money_says_what_can_be_paid_out_and_what_holds_the_rest(world: World) -> None:
    order = world.delivered()
    world.done("alice", "buyer", "confirm_receipt", order, confirm=True)
    text = world.browser("bob", "seller").get("/selling/money/").text
    assert "In USD, $0.00 can be paid out now" in text
    assert "Its buyer is protected until" in text
    assert f"/orders/{order}/" in text
