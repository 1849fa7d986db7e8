"""What the manual tells people to write works as it stands there."""

import re
from pathlib import Path

import pytest

from amends.dev.places import ROOT
from amends.policies import check

BLOCK = re.compile(r"^[ ]*```toml\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
PAGES = sorted((ROOT / "docs").rglob("*.md"))
SNIPPETS = {
    f"{page.name}-{number}": found[1]
    for page in PAGES
    for number, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
}
POLICIES = {name: text for name, text in SNIPPETS.items() if "extends" in text}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_in_the_manual_is_in_order(name: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(POLICIES[name], encoding="utf-8")
    assert check(path) == []


def test_there_are_snippets() -> None:
    assert POLICIES
