"""What happens by itself on an open page, and what hands in a hurry cannot break."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import button, press, tab_to
from tests.browser.conftest import Cast, Opened


def _dispute(order: str) -> str:
    return f"/orders/{order}/disputes/1/"


def test_the_demo_makes_one_somebody_with_a_click(open_as: Opened) -> None:
    page = open_as("", "/demo/", size="phone")
    page.get_by_role("button", name="Be Alice").click()
    expect(page.get_by_role("link", name="My orders", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Kettle|1001")).first).to_be_visible()


def test_the_clock_moves_to_the_next_deadline_and_silence_pays(
    open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    page = open_as("alice", _dispute(order))
    expect(page.locator("h1")).to_contain_text("Bob")
    page.get_by_role("button", name="A week on").click()
    expect(page.locator("h1")).to_contain_text("Closed")
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 900


def test_a_new_proposal_appears_by_itself(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("alice", _dispute(order))
    expect(page.get_by_text("$7.50").first).not_to_be_visible()
    market.done("bob", "seller", "propose", order, dispute=1, remedy="refund_only", amount="7.50")
    accept = page.locator("summary, button", has_text=re.compile(r"Accept.*\$7\.50")).first
    expect(accept).to_be_visible(timeout=20_000)


def test_words_being_written_are_not_taken_away(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("alice", _dispute(order))
    field = page.locator("textarea[name=text]").first
    if not field.is_visible():
        page.locator("details:has(textarea[name=text]) summary").first.click()
    field.fill("I am still writing")
    market.done("bob", "seller", "propose", order, dispute=1, remedy="refund_only", amount="7.50")
    expect(page.locator(".is-new")).to_be_visible(timeout=20_000)
    expect(field).to_have_value("I am still writing")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "plain"])
def test_accepting_works_with_and_without_scripts(
    javascript: bool, open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    page = open_as("bob", _dispute(order), javascript=javascript, size="phone")
    press(page, r"Accept.*\$9\.00")
    expect(page.locator("h1")).to_contain_text("Closed")
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 900


def test_two_windows_accept_and_the_second_hears_that_it_is_done(
    open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    first, second = (open_as("bob", _dispute(order), javascript=False) for _ in range(2))
    press(first, r"Accept.*\$9\.00")
    press(second, r"Accept.*\$9\.00")
    expect(second.get_by_role("alert").first).to_be_visible()
    found = market.engine.order(order)
    assert found is not None
    assert found.refunded == 900


def test_a_form_left_open_over_a_deadline_is_answered_clearly(
    open_as: Opened, market: Cast
) -> None:
    order = market.disputed()
    page = open_as("bob", _dispute(order), javascript=False)
    market.clock.step(6 * 86_400_000)
    before = market.engine.order(order)
    press(page, r"Accept.*\$9\.00")
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Closed")
    after = market.engine.order(order)
    assert before is not None
    assert after is not None
    # Silence has paid, once.
    assert (before.refunded, after.refunded) == (0, 900)


def test_a_double_click_is_one_click(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("bob", _dispute(order))
    events = len(market.engine.entries(order))
    accept = button(page, r"Accept.*\$9\.00")
    accept.dblclick()
    expect(page.locator("h1")).to_contain_text("Closed")
    assert len(market.engine.entries(order)) > events
    kinds = [type(r.event).__name__ for r in market.engine.records(order)]
    assert kinds.count("ProposalAccepted") == 1


def test_the_keyboard_alone_is_enough(open_as: Opened, market: Cast) -> None:
    order = market.disputed()
    page = open_as("bob", _dispute(order))
    assert tab_to(page, r"Accept.*\$9\.00")
    page.keyboard.press("Enter")
    if "Closed" not in page.locator("h1").inner_text():
        assert tab_to(page, r"Accept.*\$9\.00")
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Closed")
