"""Names say what a thing is, and texts say nothing about the machine they were written on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.dev.places import ROOT
from amends.dev.sources import place, python_files, text_files, tree

EMPTY = frozenset("manager service helper util utils handler processor data info misc".split())
# Libraries call them by these names.
THEIRS = frozenset(("receive_data_chunk",))
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
LATER = re.compile(r"\b(TODO|FIXME|HACK)\b(?!\s*\(@?\w+\))")
# Put together here, so that this file does not name what it forbids.
MACHINE = re.compile("|".join(f"/{word}/" for word in ("work", "root", "opt", "home", "Users")))


def names(source: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that is given in `source`, with its line."""
    for node in ast.walk(source):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def empty_words(name: str) -> set[str]:
    """The words of a name that say nothing."""
    return {word.lower() for word in WORD.findall(name)} & EMPTY


def test_no_name_is_empty() -> None:
    found = [
        f"{place(path, line)} {name}"
        for path in python_files()
        for line, name in [(1, path.parent.name), (1, path.stem), *names(tree(path))]
        if name not in THEIRS and empty_words(name)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["OrderManager", "order_data", "utils", "HTTPHandler", "MISC"])
def test_an_empty_name_would_be_found(name: str) -> None:
    assert empty_words(name)


@pytest.mark.parametrize("name", ["metadata", "Order", "informed", "in_transit", "database"])
def test_a_full_name_is_left_alone(name: str) -> None:
    assert not empty_words(name)


def lines(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project that holds the pattern."""
    return [
        f"{place(path, number)} {line.strip()[:100]}"
        for path in text_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later_without_an_owner() -> None:
    assert lines(LATER) == []


def test_no_text_names_a_folder_of_the_machine_it_was_written_on() -> None:
    assert lines(MACHINE) == []


def test_the_files_are_found_at_all() -> None:
    assert {ROOT / "pyproject.toml", ROOT / "README.md", ROOT / ".ci" / "run"} <= set(text_files())
    assert Path(__file__) in python_files()
