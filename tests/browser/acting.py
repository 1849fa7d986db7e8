"""How a person's hands move: open what a button stands in, then press it."""

import re

from playwright.sync_api import Locator, Page


def button(page: Page, name: str) -> Locator:
    """The button that sends, whose words fit the pattern; what it stands in is opened first."""
    wanted = re.compile(name)
    opener = page.locator("summary", has_text=wanted).first
    if (
        opener.count()
        and opener.is_visible()
        and opener.locator("xpath=..").get_attribute("open") is None
    ):
        opener.click()
    return page.locator("form button", has_text=wanted).first


def press(page: Page, name: str) -> None:
    """Press it."""
    button(page, name).click()


def tab_to(page: Page, name: str, most: int = 120) -> bool:
    """Move by Tab alone until something with these words has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "document.activeElement.innerText || document.activeElement.value || ''"
        )
        if re.search(name, words):
            return True
    return False


def tab_to_field(page: Page, name: str, value: str = "", most: int = 150) -> None:
    """Move by Tab alone to a field; within a group of radio buttons with the arrow keys."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    else:
        raise AssertionError(f"no Tab leads to {name}")
    for _ in range(40):
        if not value or page.evaluate("document.activeElement.value") == value:
            break
        page.keyboard.press("ArrowDown")
    if value:
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.value") == value
