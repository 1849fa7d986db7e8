"""The rules know no clock, no chance and no outside: the same input gives the same events."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.dev.places import SOURCE
from amends.dev.sources import place, python_files, tree

CORE = frozenset(
    """__future__ bisect collections dataclasses datetime enum fractions functools heapq itertools
    keyword math operator re string types typing unicodedata zoneinfo""".split()
)
# The log also turns values into bytes and hashes them, with code that it makes once and keeps
# behind a lock; the key of a signature comes from outside. Its ZIPs are bytes, never files.
PURE = {
    "core": CORE,
    "ledger": CORE,
    "log": CORE
    | {
        "base64",
        "binascii",
        "cryptography",
        "hashlib",
        "hmac",
        "io",
        "json",
        "orjson",
        "struct",
        "threading",
        "zipfile",
        "zlib",
    },
}
# `hash` and `id` differ from one process to the next.
CALLS = frozenset("breakpoint hash id input open print __import__".split())
CLOCKS = frozenset(
    """datetime.now datetime.utcnow datetime.today date.today datetime.fromtimestamp
    date.fromtimestamp""".split()
)


def faults(
    source: ast.AST, allowed: frozenset[str], own: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """What in `source` reaches outside, as (line, what)."""
    for node in ast.walk(source):
        names: list[str] = []
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = ast.unparse(node.func)
            if called in CALLS or ".".join(called.split(".")[-2:]) in CLOCKS:
                yield line, f"calls {called}"
        for name in names:
            top, *rest = name.split(".")
            if not (top in allowed or (top == "amends" and rest and rest[0] in own)):
                yield line, f"imports {name}"


@pytest.mark.parametrize("package", PURE)
def test_no_clock_no_chance_no_outside(package: str) -> None:
    files = [path for path in python_files() if path.is_relative_to(SOURCE / package)]
    assert files
    found = [
        f"{place(path, line)} {what}"
        for path in files
        for line, what in faults(tree(path), PURE[package], frozenset({"core", package}))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "import os.path",
        "from random import choice",
        "from django.db import models",
        "from amends.engine import open_engine",
        "import amends",
        "now = datetime.now(UTC)",
        "today = datetime.date.today()",
        "open('/etc/passwd')",
        "order = sorted(names, key=lambda name: hash(name))",
    ],
)
def test_a_fault_would_be_found(line: str) -> None:
    assert list(faults(ast.parse(line), CORE, frozenset({"core"})))


def test_the_outside_is_what_is_refused(tmp_path: Path) -> None:
    pure = "from datetime import UTC, datetime\nfrom amends.core.money import Money\n"
    assert list(faults(ast.parse(pure), CORE, frozenset({"core"}))) == []
