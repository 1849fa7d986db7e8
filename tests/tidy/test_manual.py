"""The manual says what the code does: every command, event, refusal, setting and policy field."""

import re
from pathlib import Path

import pytest

from amends.config import DECLARED
from amends.core.commands import COMMANDS
from amends.core.events import EVENTS
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES
from amends.dev.places import ROOT, SOURCE
from amends.dev.reference import DOCS, FOLDER, PAGES, written
from amends.dev.shapes import paragraph
from amends.importing.behaviour import (
    ACCEPTS,
    ANSWERS_WITHIN,
    COUNTERS,
    GIVES_ADDRESS,
    REJECTS,
    SENDS_BACK,
)
from amends.importing.csv_orders import OPTIONAL, REQUIRED
from amends.telling.refusals import ROWS

LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(?:#[^)]*)?\)")
# A folder, or a file in one.
NAMED = re.compile(r"`(\w[\w.-]*/(?:[\w.-]+/)*(?:[\w-]+\.\w+)?)`")
PROSE = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# A decision is never edited, so it may name what is gone.
BY_HAND = [path for path in PROSE if path.parent.name not in ("decisions", "reference")]


def not_there(told: str) -> list[str]:
    """The files and folders that a text names and that are nowhere in the project."""
    tops = (ROOT, SOURCE, SOURCE / "web")
    return [name for name in NAMED.findall(told) if not any((top / name).exists() for top in tops)]


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    path = DOCS / name
    assert path.exists(), "run `uv run dev docs` and commit what it writes"
    same = path.read_text(encoding="utf-8") == written(name)
    assert same, f"{name} is not what the code says: run `uv run dev docs` and commit"


def test_no_page_of_the_reference_is_left_over() -> None:
    by_hand = {"import.md"}
    assert {path.name for path in FOLDER.glob("*.md")} - by_hand == {
        Path(name).name for name in PAGES if name.startswith("reference/")
    }


@pytest.mark.parametrize("column", [*REQUIRED, *OPTIONAL])
def test_every_column_of_the_csv_is_told(column: str) -> None:
    told = (FOLDER / "import.md").read_text(encoding="utf-8")
    assert f"`{column}`" in told.partition("## CSV")[2].partition("## JSON lines")[0]


def test_the_behaviour_of_an_import_is_told_with_its_shares() -> None:
    told = (FOLDER / "import.md").read_text(encoding="utf-8")
    for share in (ACCEPTS, COUNTERS, REJECTS, GIVES_ADDRESS, SENDS_BACK):
        assert f"{share} %" in told
    assert f"{ANSWERS_WITHIN} hours" in told


@pytest.mark.parametrize(
    "cls", [*COMMANDS.values(), *EVENTS.values()], ids=lambda cls: cls.__name__
)
def test_every_command_and_event_says_what_it_means(cls: type) -> None:
    said = paragraph(cls)
    # A dataclass without a docstring gets its signature as one.
    assert said
    assert not said.startswith(f"{cls.__name__}(")


def test_every_command_stands_in_the_table_of_moves_once() -> None:
    assert sorted([*ORDER_MOVES, *DISPUTE_MOVES]) == sorted(COMMANDS)


@pytest.mark.parametrize("code", ROWS)
def test_every_refusal_says_what_can_be_done_instead(code: str) -> None:
    for _, row in ROWS[code].all():
        # What is so with an argument is said by its fault.
        assert row.sentence.endswith(".") or code in ("bad_argument", "bad_amount")
        assert row.instead.endswith(".")


@pytest.mark.parametrize("name", [each.name for each in DECLARED])
def test_every_setting_is_told(name: str) -> None:
    assert f"`{name}`" in (FOLDER / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PROSE, ids=[str(path.relative_to(ROOT)) for path in PROSE])
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_page_is_reached_from_the_first() -> None:
    seen: set[Path] = set()
    left = [ROOT / "README.md"]
    while left:
        page = left.pop()
        seen.add(page)
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            path = (page.parent / target).resolve()
            if path.suffix == ".md" and path.exists() and path not in seen:
                left.append(path)
    assert set(PROSE) - seen == set()


def test_contributors_are_sent_to_files_that_there_are() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(NAMED.findall(told)) > 60
    assert not_there(told) == []


@pytest.mark.parametrize("path", BY_HAND, ids=[str(path.relative_to(ROOT)) for path in BY_HAND])
def test_every_file_that_the_manual_names_is_there(path: Path) -> None:
    assert not_there(path.read_text(encoding="utf-8")) == []


def test_a_file_that_is_not_there_would_be_found() -> None:
    told = (
        "`core/decide.py`, `core/decided.py`, `web/shown/`, `web/shewn/`, `.ci/run`, `kettle.toml`"
    )
    assert not_there(told) == ["core/decided.py", "web/shewn/"]


def test_contributors_are_told_every_layer() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ways = next(line for line in told.splitlines() if line.startswith("Imports go one way"))
    said = set(re.findall(r"`(\w+)`", ways))
    assert said == {path.parent.name for path in SOURCE.glob("*/__init__.py")} - {"dev"}
