"""Opening a dispute in steps: every class of grounds by plain forms, kept at every step, sent once."""

import io
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from PIL import Image

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.engine.envelope import Envelope, Receipt
from amends.policies import load
from tests.web.conftest import World, plain


def _photo(color: str = "red") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(made, "PNG")
    made.seek(0)
    made.name = "photo.png"
    return made


def _at(order: str, step: str) -> str:
    return f"/orders/{order}/open/{step}/"


def _two_kettles_and_a_lamp(world: World) -> str:
    order = world.order(
        lines=[
            {"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 2},
            {"id": "lamp", "title": "Lamp", "price": "24.00", "quantity": 1},
        ]
    )
    world.done("bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB")
    return order


def _arrives(world: World, order: str) -> None:
    world.clock.step(10 * DAY)
    world.done(
        "carrier", "carrier", "report_tracking", order, tracking="RB123456785GB", status="delivered"
    )


def _key(page: Any) -> str:
    return str(page.context["page"].key)


def _damaged(world: World) -> tuple[str, Any]:
    """Alice has filled in everything about her cracked kettle and has it before her."""
    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    alice.post(_at(order, "why"), {"grounds": "not_as_described.damaged"})
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "9.00"})
    alice.post(
        _at(order, "show"),
        {"statement": "The lid is cracked.", "files": _photo(), "files.kind": "packaging_photo"},
    )
    return order, alice


def test_damaged_goods_from_the_first_step_to_the_dispute(world: World) -> None:
    order = _two_kettles_and_a_lamp(world)
    _arrives(world, order)
    alice: Any = world.browser("alice", "buyer")

    start = alice.get(f"/orders/{order}/open/", follow=True)
    assert "What is it about?" in start.text
    answer = alice.post(
        _at(order, "what"), {"line": "kettle", "quantity.kettle": "1", "quantity.lamp": "1"}
    )
    assert answer.url == _at(order, "why")
    answer = alice.post(answer.url, {"grounds": "not_as_described.damaged"})
    assert answer.url == _at(order, "want")
    page = alice.get(answer.url)
    assert "At most $18.60" in page.text
    answer = alice.post(answer.url, {"remedy": "refund_only", "amount": "9,00"})
    assert answer.url == _at(order, "show")
    page = alice.get(answer.url)
    assert "Photo of the outer packaging" in page.text
    answer = alice.post(
        answer.url,
        {"statement": "The lid is cracked.", "files": _photo(), "files.kind": "packaging_photo"},
    )
    assert answer.url == _at(order, "check")
    page = alice.get(answer.url)
    assert "Send the claim: $9.00 back, goods kept" in page.text
    assert "to answer your claim of $9.00. If not, you get $9.00 back." in page.text

    answer = alice.post(_at(order, "check"), {"key": _key(page)}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/orders/{order}/disputes/1/"
    found = world.engine.order(order)
    assert found is not None
    (dispute,) = found.disputes
    assert (dispute.line, len(dispute.pieces), dispute.claim) == ("kettle", 1, 900)
    (exhibit,) = dispute.exhibits
    assert exhibit.kind == "packaging_photo"
    assert len(exhibit.sha256) == 64


def test_what_did_not_come_needs_no_exhibit(world: World) -> None:
    order = world.shipped()
    world.clock.step(31 * DAY)
    alice: Any = world.browser("alice", "buyer")

    start = alice.get(f"/orders/{order}/open/")
    assert start.url == _at(order, "why")  # one line of one piece: nothing to choose
    alice.post(start.url, {"grounds": "not_received.in_transit"})
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "20.00"})
    alice.post(_at(order, "show"), {"statement": "Nothing for a month."})
    page = alice.get(_at(order, "check"))
    answer = alice.post(_at(order, "check"), {"key": _key(page)})

    assert answer.url == f"/orders/{order}/disputes/1/"
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes[0].received is False


_WITHDRAWAL = """
extends = "aliexpress-2017@1"
name = "with-withdrawal"
version = 1
title = "With withdrawal"

[opening.grounds.no_longer_wanted]
changed_mind = { offered = true, remedies = ["return_and_refund"], liable_by_default = "buyer", evidence_when_received = false, return_freight = "buyer", within = "P14D" }
"""


def _under_a_policy_with_withdrawal(world: World, folder: Path) -> str:
    file = folder / "policy.toml"
    file.write_text(_WITHDRAWAL, "utf-8")
    world.engine.policies.adopt(load(str(file)), world.engine.store.select)
    place = build(
        "place_order",
        {
            "number": uuid.uuid4().hex[:12], "shop": "shop", "buyer": world.name("alice"),
            "seller": world.name("bob"), "currency": "USD", "ship_from": "CN", "ship_to": "ES",
            "logistics": "platform", "shipping": "2.00", "promised": "P30D",
            "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 1}],
        },
    )  # fmt: skip
    envelope = Envelope(
        actor=Actor(role="shop", name="shop"), order_id=None, command=place, key=uuid.uuid4().hex,
        seen_at=world.clock.now(), policy="with-withdrawal",
    )  # fmt: skip
    (answer,) = world.engine.execute([envelope])
    assert isinstance(answer, Receipt), answer
    order = answer.order_id
    world.done("bob", "seller", "ship", order, carrier="upu", tracking="RB123456785GB")
    _arrives(world, order)
    return order


def test_what_is_no_longer_wanted_goes_back_at_the_buyers_cost(
    world: World, tmp_path: Path
) -> None:
    order = _under_a_policy_with_withdrawal(world, tmp_path)
    alice: Any = world.browser("alice", "buyer")

    assert "I do not want it any more" in alice.get(_at(order, "why")).text
    alice.post(_at(order, "why"), {"grounds": "no_longer_wanted.changed_mind"})
    page = alice.get(_at(order, "want"))
    assert "pay for sending it yourself" in page.text
    alice.post(_at(order, "want"), {"remedy": "return_and_refund"})
    page = alice.get(_at(order, "show"))
    assert "is needed" not in page.text
    alice.post(_at(order, "show"), {"statement": "Too large for my kitchen."})
    page = alice.get(_at(order, "check"))
    answer = alice.post(_at(order, "check"), {"key": _key(page)})

    assert answer.url == f"/orders/{order}/disputes/1/"
    found = world.engine.order(order)
    assert found is not None
    (claim,) = found.disputes[0].proposals
    assert (claim.remedy, claim.amount, claim.return_freight) == (
        "return_and_refund",
        2000,
        "buyer",
    )


def test_too_early_it_says_from_when_and_takes_an_invalid_number_at_once(world: World) -> None:
    order = world.shipped()
    alice: Any = world.browser("alice", "buyer")

    page = alice.get(_at(order, "why"))

    assert "can be opened from" in page.text
    classes = {each.code: each for each in page.context["page"].classes}
    now = [c.code for c in classes["not_received"].choices if c.open]
    assert now == ["not_received.invalid_tracking"]
    answer = alice.post(_at(order, "why"), {"grounds": "not_received.in_transit"})
    assert answer.status_code == 422
    assert alice.post(_at(order, "why"), {"grounds": now[0]}).status_code == 302


def test_before_anything_was_shipped_it_says_what_can_be_done(world: World) -> None:
    order = world.order()
    page = world.browser("alice", "buyer").get(f"/orders/{order}/open/")

    assert page.status_code == 200
    assert "have not been shipped" in page.text
    assert "Ask to cancel the order" in page.text


def test_a_draft_is_kept_and_gone_on_with(world: World) -> None:
    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"})
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "5.00"})

    again: Any = world.browser("alice")
    assert "Go on with your draft" in again.get(f"/orders/{order}/").text
    assert "Draft of a dispute" in again.get("/").text
    assert again.get(f"/orders/{order}/open/").url == _at(order, "show")
    assert 'value="5.00"' in again.get(_at(order, "want")).text

    again.post(f"/orders/{order}/open/discard/")
    assert "Go on with your draft" not in again.get(f"/orders/{order}/").text


def test_an_amount_that_is_too_much_is_refused_at_its_step_and_kept(world: World) -> None:
    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"})

    answer = alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "99.00"})

    assert answer.status_code == 422
    assert "more_than_was_paid" in answer.text
    assert 'value="99.00"' in answer.text
    assert 'value="99.00"' in alice.get(_at(order, "want")).text


def test_without_the_evidence_the_last_step_leads_to_where_it_is_added(world: World) -> None:
    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"})
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "5.00"})
    alice.post(_at(order, "show"), {"statement": "It leaks."})

    page = alice.get(_at(order, "check"))
    assert "exhibit_needed" in page.text
    assert f'href="{_at(order, "show")}"' in page.text
    answer = alice.post(_at(order, "check"), {"key": _key(page)})

    assert answer.status_code == 422
    assert "It leaks." in alice.get(_at(order, "show")).text
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes == ()


def test_sent_twice_it_is_opened_once(world: World) -> None:
    order, alice = _damaged(world)
    key = _key(alice.get(_at(order, "check")))

    first = alice.post(_at(order, "check"), {"key": key})
    again = alice.post(_at(order, "check"), {"key": key})

    assert first.url == again.url == f"/orders/{order}/disputes/1/"
    assert "This was sent before" in alice.get(again.url).text
    found = world.engine.order(order)
    assert found is not None
    assert len(found.disputes) == 1
    assert "Go on with your draft" not in alice.get(f"/orders/{order}/").text


def test_back_from_what_was_sent_no_second_claim_is_begun(world: World) -> None:
    order, alice = _damaged(world)
    alice.post(_at(order, "check"), {"key": _key(alice.get(_at(order, "check")))})

    for step in ("why", "want", "show", "check"):
        back = alice.get(_at(order, step), follow=True)
        assert "A dispute about this line is open." in back.text
        assert "Throw this draft away" not in back.text
    left_open = alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"}, follow=True)
    assert "A dispute about this line is open." in left_open.text
    thrown = alice.post(f"/orders/{order}/open/discard/", follow=True)
    assert "The draft is gone" not in thrown.text
    found = world.engine.order(order)
    assert found is not None
    assert len(found.disputes) == 1


def test_answers_changed_in_another_window_are_shown_before_they_are_sent(world: World) -> None:
    order, alice = _damaged(world)
    key = _key(alice.get(_at(order, "check")))
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "12.00"})

    answer = alice.post(_at(order, "check"), {"key": key})

    assert answer.status_code == 422
    assert "have changed since" in answer.text
    assert "$12.00" in answer.text
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes == ()


def test_protection_that_ran_out_in_between_is_said_and_nothing_is_lost(world: World) -> None:
    order, alice = _damaged(world)
    key = _key(alice.get(_at(order, "check")))
    world.clock.step(29 * DAY)

    answer = alice.post(_at(order, "check"), {"key": key})

    assert answer.status_code == 422
    assert "protection_over" in answer.text
    assert "The lid is cracked." in answer.text
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes == ()


def test_other_grounds_ask_again_what_is_wanted(world: World) -> None:
    order, alice = _damaged(world)

    answer = alice.post(_at(order, "why"), {"grounds": "not_as_described.wrong_item"})

    assert answer.url == _at(order, "want")
    assert alice.get(_at(order, "check")).url == _at(order, "want")
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "9.00"})
    assert "The lid is cracked." in alice.get(_at(order, "show")).text


@pytest.mark.parametrize("step", ["what", "why", "want", "show", "check", "discard", "elsewhere"])
def test_eve_and_bob_find_nothing_there(world: World, step: str) -> None:
    order, _ = _damaged(world)
    nowhere = "0192f0c0-0000-7000-8000-000000000000"
    for who in (world.browser("eve", "buyer", "seller"), world.browser("bob", "seller")):
        theirs, missing = who.post(_at(order, step)), who.post(_at(nowhere, step))
        assert theirs.status_code == missing.status_code == 404
    assert plain(world.browser("eve").get(_at(order, "why"))) == plain(
        world.browser("eve").get(_at(nowhere, "why"))
    )


def test_a_step_is_never_kept_by_looking_at_it(world: World) -> None:
    from amends.web.models import Draft

    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    alice.get(f"/orders/{order}/open/?grounds=not_as_described.quality")
    alice.get(_at(order, "why"))

    assert not Draft.objects.filter(order_id=order).exists()


def test_hostile_answers_are_words_and_nothing_else(world: World) -> None:
    order = world.delivered()
    alice: Any = world.browser("alice", "buyer")
    bad = "<script>alert(1)</script>\x00"
    assert alice.post(_at(order, "why"), {"grounds": bad}).status_code == 422
    alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"})
    assert alice.post(_at(order, "want"), {"remedy": bad, "amount": bad}).status_code == 422
    alice.post(_at(order, "want"), {"remedy": "refund_only", "amount": "5.00"})
    alice.post(_at(order, "show"), {"statement": bad + "ש" * 10_000})

    page = alice.get(_at(order, "check"))
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_parallel_clicks_open_one_dispute(world: World) -> None:
    order, alice = _damaged(world)
    sent = {"key": _key(alice.get(_at(order, "check")))}
    browsers = [world.browser("alice") for _ in range(4)]

    def click(browser: Any) -> str:
        try:
            return str(browser.post(_at(order, "check"), sent).url)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as clicking:
        answers = set(clicking.map(click, browsers))

    assert answers == {f"/orders/{order}/disputes/1/"}
    found = world.engine.order(order)
    assert found is not None
    assert len(found.disputes) == 1


def test_an_order_of_a_hundred_lines_is_asked_about_in_good_time(world: World) -> None:
    lines = [
        {"id": f"l{n}", "title": f"Thing {n}", "price": "3.00", "quantity": 4} for n in range(100)
    ]
    order = world.order(lines=lines)
    world.done("bob", "seller", "ship", order, carrier="upu", tracking="RB123456785GB")
    _arrives(world, order)
    alice: Any = world.browser("alice", "buyer")
    started = time.process_time()

    page = alice.get(_at(order, "what"))

    assert len(page.context["page"].lines) == 100
    assert time.process_time() - started < 2


def test_a_quantity_that_is_not_there_is_refused_at_its_step(world: World) -> None:
    order = _two_kettles_and_a_lamp(world)
    _arrives(world, order)
    alice: Any = world.browser("alice", "buyer")
    for quantity in ("0", "3", "99999999"):
        answer = alice.post(_at(order, "what"), {"line": "kettle", "quantity.kettle": quantity})
        assert answer.status_code == 422, quantity
        assert "Choose from 1 to 2" in answer.text
    assert alice.post(_at(order, "what"), {}).status_code == 422


def test_of_two_parcels_the_pieces_that_came_can_be_claimed(world: World) -> None:
    kettles = [{"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 3}]
    order = world.order(lines=kettles)
    for parcel, tracking, count in (("p1", "RB123456785GB", 2), ("p2", "RB123456799GB", 1)):
        world.done(
            "bob", "seller", "ship", order,
            parcel=parcel, carrier="upu", tracking=tracking, lines={"kettle": count},
        )  # fmt: skip
    world.clock.step(2 * DAY)
    world.done(
        "carrier", "carrier", "report_tracking", order, tracking="RB123456785GB", status="delivered"
    )
    alice: Any = world.browser("alice", "buyer")

    page = alice.get(f"/orders/{order}/open/", follow=True)

    (line,) = page.context["page"].lines
    assert line.pieces == 3  # a number that does not work can be said of all of them
    alice.post(_at(order, "what"), {"line": "kettle", "quantity.kettle": "2"})
    answer = alice.post(_at(order, "why"), {"grounds": "not_as_described.quality"})
    assert answer.url == _at(order, "want")
