"""A house on PostgreSQL, in which nobody dies."""

from collections.abc import Sequence

from amends.core.moments import Instant
from amends.engine.accounts import Accounts, Payout
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.engine.envelope import Answer, Envelope
from amends.sim.chance import SeededSalts


class PostgresHouse:
    """The engine on a database of its own."""

    def __init__(self, url: str, seed: int) -> None:
        self._clock = SteppedClock(0)
        self._store = open_store(url)
        self._store.create()
        self._engine = Engine(self._store, self._clock, salts=SeededSalts(seed))

    def execute(self, batch: Sequence[Envelope], now: Instant) -> list[Answer]:
        """See `amends.sim.house.House`."""
        self._clock.set(now)
        return self._engine.execute(batch)

    def sweep(self, limit: int, now: Instant) -> bool:
        """See `amends.sim.house.House`."""
        self._clock.set(now)
        return self._engine.sweep(limit).more

    def pay_out(self, seller: str, currency: str, key: str, now: Instant) -> Payout | None:
        """See `amends.sim.house.House`."""
        self._clock.set(now)
        accounts = Accounts(self._store, self._clock.now, self._engine.policy)
        return accounts.pay_out(seller, currency, key)

    def versions(self, order_ids: Sequence[str]) -> dict[str, int]:
        """See `amends.sim.house.House`."""
        marks = ", ".join("?" * len(order_ids))
        rows = self._store.select(
            f"SELECT order_id, version FROM orders WHERE order_id IN ({marks})", list(order_ids)
        )
        return {str(order_id): version for order_id, version in rows}

    def close(self) -> None:
        """See `amends.sim.house.House`."""
        self._engine.close()
