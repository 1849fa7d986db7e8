"""Rows that could not be brought in: each is reported with its file, line and reason."""

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import orjson

from amends.core.value import value

FIRST_SHOWN = 20


@value
class Rejected:
    """One row, or one thing that it asked for, that was not carried out, and why.

    `line` counts from 1 and is that of the row's first character; 0: the file as a whole.
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


type Reject = Callable[[Rejected], None]


class Rejections:
    """Counts all, keeps the first few for the summary, and writes every one to a file.

    The file (JSON lines) is made when the first row is rejected; without a path only counts.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.count = 0
        self.first: list[Rejected] = []
        self._file: TextIO | None = None

    def __call__(self, rejected: Rejected) -> None:
        """Take in one."""
        self.count += 1
        if len(self.first) < FIRST_SHOWN:
            self.first.append(rejected)
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8")
        line = {"file": rejected.file, "line": rejected.line, "reason": rejected.reason}
        self._file.write(f"{orjson.dumps(line).decode()}\n")

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
