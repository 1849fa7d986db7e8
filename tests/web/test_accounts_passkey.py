"""A passkey in a real browser with a virtual authenticator, and a shop's link that goes on alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from amends.dev.browsing import NoChromiumError, chromium_path, launch
from tests.conftest import missing
from tests.web.served import amends, serving
from tests.web.test_accounts_serving import order_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("passkey") / "home"
    assert amends(found, "init").returncode == 0
    return found


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serving(home, "--no-worker") as found:
        yield found


@pytest.fixture
def page() -> Iterator[Any]:
    """A page that fails at the end if anything on it did."""
    try:
        chromium_path()
    except NoChromiumError as error:
        missing("chromium", str(error))
    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        found = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
        found.on("pageerror", lambda error: problems.append(str(error)))
        found.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        yield found
        browser.close()
    assert problems == []


def path_in(said: str) -> str:
    found = re.search(r"http://localhost:8000(/\S+)", said)
    assert found, said
    return found[1]


def test_alice_adds_a_passkey_and_comes_in_with_it(home: Path, address: str, page: Any) -> None:
    first = path_in(amends(home, "people", "add", "alice", "--role", "buyer").stdout)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.goto(f"{address}{first}")
    page.click("main button")
    page.wait_for_url(f"{address}/account/")
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.fill("input[name=name]", "My phone")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("webauthn/$|recovery-codes"))
    page.goto(f"{address}/account/2fa/webauthn/")
    assert "My phone" in page.inner_text("main")
    assert "Signs you in by itself." in page.inner_text("main")

    page.context.clear_cookies()
    page.goto(f"{address}/account/")
    assert "/account/login/" in page.url
    page.click("#passkey_login")
    page.wait_for_url(f"{address}/account/")


def test_a_browser_without_a_passkey_is_told_so(address: str, page: Any) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.goto(f"{address}/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')) }")
    page.click("#passkey_login")
    page.wait_for_selector("#passkey-trouble:not([hidden])")


def test_a_link_from_the_shop_goes_on_by_itself(home: Path, address: str, page: Any) -> None:
    amends(home, "link", "keys", "add", "shop")
    order = order_of(home, 1, "4711")
    link = path_in(amends(home, "link", "make", "shop", "bob", "4711", "--role", "seller").stdout)
    page.goto(f"{address}{link}")
    page.wait_for_url(f"{address}/orders/{order}/")
