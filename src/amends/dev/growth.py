"""The largest files and longest functions, printed after every test run so that growth is seen."""

import ast
from collections.abc import Iterator
from pathlib import Path

Sized = tuple[int, str]


def largest_files(folder: Path, count: int = 10) -> list[Sized]:
    """The files under `folder` with the most lines, as (lines, path)."""
    sizes = [
        (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(folder.parent)))
        for path in folder.rglob("*.py")
    ]
    return sorted(sizes, reverse=True)[:count]


def longest_functions(folder: Path, count: int = 10) -> list[Sized]:
    """The functions under `folder` with the most lines, as (lines, file:function)."""
    sizes = [sized for path in folder.rglob("*.py") for sized in _functions(path, folder.parent)]
    return sorted(sizes, reverse=True)[:count]


def _functions(path: Path, root: Path) -> Iterator[Sized]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield lines, f"{path.relative_to(root)}:{node.name}"
