"""What giving a command costs until the browser is sent on: who asks, whose order it is, one write."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from amends.core.people import Role
from tests.web import scenes
from tests.web.conftest import World
from tests.web.deciding import DAY, at_desk, at_the_platform, send
from tests.web.statements import Counted, counted_statements

__all__ = ["counted_statements"]

# Session, person, and who the people of the order are.
_ASKS = 3

type Scene = Callable[[World], str]

_FORMS: tuple[tuple[Scene, str, Role, str, dict[str, object]], ...] = (
    (World.order, "bob", "seller", "ship",
     {"parcel": "p1", "carrier": "upu", "tracking": "RB123456785GB"}),
    (World.shipped, "bob", "seller", "offer_extension", {"days": 3}),
    (World.delivered, "alice", "buyer", "confirm_receipt", {"confirm": "true"}),
    (World.disputed, "bob", "seller", "accept_proposal", {"dispute": 1, "proposal": 1}),
    (World.disputed, "bob", "seller", "make_statement", {"dispute": 1, "text": "It was whole."}),
    (World.disputed, "alice", "buyer", "cancel_dispute", {"dispute": 1, "confirm": "true"}),
    (scenes.countered, "alice", "buyer", "reject_proposal", {"dispute": 1, "proposal": 2}),
    (scenes.ruled, "alice", "buyer", "appeal",
     {"dispute": 1, "grounds": "result", "statement": "It is worth more."}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("scene", "who", "role", "command", "sent"), _FORMS, ids=[each[3] for each in _FORMS]
)
def test_a_command_asks_who_gives_it_and_writes_once(
    world: World, counted_statements: Counted, do: Any, scene: Scene, who: str, role: Role,
    command: str, sent: dict[str, object],
) -> None:  # fmt: skip
    order = scene(world)
    browser = world.browser(who, role)
    browser.get(f"/orders/{order}/")

    with counted_statements.here() as counted:
        answer = do(browser, order, command, **sent)

    assert answer.status_code == 302
    assert (len(counted), counted.writes) == (_ASKS, 1), counted.say()


def test_a_refusal_loads_its_page_once(world: World, counted_statements: Counted, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    with counted_statements.here() as page:
        bob.get(f"/orders/{order}/disputes/1/")
    shown = len(page)

    with counted_statements.here() as counted:
        answer = do(bob, order, "accept_proposal", dispute=1, proposal=7)

    assert answer.status_code == 422
    assert counted.writes == 1
    # Beside its page: who stands before the order is asked before the command is given.
    assert len(counted) == shown + 1, counted.say()


def test_an_offer_that_takes_anothers_place_writes_twice(
    world: World, counted_statements: Counted
) -> None:
    order = scenes.countered(world)
    bob = world.browser("bob", "seller")
    address = f"/orders/{order}/disputes/1/proposals/2/change/"
    sent = {"key": uuid.uuid4().hex, "remedy": "refund_only", "amount": "5.00"}

    with counted_statements.here() as counted:
        answer = bob.post(address, sent)

    assert answer.status_code == 302
    # The new offer stands before the old one goes (C4).
    assert (len(counted), counted.writes) == (_ASKS, 2), counted.say()


def test_answers_of_the_selling_desk_are_one_write(
    world: World, counted_statements: Counted
) -> None:
    orders = [world.disputed() for _ in range(5)]
    bob = world.browser("bob", "seller")
    sent: dict[str, Any] = {"how": "accept", "row": [f"{order}:1" for order in orders]}
    for order in orders:
        sent |= {f"key.{order}:1": uuid.uuid4().hex}
        sent |= {f"version.{order}:1": world.engine.version(order)[0]}

    with counted_statements.here() as counted:
        answer = bob.post("/selling/give/", sent)

    assert answer.status_code == 200
    # Session, person, the orders, and what was answered under these keys before.
    assert (len(counted), counted.writes) == (4, 1), counted.say()


@pytest.mark.parametrize("blind", ["false", "true"])
def test_a_form_of_the_desk_writes_once_and_is_read(
    world: World, counted_statements: Counted, blind: str
) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    carol.post("/deciding/preferences/", {"blind": blind})
    carol.post(f"/deciding/{order}/1/read/", {"version": 3})

    with counted_statements.here() as counted:
        said = send(carol, order, "do/make_statement", text="Please show the seam.")

    assert said.status_code == 302
    # Session, person, whether names are hidden, and that it was read.
    assert (len(counted), counted.writes) == (4, 1), counted.say()

    with counted_statements.here() as counted:
        ruled = send(
            carol, order, "do/issue_ruling", remedy="refund_only", amount="5.00",
            liable__seller="100", facts="It is cracked.", reasons="It was sold as whole.",
        )  # fmt: skip

    assert ruled.status_code == 302
    # The case is given back and its draft forgotten; SQLite says BEGIN before it deletes.
    asked = [each for each in counted.statements if not each.startswith("BEGIN")]
    assert (len(asked), counted.writes) == (6, 1), counted.say()


def test_opening_a_dispute_reads_no_page(world: World, counted_statements: Counted) -> None:
    order = world.shipped()
    world.clock.step(31 * DAY)
    alice: Any = world.browser("alice", "buyer")
    alice.post(f"/orders/{order}/open/why/", {"grounds": "not_received.in_transit"})
    alice.post(f"/orders/{order}/open/want/", {"remedy": "refund_only", "amount": "20.00"})
    key = alice.get(f"/orders/{order}/open/check/").context["page"].key

    with counted_statements.here() as counted:
        answer = alice.post(f"/orders/{order}/open/check/", {"key": key})

    assert answer.status_code == 302
    # The order, for the number of the dispute; the draft, and that it was sent.
    assert (len(counted), counted.writes) == (_ASKS + 3, 1), counted.say()
