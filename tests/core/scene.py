"""A scene: one order and what people do to it, driven as the engine drives it.

What has fallen due is applied first, then the command is decided. Everything is kept: the commands
with their answers, the events with their instants. After a refusal nothing has happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from amends.core.commands import Command, build
from amends.core.deadlines import expire
from amends.core.decide import act
from amends.core.events import Event
from amends.core.known import NOTHING, Known
from amends.core.moments import DAY, Instant, parse_instant
from amends.core.money import exponent
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.value import changed
from amends.policies.loading import load
from tests.people import ALICE, BOB, CARRIER, SHOP

START: Instant = parse_instant("2024-03-01T00:00:00Z")
KETTLE = {"id": "kettle", "price": "18.00"}


def policy(name: str = "aliexpress-2017") -> Policy:
    """A built-in policy."""
    return load(name).policy


@dataclass
class Told:
    """One command as it was given, and its answer."""

    at: Instant
    actor: Actor
    name: str
    arguments: Mapping[str, Any]
    known: Known
    answer: Refusal | tuple[Event, ...]


@dataclass
class Scene:
    """An order from the moment it is placed; `now` is the instant of the next command."""

    policy: Policy = field(default_factory=policy)
    now: Instant = START
    state: Order | None = None
    told: list[Told] = field(default_factory=list)
    happened: list[tuple[Instant, Event]] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """The order as it stands."""
        assert self.state is not None
        return self.state

    def sweep(self) -> None:
        """Let everything fall that is due before now, as the worker does."""
        if self.state is not None:
            self.state, fallen = expire(self.state, self.policy, self.now)
            self.happened += fallen

    def give(self, actor: Actor, name: str, known: Known = NOTHING, /, **arguments: Any) -> Any:
        """Give a command now; the answer is a refusal or the events."""
        return self.give_command(actor, name, build(name, arguments), known, arguments)

    def give_command(
        self,
        actor: Actor,
        name: str,
        command: Command,
        known: Known = NOTHING,
        arguments: Mapping[str, Any] | None = None,
    ) -> Refusal | tuple[Event, ...]:
        """As `give`, with a command that has been built."""
        self.sweep()
        done = act(self.state, command, actor, self.policy, self.now, known)
        if isinstance(done, Refusal):
            answer: Refusal | tuple[Event, ...] = done
        else:
            self.state, answer = done
            self.happened += [(self.now, event) for event in answer]
        self.told.append(Told(self.now, actor, name, arguments or {}, known, answer))
        return answer

    def does(self, actor: Actor, name: str, known: Known = NOTHING, /, **arguments: Any) -> "Scene":
        """Give a command that must be accepted."""
        answer = self.give(actor, name, known, **arguments)
        assert not isinstance(answer, Refusal), f"{name}: {answer}"
        return self

    def refuses(
        self, actor: Actor, name: str, code: str, known: Known = NOTHING, /, **arguments: Any
    ) -> Refusal:
        """Give a command that must be refused with that code, and nothing happened."""
        self.sweep()
        before, events = self.state, len(self.happened)
        answer = self.give(actor, name, known, **arguments)
        assert isinstance(answer, Refusal), f"{name} was accepted, not refused as {code}"
        assert answer.code == code, f"{name}: not {code} but {answer}"
        assert self.state is before
        assert len(self.happened) == events
        return answer

    def after(self, days: float = 0, ms: int = 0) -> "Scene":
        """Time passes; nobody looks."""
        self.now += round(days * DAY) + ms
        return self

    def at(self, days: float, ms: int = 0) -> "Scene":
        """Go to an instant counted from the start; nobody looks before."""
        assert self.now <= START + round(days * DAY) + ms
        self.now = START + round(days * DAY) + ms
        return self

    def seen(self) -> list[str]:
        """The names of the events so far."""
        return [type(event).__name__ for _, event in self.happened]


def placed(
    *,
    policy_name: str = "aliexpress-2017",
    by: Policy | None = None,
    order: str = "o1",
    **arguments: Any,
) -> Scene:
    """A scene whose order has just been placed; a kettle for 18.00 and 2.00 shipping by default."""
    scene = Scene(policy=by or policy(policy_name))
    given: dict[str, Any] = {
        "number": "1001", "buyer": "alice", "seller": "bob", "currency": "USD",
        "lines": [KETTLE], "shipping": "2.00", "ship_to": "ES", **arguments,
    }  # fmt: skip
    return scene.does(SHOP, "place_order", Known(order=order), **given)


def shipped(days: float = 2, **arguments: Any) -> Scene:
    """… and shipped on day 2 as p1, all of it."""
    scene = placed(**arguments).at(days)
    return scene.does(BOB, "ship", parcel="p1", carrier="upu", tracking="RB123456785GB")


def delivered(days: float = 12, **arguments: Any) -> Scene:
    """… and delivered on day 12."""
    scene = shipped(**arguments).at(days)
    return scene.does(CARRIER, "report_tracking", tracking="RB123456785GB", status="delivered")


def claim(**arguments: Any) -> dict[str, Any]:
    """The arguments of a claim for 9.00 because the lid is cracked."""
    return {
        "line": "kettle", "grounds": "not_as_described.quality", "received": True,
        "remedy": "refund_only", "amount": "9.00", "statement": "The lid is cracked.",
        "exhibits": ["photo"], **arguments,
    }  # fmt: skip


def disputed(days: float = 14, order: Mapping[str, Any] | None = None, **arguments: Any) -> Scene:
    """… and disputed on day 14."""
    scene = delivered(**(order or {})).at(days)
    return scene.does(ALICE, "open_dispute", **claim(**arguments))


def arbitrated(days: float = 15, order: Mapping[str, Any] | None = None, **arguments: Any) -> Scene:
    """… rejected by both sides' words until the platform is asked in: on day 20 it is."""
    scene = disputed(order=order, **arguments).at(days)
    scene.does(BOB, "reject_proposal", proposal=1)
    return scene.at(days + 5, ms=1).does(ALICE, "make_statement", text="Please decide.")


def refund(scene: Scene, amount: str, liable: Any = "seller", **arguments: Any) -> dict[str, Any]:
    """The arguments of a ruling that refunds."""
    return {"remedy": "refund_only", "amount": amount, "liable": liable, **arguments}


def minor(scene: Scene, units: int) -> int:
    """Whole units of the order's currency in minor units."""
    return units * 10 ** int(exponent(scene.order.currency))


def under(base: Policy, section: str, **changes: object) -> Policy:
    """A policy with some numbers of one section changed."""
    return changed(base, name="test", **{section: changed(getattr(base, section), **changes)})
