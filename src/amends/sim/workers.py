"""Deadline workers of every kind: punctual, late, absent, or dying again and again."""

from typing import Literal

from amends.core.moments import Instant
from amends.sim.chance import Chance
from amends.sim.crashes import DEATHS, Death

Habit = Literal["punctual", "late", "absent", "crashing"]
HABITS: tuple[Habit, ...] = ("punctual", "late", "absent", "crashing")


class Worker:
    """When a worker comes, and when somebody dies. Its chance is none of the marketplace's."""

    def __init__(self, seed: int, habit: Habit) -> None:
        self.habit = habit
        self._chance = Chance(seed, "worker", habit)
        self._next: Instant = 0

    def comes(self, now: Instant) -> bool:
        """Whether a worker sweeps at this instant."""
        if self.habit == "absent" or now < self._next:
            return False
        hours = {"punctual": (2, 2), "late": (48, 700), "crashing": (6, 72)}[self.habit]
        self._next = now + self._chance.hours(*hours)
        return True

    def limit(self) -> int:
        """How many orders it claims in one step."""
        return self._chance.choice((1, 7, 500))

    def death(self) -> tuple[Death, int] | None:
        """Whether whoever writes next dies, and at which statement; only where deaths are wanted."""
        if self.habit != "crashing" or not self._chance.happens(12):
            return None
        return self._chance.choice(DEATHS), self._chance.randint(1, 14)
