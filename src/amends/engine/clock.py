"""Where the engine's instants come from (safeguards.md 25). All are milliseconds since the epoch."""

import threading
from typing import Protocol

from amends.core.moments import Instant


class Clock(Protocol):
    """Chooses the instant of an envelope, or of a sweep, which has no envelope."""

    def now(self, received: Instant, seen_at: Instant | None) -> Instant:
        """The instant that counts.

        `received` is the database's clock, read after the orders were locked (SQLite: this
        process's clock after BEGIN IMMEDIATE); `seen_at` is the door's.
        """
        ...


class SystemClock:
    """The database's clock decides; what the door saw is only kept."""

    def now(self, received: Instant, seen_at: Instant | None) -> Instant:
        """The database's instant."""
        return received


class SteppedClock:
    """Stands still until it is set: for tests, scenarios and the demo."""

    def __init__(self, at: Instant) -> None:
        self._at = at
        self._lock = threading.Lock()

    def now(self, received: Instant = 0, seen_at: Instant | None = None) -> Instant:
        """The instant that was last set."""
        return self._at

    def set(self, at: Instant) -> None:
        """Move to `at`. Backwards is allowed: the engine never goes behind an order's last event."""
        with self._lock:
            self._at = at

    def step(self, span: int) -> Instant:
        """Move on by `span` milliseconds and return the new instant."""
        with self._lock:
            self._at += span
            return self._at


class SuppliedClock:
    """Each envelope brings its own instant: for the import of what happened elsewhere.

    A sweep counts as at the latest instant that any envelope has brought.
    """

    def __init__(self) -> None:
        self._latest = 0

    def now(self, received: Instant, seen_at: Instant | None) -> Instant:
        """The envelope's own instant."""
        if seen_at is None:
            return self._latest
        if seen_at > self._latest:
            self._latest = seen_at
        return seen_at
