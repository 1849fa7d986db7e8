"""SQL stands in the engine and nowhere else."""

import ast
import re

from amends.dev.places import SOURCE
from amends.dev.sources import place, python_files, tree

STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH) ")
# Its tables are no tables of ours: a scratch file of rows as they stand in somebody's export.
SCRATCH = SOURCE / "importing" / "staging.py"


def test_no_statement_stands_outside_the_engine() -> None:
    outside = [
        place(path, node.lineno)
        for path in python_files()
        if path.is_relative_to(SOURCE)
        and not path.is_relative_to(SOURCE / "engine")
        and path != SCRATCH
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and STATEMENT.match(node.value)
    ]
    assert outside == []
