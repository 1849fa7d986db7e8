"""The process that holds the engine: it can die at any statement, and another takes its place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from amends.config import DATABASE_NAME
from amends.core.moments import Instant
from amends.engine.accounts import Accounts, Payout
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Answer, Envelope
from amends.engine.errors import DatabaseGoneError
from amends.sim.chance import SeededSalts
from amends.sim.crashes import Death, Doom, KilledError, mortal_store


class House(Protocol):
    """Where envelopes are sent to. What dies in it is none of the senders' business."""

    def execute(self, batch: Sequence[Envelope], now: Instant) -> list[Answer]:
        """The answers to a batch, however often it had to be sent."""
        ...

    def sweep(self, limit: int, now: Instant) -> bool:
        """One step of a deadline worker; whether there is more to do."""
        ...

    def pay_out(self, seller: str, currency: str, key: str, now: Instant) -> Payout | None:
        """Pay a seller what is payable, once per key."""
        ...

    def versions(self, order_ids: Sequence[str]) -> dict[str, int]:
        """The version at which each order is stored."""
        ...

    def close(self) -> None:
        """Close the database."""
        ...


class MortalHouse:
    """A house in this process. `death` says before each transaction whether somebody dies in it."""

    def __init__(
        self, home: Path, seed: int, death: Callable[[], tuple[Death, int] | None]
    ) -> None:
        self.doom = Doom()
        self.deaths = dict.fromkeys(("before", "after", "hiccup"), 0)
        self._path = home / DATABASE_NAME
        self._salts = SeededSalts(seed)
        self._death = death
        self._clock = SteppedClock(0)
        self._engine = self._opened(create=True)

    def execute(self, batch: Sequence[Envelope], now: Instant) -> list[Answer]:
        """See `House`. The same envelopes, with the same keys, are sent to the next process."""
        return self._until_done(lambda: self._engine.execute(batch), now)

    def sweep(self, limit: int, now: Instant) -> bool:
        """See `House`. The next worker claims what the dead one had claimed."""
        return self._until_done(lambda: self._engine.sweep(limit), now).more

    def pay_out(self, seller: str, currency: str, key: str, now: Instant) -> Payout | None:
        """See `House`. Whoever died after paying gets the same answer to the same key."""
        return self._until_done(lambda: self._accounts().pay_out(seller, currency, key), now)

    def versions(self, order_ids: Sequence[str]) -> dict[str, int]:
        """See `House`."""
        return self._engine.versions(order_ids)

    def close(self) -> None:
        """See `House`."""
        self._engine.close()

    def _until_done[T](self, attempt: Callable[[], T], now: Instant) -> T:
        while True:
            self._clock.set(now)
            death = self._death()
            if death is not None:
                self.doom.comes(*death)
            came = self.doom.came
            try:
                return attempt()
            except KilledError:
                self._engine.close()
                self._engine = self._opened()
            except DatabaseGoneError:
                if self.doom.came == came:
                    raise
                # A payout is not tried again by the engine itself: whoever asked sends the same key.
            finally:
                self.deaths[self.doom.kind] += self.doom.came - came
                self.doom.leave()

    def _accounts(self) -> Accounts:
        return Accounts(self._engine.store, self._clock.now, self._engine.policy)

    def _opened(self, *, create: bool = False) -> Engine:
        self.doom.leave()
        store = mortal_store(self._path, self.doom)
        if create:
            store.create()
        store.check()
        return Engine(store, self._clock, salts=self._salts)
