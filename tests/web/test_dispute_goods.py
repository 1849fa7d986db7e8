"""Goods that travel in a dispute: each step on the page, with who may read the address."""

import uuid
from typing import Any

from amends.core.moments import DAY
from tests.web import scenes
from tests.web.conftest import World
from tests.web.scenes import events, page_of


def test_a_return_from_the_address_to_the_refund(world: World, do: Any) -> None:
    order = scenes.returning(world)
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")

    do(
        bob,
        order,
        "give_return_address",
        dispute=1,
        address="12 Harbour Road\nNingbo, CN",
        country="CN",
    )
    page = page_of(world, order, "alice", "buyer")
    assert "12 Harbour Road\nNingbo, CN" in page
    assert "I have sent the goods" in page

    do(alice, order, "ship_return", dispute=1, carrier="correos", tracking="ES123", freight="3.00")
    page = page_of(world, order, "bob", "seller")
    assert "CORREOS ES123" in page
    assert "At most $3.00, what was asked for." in page
    assert "$18.00 are refunded at once." in page

    do(bob, order, "confirm_return", dispute=1, condition="as_sent")
    assert "Closed on" in page_of(world, order, "alice", "buyer")
    found = world.engine.order(order)
    assert found is not None
    assert found.refunded == 1800


def test_a_freight_that_is_too_much_is_refused_in_the_orders_currency(world: World) -> None:
    order = scenes.returning(world)
    world.done("bob", "seller", "give_return_address", order, address="12 Harbour Road")
    alice: Any = world.browser("alice", "buyer")
    typed = {"dispute": "1", "carrier": "correos", "tracking": "ES123", "freight": "999.00"}

    refused = alice.post(f"/orders/{order}/do/ship_return/", {**typed, "key": str(uuid.uuid4())})

    assert refused.status_code == 422
    assert "is $20.00." in refused.text
    assert 'value="999.00"' in refused.text
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes[0].stage.parcel is None  # type: ignore[union-attr] # the return


def test_the_return_address_is_not_for_the_operator(world: World) -> None:
    order = scenes.returning(world)
    world.done(
        "bob", "seller", "give_return_address", order, address="12 Harbour Road", country="CN"
    )
    for who, role in (("alice", "buyer"), ("bob", "seller"), ("carol", "arbitrator")):
        assert "12 Harbour Road" in page_of(world, order, who, role)
    assert "12 Harbour Road" not in page_of(world, order, "dave", "operator")


def test_goods_that_came_back_wrong_go_to_the_platform(world: World, do: Any) -> None:
    order = scenes.returning(world)
    world.done(
        "bob", "seller", "give_return_address", order, address="12 Harbour Road", country="CN"
    )
    world.done("alice", "buyer", "ship_return", order, carrier="correos", tracking="ES123")

    do(world.browser("bob", "seller"), order, "confirm_return", dispute=1, condition="empty")

    page = page_of(world, order, "bob", "seller")
    assert "The countdown stands still" in page
    assert "It is settled: go on as agreed" in page
    do(world.browser("bob", "seller"), order, "withdraw_escalation", dispute=1)
    assert "Confirm what came back" in page_of(world, order, "bob", "seller")


def test_a_return_that_is_not_possible_is_raised_by_the_buyer(world: World, do: Any) -> None:
    order = scenes.returning(world)
    world.done(
        "bob", "seller", "give_return_address", order, address="12 Harbour Road", country="CN"
    )
    assert "I cannot send it back like this" in page_of(world, order, "alice", "buyer")
    do(
        world.browser("alice", "buyer"),
        order,
        "escalate",
        dispute=1,
        reason="No post office takes it.",
    )
    assert "No post office takes it." in page_of(world, order, "carol", "arbitrator")


def test_an_exchange_shows_both_ways(world: World, do: Any) -> None:
    order = scenes.returning(world, "replacement")
    page = page_of(world, order, "alice", "buyer")
    assert page.count('<li class="todo"') >= 4
    world.done(
        "bob", "seller", "give_return_address", order, address="12 Harbour Road", country="CN"
    )
    world.done("alice", "buyer", "ship_return", order, carrier="correos", tracking="ES123")
    do(world.browser("bob", "seller"), order, "confirm_return", dispute=1, condition="as_sent")
    assert "I have sent the new goods" in page_of(world, order, "bob", "seller")


def test_new_goods_are_sent_and_confirmed(world: World, do: Any) -> None:
    order = scenes.resending(world)
    bob, alice = world.browser("bob", "seller"), world.browser("alice", "buyer")
    do(bob, order, "ship_replacement", dispute=1, carrier="upu", tracking="RB000000019CN")
    page = page_of(world, order, "alice", "buyer")
    assert "UPU RB000000019CN" in page
    assert "the money goes to" in page
    assert "The new goods did not come, or are wrong" in page
    do(alice, order, "confirm_replacement", dispute=1)
    assert "Closed on" in page_of(world, order, "bob", "seller")


def test_a_number_of_another_parcel_is_refused_at_its_form(world: World, do: Any) -> None:
    order = scenes.resending(world)
    before = events(world, order)
    answer = do(
        world.browser("bob", "seller"), order, "ship_replacement",
        dispute=1, carrier="upu", tracking="RB123456785GB",
    )  # fmt: skip
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert 'value="RB123456785GB"' in answer.text
    assert events(world, order) == before


def test_a_coupon_is_promised_given_and_does_not_work(world: World, do: Any) -> None:
    order = scenes.promised(world)
    promised = page_of(world, order, "alice", "buyer")
    assert "promised a coupon worth $6.00" in promised
    assert "does not give the coupon, you get $6.00 back." in promised
    do(world.browser("bob", "seller"), order, "keep_promise", dispute=1, code="KETTLE-<b>6</b>")
    page = page_of(world, order, "alice", "buyer")
    assert "KETTLE-&lt;b&gt;6&lt;/b&gt;" in page
    assert "KETTLE" not in page_of(world, order, "dave", "operator")
    do(world.browser("alice", "buyer"), order, "escalate", dispute=1, reason="It is used up.")
    assert "The platform is looking" in page_of(world, order, "alice", "buyer")


def test_goods_that_came_after_all_are_paid_back(world: World, do: Any) -> None:
    order = scenes.ruled(world)
    page = page_of(world, order, "alice", "buyer")
    assert "At most $5.00" in page
    do(world.browser("alice", "buyer"), order, "repay", dispute=1, amount="2.00")
    assert "At most $3.00" in page_of(world, order, "alice", "buyer")


def test_a_return_nobody_sent_lapses_and_says_so(world: World) -> None:
    order = scenes.returning(world)
    world.done(
        "bob", "seller", "give_return_address", order, address="12 Harbour Road", country="CN"
    )
    page = page_of(world, order, "bob", "seller")
    assert "The dispute is closed, and its money goes to you." in page
    world.clock.step(11 * DAY)
    assert "Closed on" in page_of(world, order, "bob", "seller")
