"""Disputes brought to each stage, for tests of pages: what people did, through the engine."""

import re
from typing import Any

from amends.core.moments import DAY
from tests.web.conftest import World

_FORM = re.compile(r'<form [^>]*action="/orders/[^"/]*/do/([a-z_]+)/"')


def page_of(world: World, order: str, who: str, *roles: Any) -> str:
    """The page of the order's dispute as somebody sees it."""
    answer = world.browser(who, *roles).get(f"/orders/{order}/disputes/1/")
    assert answer.status_code == 200, answer.status_code
    return str(answer.text)


def commands_on(page: str) -> set[str]:
    """The commands whose forms are on a page."""
    return set(_FORM.findall(page))


def events(world: World, order: str) -> int:
    """How much has happened to an order."""
    return len(world.engine.entries(order))


def countered(world: World, amount: str = "4.00") -> str:
    """Bob offers less than Alice asks for."""
    order = world.disputed()
    world.done(
        "bob", "seller", "propose", order, remedy="refund_only", amount=amount,
        statement="A new lid costs less.",
    )  # fmt: skip
    return order


def at_platform(world: World, **claim: object) -> str:
    """They did not agree, and the platform looks at it."""
    order = world.disputed(**claim)
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    world.clock.step(5 * DAY + 1)
    world.done("alice", "buyer", "make_statement", order, text="Please decide.")
    return order


def ruled(world: World) -> str:
    """The platform gave Alice $5.00."""
    order = at_platform(world)
    world.done(
        "carol", "arbitrator", "issue_ruling", order, remedy="refund_only", amount="5.00",
        liable="seller", facts="The photo shows a crack.", reasons="It was sold as whole.",
    )  # fmt: skip
    return order


def appealed(world: World) -> str:
    """… and she appealed."""
    order = ruled(world)
    world.done(
        "alice", "buyer", "appeal", order, grounds="result", statement="The lid is worth more."
    )
    return order


def returning(world: World, remedy: str = "return_and_refund") -> str:
    """They agreed that the kettle goes back."""
    more = {"amount": "18.00"} if remedy == "return_and_refund" else {"amount": ""}
    order = world.disputed(remedy=remedy, **more)
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    return order


def resending(world: World) -> str:
    """Half of it was missing, and Bob sends it again."""
    order = world.disputed(grounds="not_as_described.short_shipment", remedy="resend", amount="")
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    return order


def promised(world: World) -> str:
    """They agreed on a coupon."""
    order = world.disputed(remedy="coupon", amount="6.00")
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    return order


def owing(world: World) -> str:
    """All is refunded after the money was released, and the payment's fee is more than Bob has."""
    order = world.order(payment_fee="15.00")
    world.done("bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB")
    world.clock.step(10 * DAY)
    world.done(
        "carrier", "carrier", "report_tracking", order, tracking="RB123456785GB", status="delivered"
    )
    world.done("alice", "buyer", "confirm_receipt", order, confirm=True)
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", received=True,
        grounds="not_as_described.quality", remedy="refund_only", amount="20.00",
        statement="The lid is cracked.", exhibits=["photo"],
    )  # fmt: skip
    world.done("bob", "seller", "accept_proposal", order, proposal=1)
    return order
