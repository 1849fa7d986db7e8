"""What the manual tells people to write works as it stands there."""

import json
import re
from pathlib import Path

import pytest

from amends.cli.commands import COMMANDS
from amends.dev.places import ROOT
from amends.importing.placing import story_from
from amends.policies import check
from amends.scenarios.format import read_play
from amends.scenarios.runner import perform

BLOCK = re.compile(r"^[ ]*```toml\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
PAGES = sorted((ROOT / "docs").rglob("*.md"))
SNIPPETS = {
    f"{page.name}-{number}": found[1]
    for page in PAGES
    for number, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
}
POLICIES = {name: text for name, text in SNIPPETS.items() if "extends" in text}
PLAYS = {name: text for name, text in SNIPPETS.items() if "[[step]]" in text}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_in_the_manual_is_in_order(name: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(POLICIES[name], encoding="utf-8")
    assert check(path) == []


def test_the_order_in_json_lines_is_one() -> None:
    page = (ROOT / "docs" / "reference" / "import.md").read_text(encoding="utf-8")
    line = page.partition("```json\n")[2].partition("\n```")[0]
    story = story_from(json.loads(line), "import.md", 1)
    assert [type(act.command).__name__ for act in story.acts] == ["PlaceOrder", "Ship"]


@pytest.mark.parametrize("name", PLAYS)
def test_a_scenario_in_the_manual_comes_true(name: str, tmp_path: Path) -> None:
    assert failures(PLAYS[name], tmp_path) == []


def test_the_tutorials_silence_comes_true_as_told(tmp_path: Path) -> None:
    play, silence = (text for name, text in SNIPPETS.items() if name.startswith("tutorial.md-"))
    accepting = play.index('[[step]]\nat = "P15D"')
    told = play[:accepting] + silence
    assert failures(told, tmp_path) == []
    assert failures(told.replace("aliexpress-2017", "aliexpress-2010"), tmp_path) != []


def failures(play: str, folder: Path) -> list[str]:
    """What did not come true of a play, however the workers behave."""
    path = folder / "play.toml"
    path.write_text(play, encoding="utf-8")
    return [str(failure) for each in perform(read_play(path)) for failure in each.failures]


TYPED = re.compile(r"^amends ([a-z]+)")


def test_every_command_that_people_are_told_to_type_is_there() -> None:
    told = {
        word
        for page in [*ROOT.glob("*.md"), *PAGES]
        for code in re.findall(
            r"^ *\$ uv run (amends .*)$|`uv run (amends .*?)`",
            page.read_text("utf-8"),
            re.MULTILINE,
        )
        for word in TYPED.findall("".join(code))
    }
    assert {"demo", "policy", "scenario", "import"} <= told
    assert told <= set(COMMANDS)


def test_there_are_snippets() -> None:
    assert POLICIES
    assert len(PLAYS) > 1
