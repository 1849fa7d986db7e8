"""A real demo and a real browser for each worker of the test run."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from amends.demo.clock import CLOCK_NAME, MovedClock
from amends.dev.browsing import (
    DESKTOP,
    PHONE,
    NoChromiumError,
    Site,
    chromium_path,
    demo_site,
    launch,
)
from amends.dev.crawling import sign_in
from amends.engine.engine import open_engine
from tests.conftest import missing
from tests.web.conftest import World

SIZES: dict[str, Any] = {"phone": PHONE, "desktop": DESKTOP}

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, or a skip that says what to install."""
    try:
        chromium_path()
    except NoChromiumError as error:
        missing("chromium", str(error))
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running `amends demo` of this worker's own."""
    with demo_site(tmp_path_factory.mktemp("site") / "demo") as running:
        yield running


class Cast(World):
    """The demo's own people: Alice is `alice`."""

    def name(self, who: str) -> str:
        """The account that the demo has."""
        return who


@pytest.fixture
def market(site: Site) -> Iterator[Cast]:
    """A second hand on the demo's database: makes orders as the shop does, while the server runs."""
    clock: Any = MovedClock(site.home / CLOCK_NAME)
    clock.step = clock.move
    engine = open_engine(site.home, clock)
    yield Cast(engine, clock)
    engine.close()


@pytest.fixture
def open_as(chromium: Browser, site: Site) -> Iterator[Opened]:
    """`open_as("alice", "/orders/…/", size="phone", javascript=False, language="ru")`.

    Fails at the end if a page raised an error or broke its content security policy.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(
        person: str,
        path: str = "/",
        *,
        size: str = "desktop",
        javascript: bool = True,
        language: str = "en",
    ) -> Page:
        context = chromium.new_context(
            viewport=SIZES[size],
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Madrid",
            base_url=site.address,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if _is_bad(said) else None)
        if person:
            sign_in(page, site.address, person)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def _is_bad(said: Any) -> bool:
    """Errors of scripts and broken policies; a refusal's status is no error of the page."""
    return said.type == "error" and "Failed to load resource" not in said.text
