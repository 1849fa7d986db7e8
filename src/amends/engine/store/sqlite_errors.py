"""SQLite's errors in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amends.engine.errors import (
    DatabaseBusyError,
    DatabaseFullError,
    DatabaseGoneError,
    DatabaseRefusedError,
    EngineError,
    WrongAddressError,
)  # fmt: skip

BUSY_SECONDS = 30.0


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors in our words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(error, path) from error
    except OSError as error:
        raise DatabaseGoneError(
            f"{path} cannot be used: {error.strerror}.", "Check the folder and its rights."
        ) from error


def _in_our_words(error: sqlite3.Error, path: Path) -> EngineError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return DatabaseFullError(
            f"The disk that holds {path} is full.",
            "Make room and try again: nothing was written, and nothing acknowledged is lost.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusyError(
            f"Another process has been writing to {path} for more than {BUSY_SECONDS:.0f} seconds.",
            "Try again; where that happens often, use PostgreSQL.",
        )
    if name.startswith("SQLITE_NOTADB"):
        return WrongAddressError(
            f"{path} is not a SQLite database.", "Name another file, or move this one away."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return DatabaseGoneError(
            f"{path} or its folder {path.parent} cannot be written to.",
            "Check the rights of both: SQLite keeps files beside its own, also to read.",
        )
    if name.startswith(("SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "SQLITE_MISMATCH")):
        return DatabaseRefusedError(f"The database refuses it: {error}.", "Nothing was written.")
    return DatabaseGoneError(
        f"{path} does not answer: {error}.", "Check the disk and the file, then try again."
    )
