"""One simulation from its seed to its figures."""

from collections.abc import Callable
from pathlib import Path

from amends.sim.ending import fall_silent, look_back
from amends.sim.figures import Figures
from amends.sim.house import House, MortalHouse
from amends.sim.market import Market
from amends.sim.workers import Habit, Worker

BATCH = 64


def simulate(
    home: Path,
    seed: int,
    days: int,
    orders: int,
    *,
    workers: Habit = "crashing",
    batch: int = BATCH,
    house: House | None = None,
    tell: Callable[[int], None] = lambda days: None,
) -> Figures:
    """Play a marketplace in an empty folder and look at everything when it is over.

    The same seed, days and orders give the same log, whatever the workers do, whoever dies, and
    however many commands go into a batch. `house` is where envelopes go, by default this process;
    `tell` hears how many days have passed.
    """
    worker = Worker(seed, workers)
    mortal = house or MortalHouse(home, seed, worker.death)
    market = Market(seed, days, orders, mortal, worker, batch)
    try:
        market.run(tell)
        fall_silent(mortal, market.scenes, market.end)
    finally:
        mortal.close()
    figures = market.figures
    if isinstance(mortal, MortalHouse):
        figures.deaths.update(mortal.deaths)
    look_back(home, market.scenes, figures)
    return figures
