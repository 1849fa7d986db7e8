"""Proposals on the page: looking at what one would do, making, changing, answering them."""

import uuid
from typing import Any

from amends.core.moments import DAY
from tests.web import scenes
from tests.web.conftest import World, plain
from tests.web.scenes import events, page_of


def _look(
    world: World, order: str, who: str, role: Any, *, typing: bool = True, **offer: str
) -> Any:
    """What an offer would do: asked for while typing, or by the button without JavaScript."""
    browser = world.browser(who, role)
    address = f"/orders/{order}/disputes/1/preview/"
    if typing:
        return browser.get(address, offer, headers={"HX-Request": "true"})
    return browser.post(address, {"key": uuid.uuid4().hex, "dispute": "1", **offer})


def test_while_bob_types_he_sees_who_would_get_what(world: World) -> None:
    order = world.disputed()
    before = events(world, order)

    answer = _look(world, order, "bob", "seller", remedy="refund_only", amount="4.00")

    assert answer.status_code == 200
    assert "gets $4.00 back and keeps the goods." in answer.text
    assert "$4.00" in answer.text
    assert "<html" not in answer.text
    assert events(world, order) == before


def test_goods_that_come_back_are_paid_later(world: World) -> None:
    order = world.disputed()
    answer = _look(world, order, "bob", "seller", remedy="return_and_refund", amount="18.00")
    assert "Later, once the goods are back" in answer.text
    assert '<td class="n">$0.00</td><td class="n">$18.00</td>' in answer.text


def test_what_cannot_be_offered_is_said_while_typing(world: World) -> None:
    order = world.disputed()
    answer = _look(world, order, "bob", "seller", remedy="refund_only", amount="999.00")
    assert answer.status_code == 200
    assert "problem" in answer.text
    assert "20.00" in answer.text
    nonsense = _look(world, order, "bob", "seller", remedy="<b>", amount="<script>")
    assert nonsense.status_code == 200
    assert "<script>" not in nonsense.text
    assert "<b>" not in nonsense.text


def test_without_javascript_a_button_shows_it_and_keeps_what_was_typed(world: World) -> None:
    order = world.disputed()
    before = events(world, order)

    answer = _look(
        world, order, "bob", "seller", typing=False,
        remedy="refund_only", amount="4.00", statement="A new lid costs less.",
    )  # fmt: skip

    assert answer.status_code == 200
    assert "gets $4.00 back and keeps the goods." in answer.text
    assert "A new lid costs less." in answer.text
    assert 'value="4.00"' in answer.text
    assert events(world, order) == before


def test_without_javascript_a_wrong_amount_is_said_at_the_form(world: World) -> None:
    order = world.disputed()
    answer = _look(world, order, "bob", "seller", typing=False, remedy="refund_only", amount="999")
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert 'value="999"' in answer.text


def test_eve_cannot_look(world: World) -> None:
    order = world.disputed()
    nowhere = "0192f0c0-0000-7000-8000-000000000000"
    theirs, missing = (
        _look(world, each, "eve", "seller", remedy="refund_only", amount="1")
        for each in (order, nowhere)
    )
    assert theirs.status_code == missing.status_code == 404
    assert plain(theirs) == plain(missing)


def test_bob_offers_less(world: World, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")

    answer = do(bob, order, "propose", dispute=1, remedy="refund_only", amount="4.00",
                return_freight="seller", statement="A new lid costs less.")  # fmt: skip

    assert answer.status_code == 302
    alice = page_of(world, order, "alice", "buyer")
    assert "Accept $4.00" in alice
    assert "A new lid costs less." in alice


def test_a_refusal_stands_at_its_form_alone(world: World, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    before = events(world, order)

    answer = do(bob, order, "propose", dispute=1, remedy="refund_only", amount="999")

    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert "autofocus" in answer.text
    form = answer.text.split('action="/orders/' + order + '/do/propose/"')[1].split("</form>")[0]
    assert "999" in form
    assert 'role="alert"' in form
    assert events(world, order) == before


def _change(world: World, order: str, key: str, **offer: str) -> Any:
    fields = {"key": key, "dispute": "1", "proposal": "1", **offer}
    return world.browser("alice", "buyer").post(
        f"/orders/{order}/disputes/1/proposals/1/change/", fields
    )


def test_alice_changes_her_claim(world: World) -> None:
    order = world.disputed()
    key = uuid.uuid4().hex

    first = _change(world, order, key, remedy="refund_only", amount="7.00")
    after = events(world, order)
    again = _change(world, order, key, remedy="refund_only", amount="7.00")

    assert first.status_code == again.status_code == 302
    assert events(world, order) == after
    bob = page_of(world, order, "bob", "seller")
    assert "Accept $7.00" in bob
    assert "Accept $9.00" not in bob


def test_a_change_that_is_refused_leaves_the_old_one_standing(world: World) -> None:
    order = world.disputed()
    before = events(world, order)

    answer = _change(world, order, uuid.uuid4().hex, remedy="refund_only", amount="999")

    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert events(world, order) == before
    assert "Accept $9.00" in page_of(world, order, "bob", "seller")


def test_bob_cannot_change_what_alice_claims(world: World) -> None:
    order = world.disputed()
    before = events(world, order)
    eve = world.browser("eve", "buyer").post(
        f"/orders/{order}/disputes/1/proposals/1/change/",
        {"key": "k", "remedy": "refund_only", "amount": "1"},
    )
    assert eve.status_code == 404
    assert events(world, order) == before
    # For Bob it is a proposal of his own, and Alice's claim stays.
    world.browser("bob", "seller").post(
        f"/orders/{order}/disputes/1/proposals/1/change/",
        {"key": "k", "remedy": "refund_only", "amount": "1"},
    )
    assert "$9.00 back, goods kept" in page_of(world, order, "alice", "buyer")


def test_before_accepting_it_says_what_will_happen(world: World) -> None:
    order = world.disputed()
    page = page_of(world, order, "bob", "seller")
    form = page.split(f'action="/orders/{order}/do/accept_proposal/"')[1].split("</form>")[0]
    assert "gets $9.00 back and keeps the goods." in form
    assert "cannot be taken back" in form
    assert "Accept $9.00" in form


def test_a_form_left_open_over_the_deadline_says_what_is_so(world: World, do: Any) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    bob.get(f"/orders/{order}/disputes/1/")
    world.clock.step(5 * DAY + 1)

    answer = do(bob, order, "propose", dispute=1, remedy="refund_only", amount="1.00")

    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert "Closed on" in answer.text
    found = world.engine.order(order)
    assert found is not None
    assert found.refunded in (0, 900)  # by silence, once it is written down; never by Bob's form
    assert len(found.disputes[0].proposals) == 1


def test_two_clicks_at_once_are_one(world: World, do: Any) -> None:
    order = scenes.countered(world)
    alice = world.browser("alice", "buyer")
    key = uuid.uuid4().hex
    do(alice, order, "accept_proposal", key=key, dispute=1, proposal=2)
    after = events(world, order)
    again = do(alice, order, "accept_proposal", key=key, dispute=1, proposal=2)
    other_key = do(alice, order, "accept_proposal", dispute=1, proposal=2)
    assert again.status_code == 302
    assert other_key.status_code == 422
    assert events(world, order) == after


def test_beside_bobs_offer_a_phone_leads_to_where_alice_asks_for_something_else(
    world: World,
) -> None:
    page = page_of(world, scenes.countered(world), "alice", "buyer")
    bobs = page[page.index('id="side-seller"') : page.index('id="side-arbitrator"')]
    assert 'for="pick-buyer"' in bobs
    assert "Ask for something else" in bobs
    assert 'id="pick-buyer"' in page
    waiting = page_of(world, world.disputed(), "alice", "buyer")
    assert 'for="pick-buyer"' not in waiting


def test_the_platforms_proposal_needs_both(world: World, do: Any) -> None:
    order = scenes.at_platform(world)
    world.done("carol", "arbitrator", "propose", order, remedy="refund_only", amount="5.00")
    alice = page_of(world, order, "alice", "buyer")
    assert "It holds once both sides have accepted it." in alice
    assert "To be answered by" in alice

    do(world.browser("alice", "buyer"), order, "accept_proposal", dispute=1, proposal=3)

    bob = page_of(world, order, "bob", "seller")
    assert ": accepted" in bob
    assert "has accepted; it holds if you accept as well by" in bob
    waiting = page_of(world, order, "alice", "buyer")
    assert "You have accepted; it holds if" in waiting
    assert 'value="arbitrator" checked' in waiting
    assert "has accepted; it holds if" in page_of(world, order, "dave", "operator")
    do(world.browser("bob", "seller"), order, "accept_proposal", dispute=1, proposal=3)
    assert "Closed on" in page_of(world, order, "alice", "buyer")
