"""The first page: what is going on for a buyer, and the way to the desks of the others."""

from typing import Any

import pytest

from amends.core.moments import DAY
from tests.web.conftest import World
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]


def test_a_stranger_reads_what_this_is(world: World) -> None:
    from django.test import Client

    page = Client().get("/")
    assert page.status_code == 200
    assert "Sign in" in page.text


def test_alice_sees_what_waits_for_her_first(world: World) -> None:
    quiet = world.shipped()
    asked = world.disputed()
    world.done("bob", "seller", "propose", asked, remedy="refund_only", amount="4.00")

    page = world.browser("alice", "buyer").get("/")

    rows = page.context["going_on"]
    assert [row.order_id for row in rows] == [asked, quiet]
    assert rows[0].mine
    assert "It is your turn" in rows[0].sentence
    assert rows[0].address == f"/orders/{asked}/disputes/1/"
    assert "It is on its way" in rows[1].sentence


def test_what_is_over_comes_after_what_is_going_on(world: World) -> None:
    order = world.delivered()
    world.done("alice", "buyer", "confirm_receipt", order, confirm=True)

    page = world.browser("alice", "buyer").get("/")

    assert page.context["going_on"] == ()
    assert [row.order_id for row in page.context["others"]] == [order]


def test_without_orders_there_is_a_word_and_a_way_on(world: World) -> None:
    page = world.browser("alice", "buyer").get("/")
    assert "You have no orders here yet" in page.text


def test_nobody_elses_orders_are_in_the_list(world: World) -> None:
    world.shipped()
    assert world.browser("eve", "buyer").get("/").context["going_on"] == ()


def test_all_orders_come_page_by_page(world: World) -> None:
    orders = [world.order() for _ in range(23)]
    alice = world.browser("alice", "buyer")

    first = alice.get("/bought/")
    second = alice.get(f"/bought/?before={first.context['older']}")

    shown = [row.order_id for page in (first, second) for row in page.context["rows"]]
    assert shown == sorted(orders, reverse=True)
    assert second.context["older"] == ""
    assert alice.get("/bought/?before=nonsense").status_code == 200
    assert world.browser("carol", "arbitrator").get("/bought/").status_code == 404


def test_who_has_one_desk_is_led_there_and_who_has_several_roles_may_choose(world: World) -> None:
    from django.urls import NoReverseMatch, reverse

    try:
        desk = reverse("selling")
    except NoReverseMatch:
        pytest.skip("the seller's desk is not there")
    bob: Any = world.browser("bob", "seller")
    assert bob.get("/").url == desk
    both = world.browser("frank", "buyer", "seller").get("/")
    assert both.status_code == 200
    assert f'href="{desk}"' in both.text


def test_without_a_role_it_is_said_who_gives_one(world: World) -> None:
    page = world.browser("gina").get("/")
    assert "no role here yet" in page.text


def test_the_pages_ask_little_of_the_database(world: World, counted_statements: Counted) -> None:
    for _ in range(3):
        world.disputed()
        world.shipped()
    alice = world.browser("alice", "buyer")
    for page in ("/", "/bought/"):
        alice.get(page)
        with counted_statements.here():
            alice.get(page)
        assert len(counted_statements) <= MOST, counted_statements.say()


def test_a_deadline_that_fell_shows_without_a_worker(world: World) -> None:
    order = world.disputed()
    world.clock.step(6 * DAY)
    page = world.browser("alice", "buyer").get("/")
    assert order not in [row.order_id for row in page.context["going_on"] if "turn" in row.sentence]


def test_an_account_that_another_shop_made_sees_nothing_of_this_one(world: World) -> None:
    world.shipped()
    world.person("alice", "buyer", shop="elsewhere")
    alice = world.browser("alice")
    assert alice.get("/").context["going_on"] == ()
    assert alice.get("/bought/").context["rows"] == ()
