"""One page of every kind for every person of the demo: what a crawl from their first page finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

PEOPLE = ("alice", "bob", "carol", "dave")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
_MOST_OF_A_KIND = 2
_STOPS = ("/demo/", "/static/", "/account/logout/")
# Files are shown by the browser's own viewer, or saved.
_FILE = re.compile(r"/exhibits/|/uploads/|\.[a-z]{2,5}(\?|$)|[?&](download|original)=")


@dataclass(frozen=True)
class Found:
    """A page, and its kind: the address with its numbers taken out."""

    path: str
    kind: str


def kind_of(path: str) -> str:
    """`/orders/…/disputes/1/` and `/orders/…/disputes/2/` are of one kind."""
    parts = urlsplit(path)
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return _ID.sub("…", parts.path) + (f"?{'&'.join(names)}" if names else "")


def sign_in(page: "Page", address: str, person: str) -> None:
    """Be somebody, with the one click of the demo."""
    page.goto(f"{address}/demo/")
    page.locator(f"form[action='/demo/be/{person}/'] button").first.click()


def crawl(page: "Page", address: str, most: int = 80) -> Iterator[Found]:
    """The pages that links lead to, from the first page on; each is open while it is yielded."""
    waiting, seen, kinds = ["/"], {"/"}, dict[str, int]()
    while waiting and most > 0:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kinds.get(kind, 0) >= _MOST_OF_A_KIND:
            continue
        answer: Any = page.goto(f"{address}{path}")
        if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        most -= 1
        yield Found(path, kind)
        for link in _links(page, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _links(page: "Page", address: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(a => a.href)")
    paths = []
    for each in found:
        if not each.startswith(f"{address}/"):
            continue
        path = each.removeprefix(address).partition("#")[0]
        if not path.startswith(_STOPS) and not _FILE.search(path):
            paths.append(path)
    return paths
