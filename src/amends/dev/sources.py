"""The project's own files, for the tests that look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from amends.dev.places import ROOT

FOLDERS = ("src", "tests", "docs", "bench", ".ci", ".github")
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".sql",
    ".txt",
    ".csv",
    ".json",
    ".jsonl",
    ".html",
    ".css",
    ".js",
    "",
}


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of the project."""
    return tuple(path for path in text_files() if path.suffix == ".py")


@cache
def text_files() -> tuple[Path, ...]:
    """Every file of text that belongs to the project."""
    return tuple(sorted(_walk()))


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int = 1) -> str:
    """How a message names a line, so that an editor can jump to it."""
    return f"{path.relative_to(ROOT)}:{line}"


def _walk() -> Iterator[Path]:
    for path in ROOT.iterdir():
        if path.is_file() and path.suffix in TEXT and not path.name.startswith("."):
            yield path
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path
