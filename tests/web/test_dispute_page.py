"""The page of a dispute for its four readers: what they read, and what they can do."""

import pytest

from amends.core.moments import DAY
from amends.core.moves import dispute_moves
from amends.core.people import Actor, Role
from tests.web import scenes
from tests.web.conftest import World
from tests.web.scenes import commands_on, page_of

_READERS: tuple[tuple[str, Role], ...] = (
    ("alice", "buyer"), ("bob", "seller"), ("carol", "arbitrator"), ("dave", "operator"),
)  # fmt: skip
# What is done elsewhere: files through the upload gate, giving up on a page of its own, and what
# the arbitrator's desk is for.
_ELSEWHERE = {"submit_exhibit", "cancel_dispute"}
_DESK = {"request_exhibit", "issue_ruling", "confirm_ruling", "decide_appeal"}


def _moves(world: World, order: str, who: str, role: Role) -> set[str]:
    found = world.engine.order(order)
    assert found is not None
    actor = Actor(role=role, name=world.name(who))
    policy = world.engine.policy(found.policy)
    return set(dispute_moves(found, actor, policy, world.clock.now(), 1))


_STAGES = {
    "negotiation": lambda world: world.disputed(),
    "countered": scenes.countered,
    "arbitration": scenes.at_platform,
    "ruled": scenes.ruled,
    "appeal": scenes.appealed,
    "return": scenes.returning,
    "exchange": lambda world: scenes.returning(world, "replacement"),
    "resend": scenes.resending,
    "promise": scenes.promised,
}


@pytest.mark.parametrize("stage", _STAGES)
def test_the_forms_are_the_moves_for_everybody(world: World, stage: str) -> None:
    order = _STAGES[stage](world)
    for who, role in _READERS:
        page = page_of(world, order, who, role)
        moves = _moves(world, order, who, role) - _ELSEWHERE - _DESK
        assert commands_on(page) == moves, (role, stage)


def test_the_headline_says_what_silence_does_and_when(world: World) -> None:
    order = world.disputed()

    alice, bob = page_of(world, order, "alice", "buyer"), page_of(world, order, "bob", "seller")

    assert "It is your turn" in bob
    assert "$9.00" in bob
    assert 'class="standing mine"' in bob
    assert 'class="standing"' in alice
    assert "data-due=" in alice
    assert 'aria-current="step"' in alice


def test_who_gets_what_is_on_the_card(world: World) -> None:
    order = world.disputed()
    page = page_of(world, order, "bob", "seller")
    assert "gets $9.00 back and keeps the goods." in page
    assert '<td class="n">$9.00</td>' in page
    mine = page_of(world, order, "alice", "buyer")
    assert "You get $9.00 back and keep the goods." in mine


def test_what_silence_brings_stands_above_what_happened(world: World) -> None:
    order = world.disputed()
    page = page_of(world, order, "alice", "buyer")
    assert 'class="coming"' in page
    assert page.index('class="coming"') < page.index('class="by-')
    assert "You get $9.00 back, and the dispute is closed." in page


def test_giving_up_is_a_page_of_its_own(world: World) -> None:
    order = world.disputed()
    assert f'href="/orders/{order}/disputes/1/cancel/"' in page_of(world, order, "alice", "buyer")
    assert "/cancel/" not in page_of(world, order, "bob", "seller")


def test_a_warning_stands_at_the_button_that_it_is_about(world: World) -> None:
    order = world.disputed()
    world.done(
        "bob", "seller", "make_statement", order,
        text="Please cancel the dispute, I will refund you directly with PayPal.",
    )  # fmt: skip

    alice = page_of(world, order, "alice", "buyer")

    assert alice.index('class="giving-up"') < alice.index("offers to pay outside")
    assert alice.index("offers to pay outside") < alice.index("/cancel/")
    assert "offers to pay outside" not in page_of(world, order, "bob", "seller")


def test_what_the_seller_pays_is_not_the_buyers_to_read(world: World) -> None:
    order = world.shipped(commission="10%", payment_fee="0.31")
    arguments = {
        "line": "kettle", "grounds": "not_received.in_transit", "received": False,
        "remedy": "refund_only", "amount": "9.00", "statement": "It is late.",
    }  # fmt: skip
    world.clock.step(12 * DAY)
    world.done("alice", "buyer", "open_dispute", order, **arguments)
    offered = page_of(world, order, "alice", "buyer"), page_of(world, order, "bob", "seller")
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    settled = page_of(world, order, "alice", "buyer"), page_of(world, order, "bob", "seller")

    for alice, bob in (offered, settled):
        assert "commission" in bob
        assert "commission" not in alice
        assert "$11.00" in alice
        assert "$9.59" in bob
        assert "$9.59" not in alice


def test_while_the_bank_decides_only_words_and_exhibits_are_taken(world: World) -> None:
    order = world.disputed()
    world.done("bank", "bank", "open_chargeback", order)
    for who, role in _READERS[:2]:
        assert commands_on(page_of(world, order, who, role)) == {"make_statement"}


def test_a_pause_is_said_and_nothing_is_lost(world: World) -> None:
    order = world.disputed()
    world.done("dave", "operator", "pause_clock", order, days=5, reason="The mail was down.")
    assert "stand still" in page_of(world, order, "bob", "seller")


def test_closed_by_silence_it_says_so_before_a_worker_comes(world: World) -> None:
    order = world.disputed()
    world.clock.step(5 * DAY + 1)
    page = page_of(world, order, "alice", "buyer")
    assert "Closed on" in page
    assert "refunded" in page


def test_a_dispute_that_is_not_there(world: World) -> None:
    order = world.disputed()
    assert world.browser("alice", "buyer").get(f"/orders/{order}/disputes/2/").status_code == 404


def test_asked_for_with_a_form_that_changes_nothing_by_reading(world: World) -> None:
    order = world.disputed()
    before = scenes.events(world, order)
    for who, role in _READERS:
        page_of(world, order, who, role)
    assert scenes.events(world, order) == before
