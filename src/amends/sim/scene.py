"""One order of the marketplace as its people see it: what they know, and what was answered them."""

from typing import Any

from amends.core.commands import NAMES, Command, build
from amends.core.deadlines import expire
from amends.core.evolve import evolve
from amends.core.grounds import GroundsClass
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.engine.envelope import Envelope, Receipt
from amends.sim.chance import Chance
from amends.sim.orders import Fate
from amends.sim.people import Person


class Scene:
    """An order, folded from the receipts alone and never read from the engine.

    So what its people choose cannot depend on what workers did in between, and at the end what the
    engine has must be what was acknowledged, with what silence did.
    """

    def __init__(
        self,
        number: str,
        order_id: str,
        policy: Policy,
        buyer: Person,
        seller: Person,
        fate: Fate,
        chance: Chance,
        placing: dict[str, Any],
    ) -> None:
        self.number = number
        self.order_id = order_id
        self.policy = policy
        self.buyer = buyer
        self.seller = seller
        self.fate = fate
        self.chance = chance
        self.placing = placing  # the order as the shop will send it
        self.waybills: dict[int, str] = {}  # in plain text, which digests hide
        self.last: tuple[Envelope, Receipt] | None = None
        self.state: Order | None = None
        self._keys = 0

    @property
    def order(self) -> Order:
        """The order as the people of this scene know it."""
        assert self.state is not None, "nobody acts on an order before it is placed"
        return self.state

    def reach(self, now: Instant) -> None:
        """Let silence do what it does until now."""
        if self.state is not None:
            self.state, _ = expire(self.state, self.policy, now)

    def envelope(
        self, actor: Actor, name: str, arguments: dict[str, Any], now: Instant, policy: str = ""
    ) -> Envelope:
        """A command on this order, with a key of its own."""
        self._keys += 1
        return Envelope(
            actor=actor,
            order_id=self.order_id,
            command=build(name, arguments),
            key=f"{self.number}/{self._keys}",
            seen_at=now,
            policy=policy,
        )

    def accepted(self, envelope: Envelope, receipt: Receipt, now: Instant) -> None:
        """Take in what was acknowledged."""
        for event in receipt.events:
            self.state = evolve(self.state, event, now)
        assert self.order.version == receipt.position, "the receipt's position is the order's own"
        self.last = (envelope, receipt)

    def person(self, role: str) -> Person:
        """The buyer or the seller."""
        return self.buyer if role == "buyer" else self.seller

    def wronged(self) -> GroundsClass | None:
        """What the buyer has to complain about, in truth."""
        if self.fate in ("lost", "never_sent", "late"):
            return "not_received"
        return None if self.fate == "fine" else "not_as_described"


def name_of(command: Command) -> str:
    """The command's name, as people type it."""
    return NAMES[type(command)]
