"""The demo's clock: it runs like any clock, and can be moved forward, for every process at once."""

import time
from pathlib import Path

from amends.core.moments import Instant

CLOCK_NAME = "clock.txt"


class MovedClock:
    """The system's clock, ahead by what a small file says."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self, received: Instant = 0, seen_at: Instant | None = None) -> Instant:
        """This machine's instant and what the clock was moved by."""
        return time.time_ns() // 1_000_000 + self.ahead

    @property
    def ahead(self) -> int:
        """By how much it was moved, in milliseconds."""
        try:
            return int(self._file.read_text("ascii"))
        except FileNotFoundError:
            return 0

    def move(self, span: int) -> None:
        """Move on by `span` milliseconds."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(self.ahead + max(0, span)), "ascii")
        fresh.replace(self._file)
