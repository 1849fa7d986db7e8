"""`dev screenshots`: a picture of every kind of page, as a phone and as a desk shows it.

`dev screenshots manual` takes the few that the README and the manual show, into docs/images.
"""

import re
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amends.dev.browsing import DESKTOP, PHONE, browser, demo_site
from amends.dev.crawling import PEOPLE, crawl, sign_in
from amends.dev.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SIZES: dict[str, Any] = {"phone": PHONE, "desk": DESKTOP}
_LANGUAGES = ("en", "ru")


# Name, person, size, and where: an address, then the link of each following page.
_MANUAL = (
    ("dispute-phone", "alice", "phone", ("/", "main li:has-text('1001') a")),
    (
        "opening-phone",
        "alice",
        "phone",
        ("/", "main li:has-text('delivered') a", "a[href$='/open/']"),
    ),
    ("selling-desk", "bob", "desk", ("/selling/",)),
    ("case-desk", "carol", "desk", ("/deciding/", "main .rows a")),
    ("running-desk", "dave", "desk", ("/running/",)),
)


def main(arguments: list[str]) -> int:
    """Take the pictures into a folder, by default `screenshots`; languages may be named after it."""
    if arguments == ["manual"]:
        return _for_the_manual()
    folder = Path(arguments[0]) if arguments else ROOT / "screenshots"
    languages = arguments[1:] or list(_LANGUAGES)
    with (
        tempfile.TemporaryDirectory() as home,
        demo_site(Path(home) / "demo") as site,
        browser() as opened,
    ):
        for language, size, person in product(languages, _SIZES, PEOPLE):
            _take(opened, site.address, folder / language / size, person, language, size)
    return 0


def _for_the_manual() -> int:
    """The pictures of docs/images: what fits on the screen, in few colours, so that they stay small."""
    from PIL import Image

    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        demo_site(Path(home) / "demo") as site,
        browser() as opened,
    ):
        for name, person, size, (first, *links) in _MANUAL:
            context = opened.new_context(
                viewport=_SIZES[size], locale="en", timezone_id="Europe/Madrid"
            )
            page = context.new_page()
            sign_in(page, site.address, person)
            page.goto(f"{site.address}{first}")
            for link in links:
                page.locator(link).first.click()
                page.wait_for_load_state()
            path = folder / f"{name}.png"
            page.screenshot(path=path)
            Image.open(path).quantize(128).save(path, optimize=True)
            context.close()
    return 0


def _take(
    opened: "Browser", address: str, folder: Path, person: str, language: str, size: str
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    context = opened.new_context(
        viewport=_SIZES[size], locale=language, timezone_id="Europe/Madrid"
    )
    page = context.new_page()
    sign_in(page, address, person)
    for number, found in enumerate(crawl(page, address), 1):
        name = re.sub(r"[^a-z0-9]+", "-", found.kind.lower()).strip("-") or "home"
        page.screenshot(path=folder / f"{person}-{number:02d}-{name}.png", full_page=True)
    sys.stdout.write(f"{language} {size} {person}\n")
    sys.stdout.flush()
    context.close()
