"""Whether the tables fit this program."""

from amends.engine.errors import MissingSchemaError, NewerSchemaError, OlderSchemaError
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
