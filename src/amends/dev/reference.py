"""docs/reference, written from the code: `uv run dev docs`. A test compares."""

from collections.abc import Callable, Iterator
from pathlib import Path

from amends.dev import pages
from amends.dev.places import ROOT

FOLDER = ROOT / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": pages.commands,
    "events.md": pages.events,
    "refusals.md": pages.refusals,
    "moves.md": pages.moves,
    "policy.md": pages.policy,
    "settings.md": pages.settings,
}
MARK = "<!-- Written by `uv run dev docs`. Change the code, not this page. -->"


def written() -> Iterator[tuple[Path, str]]:
    """Every page as it should be."""
    for name, page in PAGES.items():
        yield FOLDER / name, f"{MARK}\n\n{page().rstrip()}\n"


def write() -> int:
    """Write the pages that changed; gives the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in written():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print("wrote", path.relative_to(ROOT))
    return 0
