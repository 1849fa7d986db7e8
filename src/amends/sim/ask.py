"""Who wants to give a command, and what all who do have in common."""

from typing import Any

from amends.core.dispute import Dispute
from amends.core.grounds import EXHIBIT_KINDS
from amends.core.moments import Instant
from amends.core.money import format_minor
from amends.core.people import Actor
from amends.core.settlement import most, pieces_of
from amends.core.value import value
from amends.sim.scene import Scene

Arguments = dict[str, Any]

WORDS = (
    "The lid is cracked, see the photo.",
    "It never came; the tracking has stood still for weeks.",
    "We sent it in good order and cannot see any damage.",
    "Please close the dispute and we refund you by PayPal, trust us.",
    "Confirm receipt first, then we send a new one. WhatsApp +86 138 0013 8000",
    "La caja llegó abierta y falta una pieza.",
    "实物与描述不符",
)


@value
class Ask:
    """Who wants to give a command: the scene, the actor, the dispute it is about, and when."""

    scene: Scene
    actor: Actor
    number: int
    now: Instant

    @property
    def dispute(self) -> Dispute:
        """The dispute it is about."""
        found = self.scene.order.dispute(self.number)
        assert found is not None, "a command about a dispute is chosen for one that exists"
        return found

    @property
    def malicious(self) -> bool:
        """Whether the person is out for harm."""
        parties = ("buyer", "seller")
        role = self.actor.role
        return role in parties and self.scene.person(role).temper == "malicious"


def amount_up_to(ask: Ask, top: int) -> str:
    """Some amount from 1 to `top`, in the order's currency: all, half, a token, or any."""
    chance = ask.scene.chance
    minor = chance.choice((top, top, top // 2, top // 3, 1, chance.randint(1, max(top, 1))))
    return format_minor(max(min(minor, top), 0), ask.scene.order.currency)


def said(ask: Ask) -> str:
    """Some words."""
    return ask.scene.chance.choice(WORDS)


def exhibit(ask: Ask) -> Arguments:
    """A file by its hash."""
    chance = ask.scene.chance
    return {"kind": chance.choice(EXHIBIT_KINDS), "sha256": f"{chance.getrandbits(256):064x}"}


def nothing(ask: Ask) -> Arguments:
    """Nothing to say but the command itself."""
    return {}


def confirm(ask: Ask) -> Arguments:
    """Almost always a second confirmation (readings.md 12)."""
    return {"confirm": not ask.scene.chance.happens(5)}


def rules(ask: Ask) -> dict[str, Any]:
    """What the policy says of each grounds."""
    return ask.scene.policy.opening.grounds


def top(ask: Ask) -> int:
    """The most that can be refunded in the dispute."""
    return most(ask.scene.order, pieces_of(ask.dispute))


def is_own(ask: Ask, thing: Any) -> bool:
    """Whether a proposal or exhibit belongs to the person who asks."""
    return bool(thing.owner == ask.actor.role)
