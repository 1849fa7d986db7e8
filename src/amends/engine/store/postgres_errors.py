"""PostgreSQL's errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from amends.engine.errors import (
    DatabaseBusyError,
    DatabaseFullError,
    DatabaseGoneError,
    DatabaseRefusedError,
    EngineError,
    WrongAddressError,
)  # fmt: skip


@contextmanager
def told() -> Iterator[None]:
    """PostgreSQL's errors in our words."""
    try:
        yield
    except psycopg.Error as error:
        raise in_our_words(error) from error


def in_our_words(error: psycopg.Error) -> EngineError:
    if isinstance(error, errors.DiskFull):
        return DatabaseFullError(
            "The disk of the PostgreSQL server is full.",
            "Make room and try again: nothing was written, and nothing acknowledged is lost.",
        )
    if isinstance(error, errors.InvalidCatalogName | errors.InvalidAuthorizationSpecification):
        return WrongAddressError(
            f"PostgreSQL refuses the address: {_first_line(error)}.", "Check DATABASE_URL."
        )
    if isinstance(error, errors.DeadlockDetected | errors.SerializationFailure):
        return DatabaseBusyError("Another process was in the way.", "Try again.")
    if isinstance(error, errors.UniqueViolation) and error.diag.table_name == "order_number":
        # Tried again, the order that another process has just placed is found.
        return DatabaseBusyError("Another process placed the order first.", "Try again.")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return DatabaseGoneError(
            f"PostgreSQL does not answer: {_first_line(error)}.",
            "Check that it runs and DATABASE_URL names it; nothing acknowledged is lost.",
        )
    return DatabaseRefusedError(
        f"The database refuses it: {_first_line(error)}.", "Nothing was written."
    )


def _first_line(error: psycopg.Error) -> str:
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__
