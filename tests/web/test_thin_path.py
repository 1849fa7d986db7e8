"""From the page to the engine and back: the one way that every form goes."""

from typing import Any

from tests.web.conftest import World, plain


def test_bob_accepts_on_the_page_and_the_money_moves(world: World, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    page = bob.get(f"/orders/{order}/disputes/1/")
    assert "Accept $9.00" in page.text

    answer = do(bob, order, "accept_proposal", dispute=1, proposal=1)

    assert answer.status_code == 302
    assert "Closed" in bob.get(answer.url).text
    found = world.engine.order(order)
    assert found is not None
    assert found.refunded == 900


def test_sent_twice_it_has_one_effect(world: World, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    do(bob, order, "accept_proposal", key="once", dispute=1, proposal=1)

    again = do(bob, order, "accept_proposal", key="once", dispute=1, proposal=1)

    assert "nothing changed" in bob.get(again.url).text
    found = world.engine.order(order)
    assert found is not None
    assert found.refunded == 900


def test_a_refusal_comes_with_the_page_and_what_was_typed(world: World, do: Any) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")

    answer = do(alice, order, "accept_proposal", dispute=1, proposal=1)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_eve_learns_nothing(world: World, do: Any) -> None:
    order = world.disputed()
    eve = world.browser("eve", "buyer", "seller")
    nowhere = "0192f0c0-0000-7000-8000-000000000000"

    theirs, missing = (eve.get(f"/orders/{each}/disputes/1/") for each in (order, nowhere))

    assert theirs.status_code == missing.status_code == 404
    assert plain(theirs) == plain(missing)
    assert do(eve, order, "accept_proposal", dispute=1, proposal=1).status_code == 404
