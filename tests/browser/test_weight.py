"""What a first visit has to fetch, in bytes as they are sent."""

import pytest
from playwright.sync_api import Browser, Response

from amends.dev.browsing import Site
from amends.dev.crawling import sign_in
from tests.browser.conftest import SIZES, Cast
from tests.conftest import Figure

MOST = 150_000
_PICTURES = ("image", "media")


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("alice", "/orders/{order}/disputes/1/"), ("alice", "/orders/{order}/"), ("bob", "/selling/"),
        ("carol", "/deciding/"), ("carol", "/deciding/{order}/1/"), ("dave", "/running/"),
    ],
)  # fmt: skip
def test_a_first_load_is_light(
    person: str, path: str, chromium: Browser, site: Site, market: Cast, figure: Figure
) -> None:
    order = market.disputed()
    context = chromium.new_context(viewport=SIZES["phone"])
    page = context.new_page()
    sign_in(page, site.address, person)
    context.clear_cookies(name="zone")
    fresh = chromium.new_context(viewport=SIZES["phone"], storage_state=context.storage_state())
    answers: list[Response] = []
    visit = fresh.new_page()
    visit.on("response", lambda answer: answers.append(answer))
    visit.goto(f"{site.address}{path.format(order=order)}", wait_until="networkidle")
    heavy = {
        answer.url: len(answer.body())
        for answer in answers
        if answer.request.resource_type not in _PICTURES and answer.status == 200
    }
    fresh.close()
    context.close()
    kind = path.format(order="…")
    figure(f"bytes of a first load, {kind}", f"{sum(heavy.values()):,}")
    assert sum(heavy.values()) < MOST, heavy
