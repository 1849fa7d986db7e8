"""The order page: where the parcel is, what each date means, and what each of the four can do."""

import uuid
from typing import Any

import pytest

from amends.core.moments import DAY
from amends.core.people import Role
from tests.web.conftest import World, plain
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]


def _scan(world: World, order: str, status: str, **more: object) -> None:
    world.done(
        "carrier", "carrier", "report_tracking", order,
        tracking="RB123456785GB", status=status, **more,
    )  # fmt: skip


def test_alice_sees_where_her_parcel_is_and_how_long_she_is_protected(world: World) -> None:
    order = world.shipped()
    _scan(world, order, "in_transit")
    _scan(world, order, "customs")

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    (parcel,) = page.context["page"].parcels
    assert [(d.status, d.state) for d in parcel.dots] == [
        ("sent", "done"), ("in_transit", "done"), ("customs", "now"), ("delivered", "coming"),
    ]  # fmt: skip
    assert "RB123456785GB" in page.text
    assert "It is on its way, promised by" in page.text
    kinds = [each.kind for each in page.context["page"].dates]
    assert kinds == ["promise", "confirm_by", "protection"]
    assert "data-due=" in page.text


def test_a_delivery_elsewhere_is_said_at_the_parcel_and_does_not_count(world: World) -> None:
    order = world.order(postcode="28013")
    world.done("bob", "seller", "ship", order, carrier="upu", tracking="RB123456785GB")
    _scan(world, order, "delivered", postcode="10115")

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    (parcel,) = page.context["page"].parcels
    assert "another postcode" in parcel.warnings[0]
    assert "does not count as a delivery" in page.text
    assert page.context["page"].warnings == ()
    seller = world.browser("bob", "seller").get(f"/orders/{order}/")
    assert seller.context["page"].parcels[0].warnings == ()


def test_a_number_that_cannot_be_right_is_said_to_the_buyer_at_its_parcel(world: World) -> None:
    order = world.order()
    world.done("bob", "seller", "ship", order, carrier="upu", tracking="RB123456780GB")

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    assert "cannot be right" in page.context["page"].parcels[0].warnings[0]


def test_bob_ships_a_part_corrects_it_and_ships_the_rest(world: World, do: Any) -> None:
    order = world.order(lines=[{"id": "kettle", "title": "Kettle", "price": "9.00", "quantity": 3}])
    bob = world.browser("bob", "seller")
    page = bob.get(f"/orders/{order}/")
    assert "It is your turn: ship by" in page.text
    assert 'name="lines.kettle"' in page.text

    do(bob, order, "ship", carrier="upu", tracking="RB123456785GB", **{"lines.kettle": "2"})
    page = bob.get(f"/orders/{order}/")
    assert "ship the rest by" in page.text
    correct = page.context["page"].parcels[0].correct
    assert correct is not None
    do(bob, order, "ship", parcel="p1", carrier="upu", tracking="RB123456799GB")
    do(bob, order, "ship", carrier="upu", tracking="RB123456808GB")

    found = world.engine.order(order)
    assert found is not None
    assert found.status == "shipped"
    tracked = {parcel.name: parcel.corrections for parcel in found.parcels}
    assert tracked == {"p1": 1, "p2": 0}


def test_what_was_just_typed_is_said_again_in_full(world: World) -> None:
    order = world.order()
    bob: Any = world.browser("bob", "seller")
    sent = {"carrier": "upu", "tracking": "RB123456785GB", "key": str(uuid.uuid4())}

    page = bob.post(f"/orders/{order}/do/ship/", sent, follow=True)

    assert [str(each) for each in page.context["messages"]] == [
        "You shipped parcel p1: UPU RB123456785GB."
    ]
    assert "[erased]" not in page.text


def test_what_bob_typed_about_a_parcel_is_kept_where_it_is_refused(world: World) -> None:
    order = world.order(
        lines=[
            {"id": "kettle", "title": "Kettle", "price": "9.00", "quantity": 3},
            {"id": "lamp", "title": "Lamp", "price": "9.00", "quantity": 1},
        ]
    )
    bob: Any = world.browser("bob", "seller")
    typed = {"carrier": "upu", "tracking": "RB123456785GB", "lines.kettle": "9", "lines.lamp": "0"}

    refused = bob.post(f"/orders/{order}/do/ship/", {**typed, "key": str(uuid.uuid4())})

    assert refused.status_code == 422
    (ship,) = [d.form for d in refused.context["page"].doable if d.form.command == "ship"]
    assert ship.refused.code == "more_than_is_left"
    assert {f.name: f.value for f in ship.shown} == typed
    found = world.engine.order(order)
    assert found is not None
    assert found.parcels == ()


def test_a_correction_that_is_refused_is_said_at_its_parcel_alone(world: World) -> None:
    order = world.order(lines=[{"id": "kettle", "title": "Kettle", "price": "9.00", "quantity": 3}])
    bob: Any = world.browser("bob", "seller")
    sent = {"carrier": "upu", "tracking": "RB123456785GB", "parcel": "p1", "lines": {"kettle": 2}}
    world.done("bob", "seller", "ship", order, **sent)

    wrong = {"carrier": "upu", "tracking": "", "parcel": "p1", "key": str(uuid.uuid4())}
    refused = bob.post(f"/orders/{order}/do/ship/", wrong)

    assert refused.status_code == 422
    page = refused.context["page"]
    assert page.parcels[0].correct.refused is not None
    (ship,) = [d.form for d in page.doable if d.form.command == "ship"]
    assert ship.refused is None
    assert not ship.opened


def test_alice_asks_for_more_time_and_bob_agrees(world: World, do: Any) -> None:
    order = world.shipped()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    before = world.engine.order(order)
    assert before is not None
    assert "Ask for more time" in alice.get(f"/orders/{order}/").text

    do(alice, order, "request_extension", days="10")

    assert "It counts once" in alice.get(f"/orders/{order}/").text
    assert "Agree to 10 days more" in bob.get(f"/orders/{order}/").text
    do(bob, order, "consent_extension")
    after = world.engine.order(order)
    assert after is not None
    old, new = before.clock("protection"), after.clock("protection")
    assert old is not None
    assert new is not None
    assert new.due - old.due == 10 * DAY


def test_a_late_offer_is_warned_of_at_the_button_that_takes_it(world: World) -> None:
    order = world.shipped()
    world.clock.step(42 * DAY)
    world.done("bob", "seller", "offer_extension", order, days=30)

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    consent = next(d for d in page.context["page"].doable if d.form.command == "consent_extension")
    assert "shortly before protection ends" in consent.warnings[0]
    assert page.context["page"].warnings == ()


def test_alice_asks_to_cancel_and_bob_is_told_what_it_gives_back(world: World, do: Any) -> None:
    order = world.order()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    do(alice, order, "request_cancellation")

    asked = alice.get(f"/orders/{order}/").text
    assert "You asked to cancel" in asked
    assert "The buyer has asked" not in asked
    assert "Cancel and give $20.00 back" in bob.get(f"/orders/{order}/").text
    do(bob, order, "answer_cancellation", approve="true")

    page = alice.get(f"/orders/{order}/")
    assert "The order was cancelled." in page.text
    assert "You got $20.00 back." in page.text


def test_bob_refuses_to_cancel_and_ships(world: World, do: Any) -> None:
    order = world.order()
    do(world.browser("alice", "buyer"), order, "request_cancellation")
    bob = world.browser("bob", "seller")
    assert "Refuse to cancel and ship it" in bob.get(f"/orders/{order}/").text

    do(bob, order, "answer_cancellation", approve="false")

    assert "Enter a parcel" in bob.get(f"/orders/{order}/").text


def test_chargeback_and_pause_are_said_in_words_and_nothing_is_offered(world: World) -> None:
    order = world.shipped()
    world.done("bank", "bank", "open_chargeback", order, amount="20.00")
    page = world.browser("alice", "buyer").get(f"/orders/{order}/")
    assert "The bank is deciding about $20.00" in page.text
    assert page.context["page"].doable == ()
    assert page.context["page"].confirm is None
    assert "These dates stand still" in page.text

    other = world.shipped()
    world.done("dave", "operator", "pause_clock", other, reason="An outage.")
    page = world.browser("alice").get(f"/orders/{other}/")
    assert "The clocks stand still" in page.text


def test_carol_reads_and_dave_can_pause(world: World, do: Any) -> None:
    order = world.disputed()
    page = world.browser("carol", "arbitrator").get(f"/orders/{order}/")
    shown = page.context["page"]
    assert (shown.doable, shown.confirm, shown.opening) == ((), None, None)
    dave = world.browser("dave", "operator")
    assert "Pause the clocks" in dave.get(f"/orders/{order}/").text

    do(dave, order, "pause_clock", days="2", reason="An outage.")

    assert "Let the clocks go on" in dave.get(f"/orders/{order}/").text
    do(dave, order, "resume_clock")
    found = world.engine.order(order)
    assert found is not None
    assert found.pause is None


def test_a_closed_dispute_leads_to_paying_back_and_to_an_appeal(world: World) -> None:
    order = world.disputed()
    world.clock.step(6 * DAY)  # Bob is silent.

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    (dispute,) = page.context["page"].disputes
    buttons = [link.button for link in dispute.links]
    assert buttons == ["Open this dispute", "Appeal", "The goods came after all: pay back"]
    assert {link.address for link in dispute.links} == {f"/orders/{order}/disputes/1/"}


def test_where_everything_is_decided_no_dispute_is_promised(world: World) -> None:
    order = world.disputed()
    world.done("alice", "buyer", "cancel_dispute", order, confirm=True)

    page = world.browser("alice", "buyer").get(f"/orders/{order}/")

    assert "everything about it is decided" in page.text
    assert page.context["page"].dates == ()
    assert page.context["page"].opening is None


def test_titles_of_others_are_words_and_nothing_else(world: World) -> None:
    bad = '<img src=x onerror="alert(1)">'
    order = world.order(lines=[{"id": "x", "title": bad, "price": "9.00", "quantity": 1}])
    page = world.browser("alice", "buyer").get(f"/orders/{order}/")
    assert bad not in page.text
    assert "&lt;img src=x" in page.text


def test_eve_sees_the_same_for_not_hers_and_not_there(world: World) -> None:
    order, nowhere = world.shipped(), "0192f0c0-0000-7000-8000-000000000000"
    eve = world.browser("eve", "buyer", "seller")
    theirs, missing = (eve.get(f"/orders/{each}/") for each in (order, nowhere))
    assert theirs.status_code == missing.status_code == 404
    assert plain(theirs) == plain(missing)


def test_a_report_holds_what_its_reader_may_see(world: World) -> None:
    order = world.order(commission="10%", payment_fee="0.31")
    address = f"/orders/{order}/report/"
    alice = world.browser("alice", "buyer").get(address)
    assert "attachment" in alice["Content-Disposition"]
    assert "commission" not in alice.json()["money"]
    others: tuple[tuple[str, Role], ...] = (
        ("bob", "seller"), ("carol", "arbitrator"), ("dave", "operator"),
    )  # fmt: skip
    for who, role in others:
        seen = world.browser(who, role).get(address).json()
        assert seen["money"]["commission"] == "2.00"
        assert seen["as"] == f"{role}:{world.name(who)}"
    assert world.browser("eve", "buyer").get(address).status_code == 404


@pytest.mark.parametrize("who", ["alice:buyer", "bob:seller", "dave:operator"])
def test_the_page_asks_little_of_the_database(
    world: World, counted_statements: Counted, who: str
) -> None:
    order = world.disputed()
    name, role = who.split(":")
    browser = world.browser(name, role)  # type: ignore[arg-type]
    browser.get(f"/orders/{order}/")
    with counted_statements.here():
        browser.get(f"/orders/{order}/")
    assert len(counted_statements) <= MOST, counted_statements.say()


def test_an_order_that_is_put_aside_says_so(world: World) -> None:
    order = world.shipped()
    with world.engine.store.transaction() as transaction:
        transaction.change(
            "INSERT INTO aside (order_id, since, place, reason, attempts, next_try)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (order, world.clock.now(), "expire", "ValueError", 1, world.clock.now() + DAY),
        )
    page = world.browser("alice", "buyer").get(f"/orders/{order}/")
    assert "put aside since" in page.text
    assert "ValueError" not in page.text
    with world.engine.store.transaction() as transaction:
        transaction.change("DELETE FROM aside WHERE order_id = ?", (order,))
