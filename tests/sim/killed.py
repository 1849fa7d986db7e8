"""A house in another process, which is killed with `kill -9` while it works."""

import pickle
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amends.core.moments import Instant
from amends.dev.places import ROOT
from amends.engine.accounts import Payout
from amends.engine.engine import open_store
from amends.engine.envelope import Answer, Envelope


class KilledHouse:
    """Sends everything to a child, and kills it in so many of a hundred requests."""

    def __init__(self, home: Path, seed: int, percent: float) -> None:
        self.kills = 0
        self._home = home
        self._seed = seed
        self._percent = percent
        self._chance = random.Random(seed)
        self._store = open_store(home)
        self._store.create()
        self._child = self._born()

    def execute(self, batch: Sequence[Envelope], now: Instant) -> list[Answer]:
        """See `amends.sim.house.House`."""
        answers: list[Answer] = self._asked(now, "execute", list(batch))
        return answers

    def sweep(self, limit: int, now: Instant) -> bool:
        """See `amends.sim.house.House`."""
        return bool(self._asked(now, "sweep", limit))

    def pay_out(self, seller: str, currency: str, key: str, now: Instant) -> Payout | None:
        """See `amends.sim.house.House`."""
        payout: Payout | None = self._asked(now, "pay_out", (seller, currency, key))
        return payout

    def versions(self, order_ids: Sequence[str]) -> dict[str, int]:
        """See `amends.sim.house.House`."""
        marks = ", ".join("?" * len(order_ids))
        rows = self._store.select(
            f"SELECT order_id, version FROM orders WHERE order_id IN ({marks})", list(order_ids)
        )
        return dict(rows)

    def close(self) -> None:
        """See `amends.sim.house.House`."""
        self._store.close()
        self._bury(kill=False)

    def _asked(self, now: Instant, wish: str, argument: Any) -> Any:
        while True:
            assert self._child.stdin is not None
            assert self._child.stdout is not None
            pickle.dump((now, wish, argument), self._child.stdin)
            self._child.stdin.flush()
            if self._chance.random() * 100 >= self._percent:
                return pickle.load(self._child.stdout)
            # Anywhere from before it reads the request to after it has written the answer.
            time.sleep(self._chance.random() * 0.006)
            self._bury(kill=True)
            self._child = self._born()

    def _born(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.sim.child", str(self._home), str(self._seed)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _bury(self, *, kill: bool) -> None:
        if kill:
            self.kills += 1
            self._child.kill()
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.wait()
        self._child.stdout.close()
