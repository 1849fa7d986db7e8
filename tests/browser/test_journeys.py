"""Each of the four people from nothing to the end of their main case, as they would do it.

Forms are found by their fields, so that the same journey is walked in every language.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from amends.core.dispute import Closed
from amends.dev.browsing import Site
from tests.browser.acting import press, tab_to, tab_to_field
from tests.browser.conftest import Cast, Opened
from tests.uploads.pictures import jpeg

# Every language once; phones and desks, with and without scripts, in turn.
BUYERS = (
    ("en", "phone", True), ("en", "desktop", False), ("zh-CN", "phone", False),
    ("es", "desktop", True), ("pt-BR", "phone", True), ("ru", "phone", False),
)  # fmt: skip
OTHERS = (
    ("en", "desktop", True), ("es", "phone", False), ("ru", "phone", True),
    ("zh-CN", "desktop", False), ("pt-BR", "desktop", True),
)  # fmt: skip
_DAY = 86_400_000


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """The photo on Alice's phone."""
    path = tmp_path / "lid.jpg"
    path.write_bytes(jpeg(seed=77))
    return path


def _go_on(page: Page) -> None:
    page.locator("main form button.main").first.click()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size", "javascript"), BUYERS)
def test_alice_claims_and_accepts_an_offer(
    language: str, size: str, javascript: bool, open_as: Opened, market: Cast, photo: Path
) -> None:
    order = market.delivered()
    page = open_as(
        "alice", f"/orders/{order}/", size=size, javascript=javascript, language=language
    )
    page.locator(f"main a[href='/orders/{order}/open/']").first.click()
    page.locator("input[name=class][value=not_as_described]").check()
    page.locator("input[name=grounds][value='not_as_described.quality']").check()
    _go_on(page)
    page.locator("input[name=remedy][value=refund_only]").check()
    page.locator("input[name=amount]:visible").first.fill("9.00")
    _go_on(page)
    page.set_input_files("input[name=files]", photo)
    page.locator("textarea[name=statement]").fill("The lid is cracked. Крышка треснула. 盖子裂了。")
    if javascript:
        expect(page.locator("input[name=upload]")).to_have_count(1)
    _go_on(page)
    expect(page.locator("main")).to_contain_text("9")
    _go_on(page)
    expect(page).to_have_url(re.compile(rf"/orders/{order}/disputes/1/"))
    expect(page.locator("main")).to_contain_text("盖子裂了")

    market.done("bob", "seller", "propose", order, dispute=1, remedy="refund_only", amount="7.50")
    page.goto(f"/orders/{order}/disputes/1/")
    form = page.locator("form[action$='/do/accept_proposal/']").first
    if not form.locator("button").is_visible():
        page.locator("details:has(form[action$='/do/accept_proposal/']) > summary").first.click()
    form.locator("button").click()

    expect(page.locator("form[action$='/do/accept_proposal/']")).to_have_count(0)
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 750
    (dispute,) = found.disputes
    assert isinstance(dispute.stage, Closed)
    assert [x.kind for x in dispute.exhibits] == ["photo"]


@pytest.mark.slow
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "plain"])
def test_eva_comes_from_the_shop_and_the_link_is_good_once(
    javascript: bool, site: Site, open_as: Opened, market: Cast
) -> None:
    """Nobody knows Eva here yet: the shop's link is how she comes in."""
    order = market.order(buyer=f"eva-{javascript}")
    link = _link(site, f"eva-{javascript}", order)
    page = open_as("", "/", javascript=javascript, size="phone")
    page.goto(link)
    if not javascript:
        page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile(f"/orders/{order}/"))

    again = open_as("", "/", javascript=False)
    again.goto(link)
    if again.locator("main form button").count():
        again.locator("main form button").first.click()
    expect(again).not_to_have_url(re.compile(f"/orders/{order}/"))
    assert "Kettle" not in again.locator("main").inner_text()


def _link(site: Site, person: str, order: str) -> str:
    """A link as the shop makes it; the demo's server knows it by the path alone."""
    environment = {
        **os.environ, "AMENDS_HOME": str(site.home), "DATABASE_URL": "", "AMENDS_URL": site.address,
    }  # fmt: skip
    amends = [sys.executable, "-m", "amends.cli", "link"]
    run = {"env": environment, "capture_output": True, "text": True, "check": True}
    subprocess.run([*amends, "keys", "add", "shop"], **run)  # type: ignore[call-overload]
    done = subprocess.run([*amends, "make", "shop", person, order], **run)  # type: ignore[call-overload]
    found = re.search(r"\S*(/from/\S+)", done.stdout)
    assert found is not None, done.stdout
    return str(found[1])


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size", "javascript"), OTHERS)
def test_bob_answers_from_his_desk(
    language: str, size: str, javascript: bool, open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    page = open_as("bob", "/selling/", size=size, javascript=javascript, language=language)
    found = market.engine.order(order)
    assert found is not None
    page.locator("input[name=sought]").fill(found.number)
    page.locator("form:has(input[name=sought]) button").first.click()
    page.locator(f"main a[href*='/orders/{order}/']").first.click()
    if size == "phone":
        page.locator("label.pick-seller").click()
    page.locator("details:has(form[action$='/do/propose/']) > summary:visible").first.click()
    form = page.locator("form[action$='/do/propose/']").first
    form.locator("[name=amount]").fill("6.00")
    form.locator("button:not(.look)").click()
    expect(page.locator("article", has_text=re.compile("6[.,]00")).first).to_be_attached()
    after = market.engine.order(order)
    assert after is not None
    assert [p.amount for p in after.disputes[0].proposals] == [900, 600]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size", "javascript"), OTHERS)
def test_carol_takes_the_case_and_rules(
    language: str, size: str, javascript: bool, open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    market.done("bob", "seller", "reject_proposal", order, dispute=1, proposal=1)
    market.clock.step(6 * _DAY)
    while market.engine.sweep().more:
        pass
    page = open_as("carol", "/deciding/", size=size, javascript=javascript, language=language)
    page.goto(f"/deciding/{order}/1/")
    form = page.locator("form:has([name='amount']):has([name='reasons'])").first
    form.locator("[name=amount]").fill("5.00")
    form.locator("button.main").last.click()
    expect(page.locator("form[action$='/do/issue_ruling/']")).to_have_count(0)
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 500
    (ruling,) = found.disputes[0].rulings
    assert market.engine.texts(order)[ruling.reasons]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size", "javascript"), OTHERS)
def test_dave_pauses_the_clock(
    language: str, size: str, javascript: bool, open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    page = open_as("dave", "/running/", size=size, javascript=javascript, language=language)
    found = market.engine.order(order)
    assert found is not None
    page.locator("form[action='/running/find/'] input").first.fill(found.number)
    page.locator("form[action='/running/find/'] button").first.click()
    page.wait_for_load_state()
    if "/orders/" not in page.url:
        page.locator(f"main a[href*='/orders/{order}/']").first.click()
    page.locator("details:has(form[action$='/do/pause_clock/']) > summary").first.click()
    form = page.locator("form[action$='/do/pause_clock/']").first
    form.locator("[name=reason]").fill("The carrier was on strike.")
    form.locator("[name=days]").select_option(index=2)
    form.locator("button").last.click()
    expect(page.locator("form[action$='/do/resume_clock/']").first).to_be_attached()
    found = market.engine.order(order)
    assert found is not None
    assert found.pause is not None


@pytest.mark.slow
def test_bob_answers_by_keyboard_alone(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("bob", f"/orders/{order}/disputes/1/")
    assert tab_to(page, r"^Offer something else|Offer")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "amount":
            break
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("4.00")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("$4.00")
    after = market.engine.order(order)
    assert after is not None
    assert after.disputes[0].proposals[-1].amount == 400


@pytest.mark.slow
def test_alice_cancels_knowingly(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("alice", f"/orders/{order}/disputes/1/", size="phone", javascript=False)
    page.locator(f"a[href='/orders/{order}/disputes/1/cancel/']").first.click()
    press(page, r"^Give up|Cancel|Close")
    expect(page.locator("main")).to_contain_text("Closed")
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 0


@pytest.mark.slow
def test_alice_claims_by_keyboard_alone(open_as: Opened, market: Cast) -> None:
    order = market.shipped()
    market.clock.step(20 * _DAY)
    page = open_as("alice", f"/orders/{order}/open/")
    tab_to_field(page, "class", "not_received")
    tab_to_field(page, "grounds", "not_received.in_transit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/want/")
    tab_to_field(page, "remedy", "refund_only")
    tab_to_field(page, "amount")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("20.00")
    page.keyboard.press("Enter")
    page.wait_for_url("**/show/")
    tab_to_field(page, "statement")
    page.keyboard.type("It has not come.")
    assert tab_to(page, "^Go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    assert tab_to(page, r"\$20\.00")
    page.keyboard.press("Enter")
    page.wait_for_url("**/disputes/1/")
    found = market.engine.order(order)
    assert found is not None
    assert found.disputes[0].claim == 2000


@pytest.mark.slow
def test_carol_rules_by_keyboard_alone(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    market.clock.step(1 * _DAY)
    market.done("bob", "seller", "reject_proposal", order, dispute=1, proposal=1)
    market.clock.step(8 * _DAY)
    page = open_as("carol", f"/deciding/{order}/1/")
    # `r` leads to the ruling.
    page.keyboard.press("r")
    tab_to_field(page, "amount")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("5.00")
    assert tab_to(page, "^Issue this ruling")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("5.00")
    page.wait_for_load_state("networkidle")
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 500


@pytest.mark.slow
def test_dave_audits_by_keyboard_alone(open_as: Opened) -> None:
    page = open_as("dave", "/running/")
    assert tab_to(page, "^Audit and exports")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Audit and exports")
    assert tab_to(page, "^Audit everything now")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Everything holds", timeout=30_000)
