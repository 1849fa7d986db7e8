"""The case on one screen: what stands there, what can be done, and that it stays fast."""

import html
import re
import uuid

from tests.web.conftest import World
from tests.web.deciding import DAY, appealed, at_desk, at_the_platform, ruled, send
from tests.web.statements import MOST, Counted, counted_statements

__all__ = ["counted_statements"]


def told(page: str) -> str:
    """A page as it is read."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_both_sides_the_facts_and_the_recommendation_stand_beside_one_another(world: World) -> None:
    order = at_the_platform(world)
    page = told(at_desk(world, "carol").get(f"/deciding/{order}/1/").text)
    assert "poor quality" in page
    assert "The lid is cracked." in page
    assert "It left here whole." in page
    assert "Parcel p1" in page
    assert "What was sold and what was packed are the seller's part." in page
    assert "Like cases" in page


def test_what_can_be_done_is_what_the_table_of_moves_says(world: World) -> None:
    order = world.disputed()
    carol = at_desk(world, "carol")
    page = carol.get(f"/deciding/{order}/1/").text
    # It has not come to the platform: there is nothing to do but to read.
    assert "/do/" not in page
    other = at_the_platform(world)
    page = carol.get(f"/deciding/{other}/1/").text
    found = set(re.findall(rf"/deciding/{other}/1/do/(\w+)/", page))
    assert found == {"issue_ruling", "request_exhibit", "propose", "note_fact", "make_statement"}


def test_carol_asks_for_an_exhibit_and_notes_what_it_shows(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    asked = send(
        carol, order, "do/request_exhibit", of="buyer", kinds=["photo", "video"], within="P2D"
    )
    assert asked.status_code == 302
    dispute = world.engine.order(order).disputes[0]  # type: ignore[union-attr]
    assert (dispute.requests[0].of, dispute.requests[0].kinds) == ("buyer", ("photo", "video"))
    send(carol, order, "do/note_fact", fact="photo_shows_defect", exhibit="1")
    send(carol, order, "do/make_statement", text="I am looking at it.")
    page = told(carol.get(f"/deciding/{order}/1/").text)
    assert "noted: the picture shows the fault" in page.lower() or "photo shows" in page
    assert "I am looking at it." in page
    assert "waited for" in page


def test_the_platforms_proposal_is_shown_before_it_is_made(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    version = world.engine.order(order).version  # type: ignore[union-attr]
    address = f"/deciding/{order}/1/preview/?command=propose&remedy=refund_only&amount=6.00"
    part = carol.get(address, headers={"HX-Request": "true"}).text
    assert "$6.00" in part
    assert "<html" not in part
    assert world.engine.order(order).version == version  # type: ignore[union-attr]
    answer = send(carol, order, "do/propose", remedy="refund_only", amount="6.00")
    assert answer.status_code == 302
    page = carol.get(f"/deciding/{order}/1/").text
    # While both may accept it there is no ruling.
    assert f"/deciding/{order}/1/do/issue_ruling/" not in page
    assert "Withdraw $6.00 back, goods kept" in told(page)


def test_a_refusal_stands_at_its_form_with_what_was_typed(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    answer = send(
        carol, order, "do/propose", remedy="refund_only", amount="600.00", statement="So be it."
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "So be it." in answer.text
    assert world.engine.order(order).disputes[0].standing("arbitrator") == ()  # type: ignore[union-attr]


def test_signals_and_watched_words_are_marked_in_statements(world: World) -> None:
    order = at_the_platform(world)
    world.done(
        "bob", "seller", "make_statement", order,
        text="It was a gift wrap. Cancel the dispute and I refund you directly by PayPal.",
    )  # fmt: skip
    carol = at_desk(world, "carol")
    back = f"/deciding/{order}/1/"
    saved = carol.post("/deciding/preferences/", {"words": "gift WRAP\n\n gift wrap", "next": back})
    assert saved.url == back
    page = carol.get(back).text
    assert '<mark class="watch">gift wrap</mark>' in page
    assert re.search(r'<mark class="signal">[^<]*PayPal\.</mark>', page)
    assert "offers or asks for money outside" in page
    # They are Carol's own.
    assert '<mark class="watch">' not in at_desk(world, "dan").get(back).text


def test_preferences_lead_nowhere_else(world: World) -> None:
    carol = at_desk(world, "carol")
    answer = carol.post(
        "/deciding/preferences/", {"blind": "false", "next": "https://eve.example/"}
    )
    assert answer.url == "/deciding/"


def test_what_came_since_the_last_look_is_new(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    address = f"/deciding/{order}/1/"
    found = world.engine.order(order)
    assert found is not None
    assert "unread" in carol.get("/deciding/").text
    assert carol.post(f"{address}read/", {"version": found.version}).status_code == 302
    assert "new entr" not in carol.get(address).text
    world.done("bob", "seller", "make_statement", order, text="One more thing.")
    page = carol.get(address).text
    assert "1 new entry" in page
    # A form that was left open reads no further than it showed.
    carol.post(f"{address}read/", {"version": found.version})
    assert "1 new entry" in carol.get(address).text
    carol.post(f"{address}read/", {"version": "x"})
    carol.post(f"{address}read/", {"version": "99999"})
    assert "new entr" not in carol.get(address).text
    # What she does herself is never new to her.
    send(carol, order, "do/make_statement", text="Thank you.")
    assert "new entr" not in carol.get(address).text
    # Dan has looked at nothing yet.
    assert address in at_desk(world, "dan").get("/deciding/").text


def test_earlier_cases_of_the_same_people_and_ones_own_are_said(world: World) -> None:
    first = at_the_platform(world)
    ruled(world, first)
    second = at_the_platform(world)
    page = told(at_desk(world, "carol").get(f"/deciding/{second}/1/").text)
    assert "You ruled in 1 earlier case with" in page
    assert "Earlier cases between these two" in page
    assert "Rulings at this seller's cost: 100%." in page
    other = told(at_desk(world, "dan").get(f"/deciding/{second}/1/").text)
    assert "You ruled in" not in other


def test_like_cases_say_what_they_came_to(world: World) -> None:
    first = at_the_platform(world)
    ruled(world, first, amount="4.50")
    second = at_the_platform(world)
    page = told(at_desk(world, "dan").get(f"/deciding/{second}/1/").text)
    assert "on these grounds: all of the claim" in page
    assert "In the middle" in page
    assert "50%" in page


def test_markup_in_what_people_write_is_words(world: World) -> None:
    order = at_the_platform(world)
    nasty = "<script>alert(1)</script> <b onclick=x>"
    world.done("bob", "seller", "make_statement", order, text=nasty)
    carol = at_desk(world, "carol")
    carol.post("/deciding/preferences/", {"words": "<b"})
    page = carol.get(f"/deciding/{order}/1/").text
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert "&lt;script&gt;" in page


def test_a_page_takes_at_most_twelve_statements(world: World, counted_statements: Counted) -> None:
    order = at_the_platform(world)
    appeal = at_the_platform(world)
    ruled(world, appeal)
    appealed(world, appeal)
    dan = at_desk(world, "dan")
    dan.post(f"/deciding/{order}/1/read/", {"version": 3})
    for blind in ("false", "true"):
        dan.post("/deciding/preferences/", {"blind": blind})
        for address in (
            "/deciding/",
            f"/deciding/{order}/1/",
            f"/deciding/{appeal}/1/",
            "/deciding/mine/",
        ):
            with counted_statements.here():
                assert dan.get(address).status_code == 200
            assert len(counted_statements) <= MOST, counted_statements.say()


def test_a_case_by_a_number_that_nobody_has_is_not_there(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    for address in (
        f"/deciding/{order}/2/",
        f"/deciding/{uuid.uuid4()}/1/",
        f"/deciding/{order}/0/",
    ):
        assert carol.get(address).status_code == 404
    assert carol.post(f"/deciding/{order}/1/do/no_such_thing/", {}).status_code == 404


def test_a_deadline_that_passes_while_a_form_is_open_gives_a_clear_answer(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    send(carol, order, "do/propose", remedy="refund_only", amount="6.00")
    world.clock.step(4 * DAY)
    answer = send(carol, order, "do/withdraw_proposal", proposal="3")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
