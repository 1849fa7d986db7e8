"""Whether the tables fit this program, and whether what was written was there."""

import re
from collections.abc import Collection

from amends.engine.errors import (
    BrokenSchemaError,
    DatabaseRefusedError,
    MissingSchemaError,
    NewerSchemaError,
    OlderSchemaError,
)
from amends.engine.store.base import SCHEMA_VERSION

_TABLE = re.compile(r"CREATE TABLE (\w+)")


def check_tables(version: int | None, tables: Collection[str], schema: str) -> None:
    """Raise unless `version`, the number in the table `schema_version`, is ours and all are there.

    `tables` are those of the database, `schema` the statements that make ours.
    """
    ours = _TABLE.findall(schema)
    missing = [name for name in ours if name not in tables]
    if len(missing) == len(ours):
        raise MissingSchemaError("The database has no tables of Amends.", "Run `amends init`.")
    if version is None or (version == SCHEMA_VERSION and missing):
        what = ", ".join(missing) or "the number in schema_version"
        raise BrokenSchemaError(
            f"The database has tables of Amends, but not all; missing: {what}.",
            "Restore a backup, or name another database.",
        )
    _check_version(version)


def _check_version(found: int) -> None:
    if found < SCHEMA_VERSION:
        raise OlderSchemaError(
            f"The tables have version {found}, this program needs {SCHEMA_VERSION}.",
            "Stop the other processes and run `amends init`, which brings them up to date.",
        )
    if found > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"The tables have version {found}, this program knows up to {SCHEMA_VERSION}.",
            "Install the newer release of Amends; this one leaves them alone.",
        )


def check_changed(done: int, expected: int) -> None:
    """Raise unless as many orders were changed as were to be: all had been locked and read."""
    if done != expected:
        raise DatabaseRefusedError(
            f"Of {expected} orders that were to be changed only {done} are there.",
            "Run `amends audit`.",
        )
