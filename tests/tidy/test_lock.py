"""What is installed comes from the public index and from nowhere else."""

import re
import tomllib
from typing import Any

from amends.dev.places import ROOT

PUBLIC = {"https://pypi.org", "https://files.pythonhosted.org"}
HOST = re.compile(r"[a-z]+://[^/\"\s]*")


def test_the_lock_names_the_public_index_only() -> None:
    hosts = set(HOST.findall((ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == PUBLIC


def test_every_package_is_locked_by_its_hash() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    strangers = [
        package["name"]
        for package in lock["package"]
        if package["source"] not in ({"registry": "https://pypi.org/simple"}, {"editable": "."})
    ]
    assert strangers == []
    unhashed = [
        package["name"]
        for package in lock["package"]
        for part in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        if not part.get("hash", "").startswith("sha256:")
    ]
    assert unhashed == []


def test_the_project_asks_for_no_other_index() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["tool"].get("uv", {}).keys()
    assert asked.isdisjoint(
        {"index", "index-url", "extra-index-url", "find-links", "sources", "pip"}
    )
