"""Who plays: buyers and sellers of three tempers, arbitrators, and the systems around them."""

from typing import Literal

from amends.core.people import Actor
from amends.core.value import value
from amends.sim.chance import Chance

Temper = Literal["honest", "lazy", "malicious"]
TEMPERS: dict[Temper, float] = {"honest": 60, "lazy": 25, "malicious": 15}

# Carol is quick and Dan is slow. Frank also buys and sells: on his own orders he decides nothing.
ARBITRATORS: dict[str, float] = {"carol": 6, "dan": 1, "frank": 3}

SHOP = Actor(role="shop", name="shop")
CARRIER = Actor(role="carrier", name="carrier")
BANK = Actor(role="bank", name="bank")
OPERATOR = Actor(role="operator", name="dave")
STRANGER = "eve"


@value
class Person:
    """A buyer or seller, and how they behave."""

    name: str
    temper: Temper

    @property
    def idles(self) -> float:
        """In how many of a hundred cases this person does nothing when it is time to act."""
        return {"honest": 12.0, "lazy": 72.0, "malicious": 25.0}[self.temper]


class Cast:
    """The people of one marketplace."""

    def __init__(self, seed: int, orders: int) -> None:
        chance = Chance(seed, "cast")
        self.buyers = [_person(chance, f"buyer-{n}") for n in range(1, orders // 6 + 3)]
        self.sellers = [_person(chance, f"seller-{n}") for n in range(1, orders // 20 + 3)]
        self.buyers.append(Person(name="frank", temper="malicious"))
        self.sellers.append(Person(name="frank", temper="malicious"))

    def pair(self, chance: Chance) -> tuple[Person, Person]:
        """A buyer and a seller who are not the same person."""
        buyer, seller = chance.choice(self.buyers), chance.choice(self.sellers)
        while buyer.name == seller.name:
            seller = chance.choice(self.sellers)
        return buyer, seller


def _person(chance: Chance, name: str) -> Person:
    return Person(name=name, temper=chance.weighted(TEMPERS))
