"""Whether the tables fit this program, and whether what was written was there."""

from amends.engine.errors import (
    DatabaseRefusedError,
    MissingSchemaError,
    NewerSchemaError,
    OlderSchemaError,
)
from amends.engine.store.base import SCHEMA_VERSION


def check_version(found: int | None) -> None:
    """Raise unless `found`, the number in the table `schema_version`, is ours."""
    if found is None:
        raise MissingSchemaError("The database has no tables of Amends.", "Run `amends init`.")
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
