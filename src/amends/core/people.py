"""Who acts: the people and the systems of vocabulary.md."""

from typing import Literal

from amends.core.value import value

Role = Literal["buyer", "seller", "arbitrator", "operator", "shop", "carrier", "bank", "clock"]
Party = Literal["buyer", "seller"]

ROLES: tuple[Role, ...] = (
    "buyer", "seller", "arbitrator", "operator", "shop", "carrier", "bank", "clock",
)  # fmt: skip


@value
class Actor:
    """A person or system in the role in which the command is given; `name` is its account."""

    role: Role
    name: str

    def __str__(self) -> str:
        return f"{self.role}:{self.name}"


CLOCK = Actor(role="clock", name="clock")


def other(party: Party) -> Party:
    """The other side."""
    return "seller" if party == "buyer" else "buyer"
