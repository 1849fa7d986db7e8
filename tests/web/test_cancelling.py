"""Before what cannot be undone the page says what is lost, and offers the safer way first."""

from typing import Any

from amends.core.moments import DAY
from tests.web.conftest import World, plain
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]


def _not_received(world: World) -> str:
    order = world.shipped()
    world.clock.step(31 * DAY)
    return world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", grounds="not_received.in_transit",
        received=False, remedy="refund_only", amount="20.00", statement="Nothing came.",
    )  # fmt: skip


def test_giving_up_a_claim_says_what_goes_to_bob_and_that_it_is_the_end(
    world: World, do: Any
) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")

    page = alice.get(f"/orders/{order}/disputes/1/cancel/")

    assert "Your claim of $9.00 ends." in page.text
    assert "$20.00 that is held for you goes to" in page.text
    assert "You cannot open another dispute about these goods." in page.text
    assert "This cannot be undone." in page.text
    assert page.text.index("Keep the dispute open") < page.text.index("Give up the claim")
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes[0].open  # looking changes nothing

    do(alice, order, "cancel_dispute", dispute=1, confirm="true")
    found = world.engine.order(order)
    assert found is not None
    assert not found.disputes[0].open


def test_what_did_not_come_can_be_claimed_again_and_the_page_says_until_when(world: World) -> None:
    order = _not_received(world)

    page = world.browser("alice", "buyer").get(f"/orders/{order}/disputes/1/cancel/")

    assert "you can open a dispute again until" in page.text
    assert "goes to" not in page.context["page"].lost[0]
    assert "This cannot be undone." not in page.text


def test_more_time_is_offered_before_the_claim_is_given_up(world: World) -> None:
    order = _not_received(world)
    page = world.browser("alice", "buyer").get(f"/orders/{order}/disputes/1/cancel/")
    names = [each.form.command for each in page.context["page"].safer]
    assert names == ["request_extension"]
    assert page.text.index("Ask for more time") < page.text.index("Give up the claim")


def test_a_seller_who_asks_to_close_for_a_new_parcel_is_warned_of_there(world: World) -> None:
    order = world.disputed()
    world.done(
        "bob", "seller", "make_statement", order,
        text="Please cancel the dispute and I send you a new one. I refund you by PayPal.",
    )  # fmt: skip

    page = world.browser("alice", "buyer").get(f"/orders/{order}/disputes/1/cancel/")

    assert page.context["page"].warnings
    assert "not protected" in page.text


def test_after_a_closing_the_page_says_that_there_is_nothing_to_cancel(world: World) -> None:
    order = world.disputed()
    world.clock.step(6 * DAY)
    page = world.browser("alice", "buyer").get(f"/orders/{order}/disputes/1/cancel/")
    assert page.status_code == 200
    assert page.context["page"].form is None
    assert page.context["page"].refused is not None


def test_only_the_buyer_is_asked(world: World) -> None:
    order, nowhere = world.disputed(), "0192f0c0-0000-7000-8000-000000000000"
    for who, role in (("bob", "seller"), ("carol", "arbitrator"), ("eve", "buyer")):
        browser = world.browser(who, role)  # type: ignore[arg-type]
        for page in ("disputes/1/cancel/", "confirm/"):
            theirs = browser.get(f"/orders/{order}/{page}")
            missing = browser.get(f"/orders/{nowhere}/{page}")
            assert theirs.status_code == missing.status_code == 404
            assert plain(theirs) == plain(missing)


def test_confirming_without_a_delivery_names_the_risk(world: World, do: Any) -> None:
    order = world.shipped()
    alice = world.browser("alice", "buyer")

    page = alice.get(f"/orders/{order}/confirm/")

    assert "$20.00 that is held for you goes to" in page.text
    assert "You cannot claim any more that it did not come." in page.text
    assert "No carrier has reported" in page.text
    assert "you can still open a dispute until" in page.text
    assert page.text.index("Ask for more time") < page.text.index("I have everything")

    do(alice, order, "confirm_receipt", confirm="true")
    found = world.engine.order(order)
    assert found is not None
    assert found.status == "completed"


def test_after_a_delivery_the_risk_is_not_named(world: World) -> None:
    order = world.delivered()
    page = world.browser("alice", "buyer").get(f"/orders/{order}/confirm/")
    assert "No carrier has reported" not in page.text
    assert "Something is wrong" in page.text


def test_these_pages_ask_little_of_the_database(world: World, counted_statements: Counted) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    for page in ("disputes/1/cancel/", "confirm/", "open/why/"):
        alice.get(f"/orders/{order}/{page}")
        with counted_statements.here():
            alice.get(f"/orders/{order}/{page}")
        assert len(counted_statements) <= MOST, counted_statements.say()
