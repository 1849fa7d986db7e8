"""All chance of a simulation comes from its seed: one stream for each thing that chooses."""

import hashlib
import hmac
import random
import uuid
from collections.abc import Mapping

from amends.core.moments import HOUR, Instant


class Chance(random.Random):
    """A stream of chance with a name: the same seed and name always give the same choices."""

    def __init__(self, seed: int, *name: object) -> None:
        super().__init__("/".join(str(part) for part in (seed, *name)))

    def happens(self, percent: float) -> bool:
        """Whether something happens that does so in so many of a hundred cases."""
        return self.random() * 100 < percent

    def weighted[T](self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def hours(self, least: float, most: float) -> int:
        """A span between two numbers of hours, in milliseconds."""
        return int(self.uniform(least, most) * HOUR)


def order_id(seed: int, number: str, at: Instant) -> str:
    """The id of an order: a UUIDv7 whose random part comes from the seed."""
    chance = int.from_bytes(hashlib.sha256(f"{seed}/{number}".encode()).digest()[:10])
    bits = (at << 80 | chance) & ~(0xF << 76) & ~(0b11 << 62)
    return str(uuid.UUID(int=bits | 0x7 << 76 | 0b10 << 62))


class SeededSalts:
    """Salts that come from the seed, so that the log has the same hashes in every run.

    They depend on order and scope alone: a crash between two tries changes none.
    """

    def __init__(self, seed: int) -> None:
        self._key = f"salts of {seed}".encode()

    def __call__(self, order_id: str, scope: str) -> bytes:
        """The salt of an order's scope."""
        return hmac.digest(self._key, f"{order_id}/{scope}".encode(), "sha256")
