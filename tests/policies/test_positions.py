"""Where keys stand in a TOML text."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.policies.positions import positions
from amends.policies.problems import Place

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "src").rglob("*.toml")), ROOT / "pyproject.toml", ROOT / "uv.lock"]

TEXT = '''\
title = "a # no comment"  # a comment with [brackets] and "quotes"
"quoted key" = 'x = 1'
'a.b'.c = 2

[table] # [not.this]
list = [ 1, "]", # why ]
  { deep = true, deeper = { x = "}" } },
]
text = """
key = 1
\\""" still inside """"
literal = \'\'\'
[header]
\'\'\'
dotted.and."more" = 5

[[rows]]
name = "first"
[rows.inner]
x = 1
[[rows]]
name = "second"
[[rows.inner]]
x = 2
[[rows.inner]]
x = 3
'''
LINES: dict[Place, int] = {
    ("title",): 1,
    ("quoted key",): 2,
    ("a.b", "c"): 3,
    ("table",): 5,
    ("table", "list"): 6,
    ("table", "list", 0): 6,
    ("table", "list", 1): 6,
    ("table", "list", 2): 7,
    ("table", "list", 2, "deeper", "x"): 7,
    ("table", "text"): 9,
    ("table", "literal"): 12,
    ("table", "dotted", "and", "more"): 15,
    ("rows",): 17,
    ("rows", 0): 17,
    ("rows", 0, "name"): 18,
    ("rows", 0, "inner"): 19,
    ("rows", 0, "inner", "x"): 20,
    ("rows", 1): 21,
    ("rows", 1, "name"): 22,
    ("rows", 1, "inner", 0, "x"): 24,
    ("rows", 1, "inner", 1): 25,
    ("rows", 1, "inner", 1, "x"): 26,
}


def test_every_key_is_found_on_its_line() -> None:
    found = positions(TEXT)

    assert {place: found.get(place) for place in LINES} == LINES


def places(content: Any, at: Place = ()) -> Iterator[Place]:
    if at:
        yield at
    if isinstance(content, dict):
        for key, below in content.items():
            yield from places(below, (*at, key))
    elif isinstance(content, list):
        for index, below in enumerate(content):
            yield from places(below, (*at, index))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_key_of_every_real_file_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = positions(text)
    lines = text.splitlines()

    wanted = set(places(tomllib.loads(text)))
    assert wanted <= set(found)
    for place in wanted:
        if isinstance(place[-1], str):
            assert place[-1] in lines[found[place] - 1]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "x = 1", "x = {}", "x = []"])
def test_small_texts(text: str) -> None:
    assert set(positions(text)) == set(places(tomllib.loads(text)))
