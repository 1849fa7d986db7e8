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
    where: Path | str,
    seed: int,
    days: int,
    orders: int,
    *,
    workers: Habit = "crashing",
    batch: int = BATCH,
    house: House | None = None,
    tell: Callable[[int], None] = lambda days: None,
) -> Figures:
    """Play a marketplace on an empty database and look at everything when it is over.

    The same seed, days and orders give the same log, whatever the workers do, whoever dies, and
    however many commands go into a batch. `where` is a folder for SQLite; or the address of what
    `house` holds, the process that envelopes go to, by default this one. `tell` hears how many days have passed.
    """
    worker = Worker(seed, workers)
    place = house or MortalHouse(Path(where), seed, worker.death)
    market = Market(seed, days, orders, place, worker, batch)
    try:
        market.run(tell)
        fall_silent(place, market.scenes, market.end)
    finally:
        place.close()
    figures = market.figures
    if isinstance(place, MortalHouse):
        figures.deaths.update(place.deaths)
    look_back(where, market.scenes, figures)
    return figures
