"""What the page costs: few statements, however much there is, and a cheap question while it is open."""

import pytest

from amends.core.moments import DAY
from amends.core.people import Role
from tests.web import scenes
from tests.web.conftest import World
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]

_READERS: tuple[tuple[str, Role], ...] = (
    ("alice", "buyer"), ("bob", "seller"), ("carol", "arbitrator"), ("dave", "operator"),
)  # fmt: skip


@pytest.mark.parametrize(("who", "role"), _READERS)
def test_a_page_asks_at_most_twelve_times(
    world: World, counted_statements: Counted, who: str, role: Role
) -> None:
    for stage in (scenes.countered, scenes.at_platform, scenes.appealed, scenes.promised):
        order = stage(world)
        browser = world.browser(who, role)
        browser.get(f"/orders/{order}/disputes/1/")
        with counted_statements.here() as counted:
            assert browser.get(f"/orders/{order}/disputes/1/").status_code == 200
        assert len(counted) <= MOST, counted.say()


@pytest.mark.parametrize(("who", "role"), _READERS)
def test_a_debt_asks_no_more_than_that(
    world: World, counted_statements: Counted, who: str, role: Role
) -> None:
    order = scenes.owing(world)
    browser = world.browser(who, role)
    assert "$15.00" in browser.get(f"/orders/{order}/disputes/1/").text
    with counted_statements.here() as counted:
        browser.get(f"/orders/{order}/disputes/1/")
    assert len(counted) <= MOST, counted.say()


def test_much_in_a_dispute_asks_no_more_often(world: World, counted_statements: Counted) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    alice.get(f"/orders/{order}/disputes/1/")
    with counted_statements.here() as little:
        alice.get(f"/orders/{order}/disputes/1/")
    before = len(little)
    for n in range(30):
        world.done("bob", "seller", "make_statement", order, text=f"Word {n}")
        world.done("alice", "buyer", "submit_exhibit", order, kind="photo", sha256=f"{n:064x}")

    with counted_statements.here() as much:
        alice.get(f"/orders/{order}/disputes/1/")

    assert len(much) == before, much.say()


def test_an_open_page_asks_cheaply_whether_anything_changed(
    world: World, counted_statements: Counted
) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    page = alice.get(f"/orders/{order}/disputes/1/").text
    version = page.split("changed/?version=")[1].split('"')[0]

    with counted_statements.here() as counted:
        same = alice.get(f"/orders/{order}/changed/?version={version}")
    assert same.status_code == 204
    assert len(counted) <= 4, counted.say()

    world.done("bob", "seller", "make_statement", order, text="Hello")
    assert alice.get(f"/orders/{order}/changed/?version={version}").status_code == 205


def test_a_deadline_that_falls_is_a_change_once(world: World) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    version = alice.get(f"/orders/{order}/disputes/1/").text.split("?version=")[1].split('"')[0]
    world.clock.step(5 * DAY + 1)

    assert alice.get(f"/orders/{order}/changed/?version={version}").status_code == 205

    after = alice.get(f"/orders/{order}/disputes/1/").text.split("?version=")[1].split('"')[0]
    assert alice.get(f"/orders/{order}/changed/?version={after}").status_code == 204
    while world.engine.sweep().more:
        pass
    assert alice.get(f"/orders/{order}/changed/?version={after}").status_code == 204


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\u0664"])
def test_a_question_with_nonsense_is_answered(world: World, version: str) -> None:
    order = world.disputed()
    answer = world.browser("alice", "buyer").get(f"/orders/{order}/changed/", {"version": version})
    assert answer.status_code in (204, 205)


def test_eve_is_not_told_whether_there_is_anything(world: World) -> None:
    order = world.disputed()
    eve = world.browser("eve", "buyer", "seller")
    nowhere = "0192f0c0-0000-7000-8000-000000000000"
    for each in (order, nowhere):
        assert eve.get(f"/orders/{each}/changed/?version=1").status_code == 404


def test_an_arbitrator_who_is_a_party_is_no_arbitrator_there(world: World) -> None:
    order = world.disputed()
    bob = world.browser("bob", "arbitrator")
    assert bob.get(f"/orders/{order}/changed/?version=1").status_code == 404
