"""Every kind of page that links lead to: no script errors, nothing against the policy, axe content."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from amends.dev.browsing import Site
from amends.dev.crawling import PEOPLE, crawl
from tests.browser.conftest import Opened
from tests.conftest import Figure

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing(
    person: str, size: str, site: Site, open_as: Opened, figure: Figure
) -> None:
    page = open_as(person, size=size)
    found: dict[str, list[str]] = {}
    pages = 0
    for each in crawl(page, site.address):
        pages += 1
        answer: Any = Axe().run(page, options={**_RULES, "resultTypes": ["violations"]}).response
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        problems = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in answer["violations"]] + (
            [f"{wide} px too wide"] if wide > 0 else []
        )
        if problems:
            found[each.path] = problems
    figure("pages looked at by axe", pages)
    assert found == {}
