"""Connections that fail where they are told to: the n-th statement, before or after it took effect."""

import sqlite3
from typing import Any, Literal

import psycopg

When = Literal["before", "after"]


class Fault:
    """Fails one statement. `count` numbers the statements since it was armed."""

    def __init__(self) -> None:
        self.at = 0
        self.when: When = "before"
        self.count = 0
        self.failed = ""

    def arm(self, at: int, when: When) -> None:
        """Fail the `at`-th statement from now; 0 fails none and counts them."""
        self.at, self.when, self.count, self.failed = at, when, 0, ""

    def disarm(self) -> int:
        """Fail nothing more; how many statements there were."""
        count = self.count
        self.arm(0, "before")
        return count

    def hits(self, statement: object, when: When) -> bool:
        """Whether to fail here."""
        if when == "before":
            self.count += 1
        hit = self.count == self.at and self.when == when and not self.failed
        if hit:
            self.failed = str(statement)
        return hit


FAULT = Fault()


class FailingSqlite(sqlite3.Connection):
    """A connection to a file on a disk that fails."""

    def execute(self, *given: Any) -> sqlite3.Cursor:
        """As told by `FAULT`."""
        return self._told(super().execute, given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        """As told by `FAULT`."""
        return self._told(super().executemany, given)

    def _told(self, run: Any, given: Any) -> sqlite3.Cursor:
        if FAULT.hits(given[0], "before"):
            raise sqlite3.OperationalError("disk I/O error")
        cursor: sqlite3.Cursor = run(*given)
        if FAULT.hits(given[0], "after"):
            raise sqlite3.OperationalError("disk I/O error")
        return cursor


class FailingCursor(psycopg.RawCursor[Any]):
    """A cursor whose connection is lost."""

    def execute(self, query: Any, *given: Any, **options: Any) -> Any:
        """As told by `FAULT`: the connection is gone, and whether it took effect nobody says."""
        if FAULT.hits(query, "before"):
            self.connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        done = super().execute(query, *given, **options)
        if FAULT.hits(query, "after"):
            self.connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return done
