"""The blind mode: nothing on the desk says who the parties are."""

import re
from typing import Any

from amends.web.shown.deciding.blind import blinded
from tests.web.conftest import World
from tests.web.deciding import DAY, appealed, at_desk, at_the_platform, ruled, send


def named(world: World) -> list[str]:
    """Every name that tells who Alice and Bob are in this test."""
    return [world.name("alice"), world.name("bob"), "Alice", "Bob", world.mark]


def shows(world: World, page: str, names: list[str]) -> list[str]:
    """Those of the names that the HTML holds, wherever it holds them."""
    return [
        name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", page, re.IGNORECASE)
    ]


def blind(world: World, who: str = "carol") -> Any:
    """An arbitrator who wants no names."""
    client = at_desk(world, who)
    assert client.post("/deciding/preferences/", {"blind": "true"}).status_code == 302
    return client


def told_with_names(world: World, **more: Any) -> str:
    """A case in which the names are written wherever somebody can write."""
    world.person("alice", "buyer")
    world.person("bob", "seller")
    alice, bob = world.name("alice"), world.name("bob")
    order = world.order(
        number=f"no-{world.mark[:4]}",
        lines=[{"id": "kettle", "title": f"Kettle by {bob}", "price": "18.00", "quantity": 1}],
    )
    world.done("bob", "seller", "ship", order, parcel=bob, carrier="upu", tracking="RB123456785GB")
    world.clock.step(12 * DAY)
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="9.00", statement=f"{alice} here. BOB lied to Alice!",
        exhibits=[{"kind": "photo", "note": f"Taken by {alice}, bobbin beside it."}],
    )  # fmt: skip
    world.done(
        "bob", "seller", "reject_proposal", order, proposal=1, statement=f"I am {bob}, not Bobby."
    )
    world.clock.step(6 * DAY)
    world.engine.sweep()
    return order


def test_no_name_is_on_any_page_of_the_desk(world: World) -> None:
    order = told_with_names(world)
    names = [world.name("alice"), world.name("bob"), "Alice", "Bob"]
    address = f"/deciding/{order}/1/"
    open_eyed = at_desk(world, "dan").get(address).text
    assert shows(world, open_eyed, names) == names
    carol = blind(world)
    for page in ("/deciding/", address):
        assert shows(world, carol.get(page).text, names) == []
    page = carol.get(address).text
    assert "The buyer" in page
    assert "The seller" in page
    # Words that only begin like a name stay.
    assert "bobbin" in page
    assert "Bobby" in page


def test_no_name_comes_back_from_anything_that_is_done(world: World) -> None:
    order = told_with_names(world)
    names = [world.name("alice"), world.name("bob"), "Alice", "Bob"]
    carol, address = blind(world), f"/deciding/{order}/1/"
    answers = [
        carol.get(f"{address}preview/?amount=5.00&liable.seller=100", headers={"HX-Request": "true"}),
        carol.get(f"{address}preview/?command=propose&remedy=refund_only&amount=5.00",
                  headers={"HX-Request": "true"}),
        send(carol, order, "preview", amount="5.00", liable__seller="100"),
        send(carol, order, "do/propose", remedy="refund_only", amount="999.00"),
        send(carol, order, "do/issue_ruling", amount="999.00", liable__seller="100"),
    ]  # fmt: skip
    send(carol, order, "draft", anew="1", remedy="refund_only", amount="5.00", liable__seller="100")
    answers.append(carol.get(address))
    send(carol, order, "do/make_statement", text="I am looking at it.")
    answers.append(carol.get(address))
    send(carol, order, "do/issue_ruling", amount="5.00", liable__seller="100", reasons="So.")
    answers.append(carol.get(address))  # with the note of what was done
    answers.append(carol.get("/deciding/mine/"))
    for answer in answers:
        assert answer.status_code in (200, 422)
        assert shows(world, answer.text, names) == []


def test_an_appeal_has_no_names_either(world: World) -> None:
    order = told_with_names(world)
    ruled(world, order, by="carol")
    appealed(world, order)
    names = [world.name("alice"), world.name("bob"), "Alice", "Bob"]
    assert shows(world, blind(world, "dan").get(f"/deciding/{order}/1/").text, names) == []


def test_no_name_is_on_the_pages_that_both_parties_see_either(world: World, do: Any) -> None:
    order = told_with_names(world)
    names = [world.name("alice"), world.name("bob"), "Alice", "Bob"]
    pages = (f"/orders/{order}/", f"/orders/{order}/disputes/1/", f"/orders/{order}/report/")
    carol, dan = blind(world), at_desk(world, "dan")
    for page in pages:
        assert shows(world, dan.get(page).text, names)
        answer = carol.get(page)
        assert answer.status_code == 200
        assert shows(world, answer.text, names) == []
    # Nor does one come back from what is done there.
    answer = do(carol, order, "make_statement", dispute=1, text="I am looking at it.")
    assert shows(world, carol.get(answer["Location"]).text, names) == []


def test_names_come_back_when_they_are_wanted(world: World) -> None:
    order = at_the_platform(world)
    carol = blind(world)
    assert "Show names" in carol.get("/deciding/").text
    carol.post("/deciding/preferences/", {"blind": "false"})
    assert world.name("alice") in carol.get(f"/deciding/{order}/1/").text


def test_it_hides_names_and_nothing_else_of_the_order(world: World) -> None:
    from amends.app.order_view import load_order_view
    from amends.core.people import Actor

    order = at_the_platform(world)
    seen = load_order_view(world.engine, order, Actor(role="arbitrator", name="carol"))
    hidden = blinded(seen, [("buyer", "x"), ("seller", " ")])
    assert hidden.order.disputes == seen.order.disputes
    assert hidden.order.escrow == seen.order.escrow
    assert hidden.words.name("buyer") == "the buyer"
    assert set(hidden.texts) == set(seen.texts)


def test_names_are_found_in_every_way_of_writing_them(world: World) -> None:
    from amends.app.order_view import load_order_view
    from amends.core.people import Actor

    order = at_the_platform(world)
    seen = load_order_view(world.engine, order, Actor(role="arbitrator", name="carol"))
    world.done("bob", "seller", "make_statement", order, text="x")
    texts = {"1": "ALİCE and alice. Alice! 李雷说李雷", "2": "\u212aofi is not kofi."}
    from dataclasses import replace

    hidden = blinded(
        replace(seen, texts=texts), [("buyer", "Alice"), ("seller", "李雷"), ("seller", "kofi")]
    )
    assert "lice" not in hidden.texts["1"]
    assert "李雷" not in hidden.texts["1"]
    assert hidden.texts["1"].startswith("The buyer and the buyer. The buyer!")
    assert "ofi" not in hidden.texts["2"].replace("of ", "")
