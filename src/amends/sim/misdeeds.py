"""What nobody may do: each is tried now and then, must be refused, and must change nothing."""

from collections.abc import Callable
from typing import Any

from amends.core.commands import COMMANDS
from amends.core.moments import Instant
from amends.core.money import format_minor
from amends.core.moves import DISPUTE_MOVES, roles_of
from amends.core.people import Actor, Role
from amends.core.value import changed, value
from amends.engine.envelope import Envelope
from amends.sim.arguments import arguments_for
from amends.sim.ask import Ask
from amends.sim.choice import open_to, somebody
from amends.sim.people import BANK, CARRIER, OPERATOR, SHOP, STRANGER
from amends.sim.scene import Scene, name_of

# Systems' own commands are no moves of people.
_GIVEN = tuple(
    name for name in COMMANDS if name not in ("place_order", "report_tracking", "expire")
)


@value
class Misdeed:
    """A forbidden command, and the code with which it must be refused; "" for any."""

    kind: str
    envelope: Envelope
    code: str = ""


def misdeed(scene: Scene, now: Instant) -> Misdeed | None:
    """Something forbidden on this order, of a kind by chance."""
    kind = scene.chance.choice(tuple(_KINDS))
    return _KINDS[kind](scene, now)


def _by_stranger(scene: Scene, now: Instant) -> Misdeed | None:
    """Eve has no business here: to her the order does not exist, whatever she calls herself."""
    roles: tuple[Role, ...] = ("buyer", "seller", "shop")
    role = scene.chance.choice(roles)
    return _any_command(scene, Actor(role=role, name=STRANGER), now, "stranger", "unknown_order")


def _party_as_arbitrator(scene: Scene, now: Instant) -> Misdeed | None:
    """Nobody decides a case in which they are a party (A7)."""
    name = scene.chance.choice((scene.buyer.name, scene.seller.name))
    actor = Actor(role="arbitrator", name=name)
    return _any_command(scene, actor, now, "party as arbitrator", "unknown_order")


def _of_another_role(scene: Scene, now: Instant) -> Misdeed | None:
    """A command that this role never gives."""
    actor = scene.chance.choice((somebody(scene), CARRIER, BANK, OPERATOR, SHOP))
    names = [name for name in _GIVEN if actor.role not in roles_of(name)]
    # Frank is no arbitrator on his own orders, and learns nothing of them as one.
    code = "not_your_role" if scene.order.belongs(actor) else "unknown_order"
    return _any_command(scene, actor, now, "of another role", code, names)


def _not_a_move(scene: Scene, now: Instant) -> Misdeed | None:
    """A command that `moves` does not give to this actor now (decision 5)."""
    actor = somebody(scene)
    given = {name for name, _ in open_to(scene, actor, now)}
    names = [name for name in _GIVEN if name not in given]
    return _any_command(scene, actor, now, "not among the moves", "", names)


def _too_much(scene: Scene, now: Instant) -> Misdeed | None:
    """More money than was paid (D6a), in a command that is open otherwise."""
    actor = somebody(scene)
    order = scene.order
    amount = format_minor(order.paid * 2 + 1, order.currency)
    for name, number in open_to(scene, actor, now):
        ask = Ask(scene=scene, actor=actor, number=number, now=now)
        given = arguments_for(name, ask) if name in _GIVEN else None
        if given is not None and "amount" in given:
            envelope = scene.envelope(actor, name, {**given, "amount": amount}, now)
            return Misdeed(kind="more than was paid", envelope=envelope)
    return None


def _other_command_same_key(scene: Scene, now: Instant) -> Misdeed | None:
    """A key that was used for another command (invariant 6)."""
    if scene.last is None or name_of(scene.last[0].command) == "place_order":
        return None
    last = scene.last[0]
    other = scene.envelope(last.actor, "pause_clock", {"reason": "another"}, now)
    return Misdeed(
        kind="other command, same key", envelope=changed(other, key=last.key), code="key_reused"
    )


def _unknown_order(scene: Scene, now: Instant) -> Misdeed | None:
    """An order that does not exist looks the same as one that is not yours (invariant 8)."""
    found = _any_command(scene, somebody(scene), now, "unknown order", "unknown_order")
    if found is None:
        return None
    missing = f"{scene.order_id[:-12]}{scene.chance.getrandbits(48):012x}"
    return changed(found, envelope=changed(found.envelope, order_id=missing))


def _any_command(
    scene: Scene, actor: Actor, now: Instant, kind: str, code: str, names: list[str] | None = None
) -> Misdeed | None:
    name = scene.chance.choice(_GIVEN if names is None else names)
    disputes = scene.order.disputes
    number = 0
    if name in DISPUTE_MOVES and disputes:
        number = scene.chance.choice(disputes).number
    given: dict[str, Any] | None = {}
    if number or name not in DISPUTE_MOVES:
        given = arguments_for(name, Ask(scene=scene, actor=actor, number=number, now=now))
    elif name not in _NEEDS_NO_DISPUTE:
        return None
    if given is None:
        return None
    return Misdeed(kind=kind, envelope=scene.envelope(actor, name, given, now), code=code)


# Commands about a dispute that can be written down without one.
_NEEDS_NO_DISPUTE = frozenset(
    ("cancel_dispute", "escalate", "confirm_ruling", "confirm_replacement")
)

_KINDS: dict[str, Callable[[Scene, Instant], Misdeed | None]] = {
    "stranger": _by_stranger,
    "party": _party_as_arbitrator,
    "role": _of_another_role,
    "move": _not_a_move,
    "amount": _too_much,
    "key": _other_command_same_key,
    "order": _unknown_order,
}
