"""Import of the 4,000 real orders with their disputes: orders a second on SQLite, memory flat.

Each round begins with an empty database (`synchronous=FULL`) and ends when nothing is due any more:
reading the tables, deciding, writing, and the clock running on are all in the time. The limit is
the aim of 1,500 orders a second. Beside it stand the rows of the log that one order led to, and how
much the process grew from the first thousand orders of the first round to its end.
"""

import os
import resource
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from amends.dev.places import ROOT
from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from amends.importing.behaviour import onward
from amends.importing.olist import Olist
from amends.importing.playing import play
from amends.importing.progress import Progress
from amends.importing.rejected import Rejections
from bench.result import Result, Round

AIM = 1_500
WARM = 1_000  # orders after which memory should stay as it is


class Imported(NamedTuple):
    """One import: orders, seconds, CPU seconds, disputes, and how many megabytes it grew by."""

    orders: int
    seconds: float
    cpu: float
    disputes: int
    grown: float


def run(rounds: int = 5, limit: int | None = None) -> Result:
    """Import everything `rounds` times, or each time the first `limit` orders."""
    folder = Path(os.environ.get("AMENDS_DATA") or ROOT.parent / "shared" / "data") / "orders"
    load = os.getloadavg()[0]
    done = [_one(folder, limit) for _ in range(rounds)]
    last = done[-1]
    cpu = sorted(each.cpu / each.orders for each in done)[len(done) // 2]
    return Result(
        name="import",
        unit="orders a second, with their disputes, SQLite FULL",
        against="the aim itself",
        aim=1.0,
        rounds=tuple(Round(figure=each.orders / each.seconds, limit=AIM) for each in done),
        notes=(
            f"{last.orders:,} orders with {last.disputes:,} disputes a round",
            f"{1 / cpu:,.0f} orders a second of CPU time, the median of the rounds",
            f"load of the machine before: {load:.1f} on {os.cpu_count()} cores",
            f"memory grew by {done[0].grown:.0f} MB after the first {WARM:,} orders; SQLite's page"
            " caches, which have a limit, are part of it",
        ),
    )


def _one(folder: Path, limit: int | None) -> Imported:
    with tempfile.TemporaryDirectory(prefix="amends-bench-") as home:
        engine = open_engine(Path(home), SuppliedClock(), create=True)
        try:
            return _imported(engine, folder, limit)
        finally:
            engine.close()


def _imported(engine: Engine, folder: Path, limit: int | None) -> Imported:
    warm = 0.0

    def tell(progress: Progress) -> None:
        nonlocal warm
        if not warm and progress.done >= WARM:
            warm = _megabytes()

    rejections = Rejections()
    began, cpu = time.perf_counter(), time.process_time()
    tables = Olist(folder, rejections, disputes=True, limit=limit)
    played = play(engine, tables.stories(), rejections, onward=onward, tell=tell)
    tables.close()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    grown = _megabytes() - warm if warm else 0.0
    return Imported(played.orders, seconds, cpu, played.disputes, grown)


def _megabytes() -> float:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(run().as_text())
