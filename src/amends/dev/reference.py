"""The pages that are written from the code: `uv run dev docs`. A test compares.

They are docs/reference, and the list of decisions.
"""

from collections.abc import Callable
from pathlib import Path

from amends.dev import pages, typed
from amends.dev.places import ROOT

DOCS = ROOT / "docs"
FOLDER = DOCS / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": pages.commands,
    "reference/events.md": pages.events,
    "reference/refusals.md": pages.refusals,
    "reference/moves.md": pages.moves,
    "reference/policy.md": pages.policy,
    "reference/policy-faults.md": pages.policy_faults,
    "reference/settings.md": pages.settings,
    "reference/command-line.md": typed.command_line,
    "decisions/README.md": lambda: decided(DOCS / "decisions"),
}
MARK = "<!-- Written by `uv run dev docs`; not to be changed by hand. -->"


def decided(folder: Path) -> str:
    """The list of decisions, by the title of each."""
    told = "\n".join(
        f"* [{path.read_text(encoding='utf-8').partition(chr(10))[0].lstrip('# ')}]({path.name})"
        for path in sorted(folder.glob("*.md"))
        if path.name != "README.md"
    )
    return (
        "# Decisions\n\nOne paragraph each: what was decided, why, and what was left aside. A file"
        " is named for what it is about and begins with a date. A decision is never edited; a later"
        f" one replaces it and says so.\n\n{told}"
    )


def written(name: str) -> str:
    """A page as it should be."""
    return f"{MARK}\n\n{PAGES[name]().rstrip()}\n"


def write() -> int:
    """Write the pages that changed; gives the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        path, text = DOCS / name, written(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print("wrote", path.relative_to(ROOT))
    return 0
