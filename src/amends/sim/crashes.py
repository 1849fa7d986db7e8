"""Processes that die in the middle of a transaction, and databases that hiccup."""

import sqlite3
from pathlib import Path
from typing import Any, Literal

from amends.engine.store.sqlite import SqliteStore

Death = Literal["before", "after", "hiccup"]
DEATHS: tuple[Death, ...] = ("before", "after", "hiccup")


class KilledError(BaseException):
    """The process is dead: nothing that it still wanted to do happens."""


class Doom:
    """When death comes: at the `left`-th statement from now.

    `before` it is carried out, `after` it was (after COMMIT everything lasts, and the answer is
    lost), or it fails once as a `hiccup` and the process lives on.
    """

    def __init__(self) -> None:
        self.kind: Death = "before"
        self.left = 0
        self.dead = False
        self.came = 0

    def comes(self, kind: Death, statements: int) -> None:
        """Let it come at a statement from now on."""
        self.kind, self.left = kind, statements

    def leave(self) -> None:
        """It does not come after all, or a new process begins."""
        self.left, self.dead = 0, False

    def strike(self) -> bool:
        """Count a statement; true when it is this one's turn."""
        if self.dead:
            raise KilledError
        if self.left == 0:
            return False
        self.left -= 1
        if self.left:
            return False
        self.came += 1
        return True

    def kill(self) -> None:
        """Do what was threatened."""
        if self.kind == "hiccup":
            raise sqlite3.OperationalError("disk I/O error")
        self.dead = True
        raise KilledError


def mortal_store(path: Path, doom: Doom) -> SqliteStore:
    """A store on whose statements death comes as `doom` says."""

    class Mortal(sqlite3.Connection):
        def execute(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
            # Processes die here and the machine does not, so nobody needs to wait for the disk.
            if statement == "PRAGMA synchronous = FULL":
                statement = "PRAGMA synchronous = OFF"
            struck = doom.strike()
            if struck and doom.kind != "after":
                doom.kill()
            done = super().execute(statement, *arguments)
            if struck:
                done.close()  # a dead process leaves no statement open behind it
                doom.kill()
            return done

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            struck = doom.strike()
            if struck and doom.kind != "after":
                doom.kill()
            done = super().executemany(*arguments)
            if struck:
                done.close()  # a dead process leaves no statement open behind it
                doom.kill()
            return done

    return SqliteStore(path, Mortal)
