"""Markup, other scripts, very much of everything: shown as words, in a page that stays a page."""

import re
from typing import Any

from tests.web import scenes
from tests.web.conftest import World
from tests.web.scenes import page_of

_MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7|add:7 }}"
_HEBREW = "שלום עולם, המכסה סדוק. " * 450
_QUOTED = re.compile(r'"[^"]*"')
_INLINE = re.compile(r"<[^>]+\s(?:on[a-z]+|style)=|<script(?![^>]+src=)|javascript:", re.IGNORECASE)


def _inline(page: str) -> bool:
    """Whether something in the page could run; what stands within quotes cannot."""
    return _INLINE.search(_QUOTED.sub('""', page)) is not None


def test_markup_in_every_field_is_words(world: World, do: Any) -> None:
    order = world.disputed(statement=_MARKUP)
    bob = world.browser("bob", "seller")
    world.done(
        "alice", "buyer", "submit_exhibit", order, kind="photo", sha256="ab" * 32, note=_MARKUP
    )
    do(bob, order, "propose", dispute=1, remedy="refund_only", amount="1.00", statement=_MARKUP)
    do(bob, order, "make_statement", dispute=1, text=_MARKUP)
    world.clock.step(5 * 86_400_000 + 1)
    for who, role in (("alice", "buyer"), ("bob", "seller"), ("carol", "arbitrator")):
        page = page_of(world, order, who, role)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7|add:7 }}" in page
        assert not _inline(page)


def test_markup_that_is_refused_comes_back_as_words(world: World, do: Any) -> None:
    order = world.disputed()
    answer = do(
        world.browser("bob", "seller"), order, "propose",
        dispute=1, remedy=_MARKUP, amount=_MARKUP, statement=_MARKUP,
    )  # fmt: skip
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert not _inline(answer.text)


def test_addresses_in_words_are_no_links(world: World, do: Any) -> None:
    order = world.disputed()
    do(
        world.browser("bob", "seller"), order, "make_statement",
        dispute=1, text="See https://pay.example/now and mail me",
    )  # fmt: skip
    page = page_of(world, order, "alice", "buyer")
    assert "https://pay.example/now" in page
    assert 'href="https://' not in page


def test_ten_thousand_characters_from_right_to_left(world: World, do: Any) -> None:
    order = world.disputed()
    assert len(_HEBREW) > 10_000
    do(world.browser("bob", "seller"), order, "make_statement", dispute=1, text=_HEBREW)
    page = page_of(world, order, "alice", "buyer")
    assert _HEBREW.strip() in page
    words = page.split('class="words long"')[1]
    assert words.startswith(' dir="auto" tabindex="0"')


def test_line_breaks_are_kept(world: World, do: Any) -> None:
    order = world.disputed()
    do(world.browser("bob", "seller"), order, "make_statement", dispute=1, text="One\r\n\r\nTwo")
    assert "One\n\nTwo" in page_of(world, order, "alice", "buyer")


def test_a_hundred_proposals_and_two_hundred_exhibits(world: World) -> None:
    order = world.disputed()
    for n in range(99):
        world.done(
            "bob", "seller", "propose", order, remedy="refund_only", amount=f"{n / 100 + 1:.2f}"
        )
    for n in range(199):
        world.done("alice", "buyer", "submit_exhibit", order, kind="photo", sha256=f"{n:064x}")

    page = page_of(world, order, "alice", "buyer")

    assert page.count('<article class="card proposal') == 100
    assert "96 more proposals" in page
    assert page.count("<figure") == 200
    assert "188 more exhibits" in page
    assert "earlier entries" in page
    assert page.count('class="happened"') >= 300


def test_every_kind_of_event_has_its_picture(world: World) -> None:
    from amends.core.events import EVENTS
    from amends.web.shown.parts import ICONS

    assert set(ICONS) == set(EVENTS.values())
    page = page_of(world, scenes.appealed(world), "alice", "buyer")
    assert page.count('<span class="icon"><svg') == page.count('class="happened"')


def test_every_icon_is_there() -> None:
    from django.template import engines

    from amends.web.shown.dispute.exhibits import _ICONS
    from amends.web.shown.parts import ICONS

    for name in {*ICONS.values(), *_ICONS.values()}:
        made = engines["django"].from_string("{% lucide name %}").render({"name": name})
        assert made.startswith("<svg")


def test_nonsense_in_the_address_of_a_preview(world: World) -> None:
    order = world.disputed()
    bob = world.browser("bob", "seller")
    for query in (
        "",
        "?amount=",
        "?remedy=refund_only&amount=%00",
        "?remedy=coupon&amount=-1",
        "?remedy=refund_only&amount=" + "9" * 400,
        "?dispute=7&remedy=refund_only&amount=1",
    ):
        answer = bob.get(
            f"/orders/{order}/disputes/1/preview/{query}", headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200, query
    assert bob.get(f"/orders/{order}/disputes/9/preview/").status_code == 404
    assert bob.get(f"/orders/{order}/disputes/1/proposals/1/change/").status_code == 405
