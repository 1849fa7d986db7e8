"""What is found at an instant of a play, for each thing that a scenario can expect."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from amends.core.deadlines import due_of
from amends.core.dispute import Appeal, Closed, Dispute
from amends.core.duties import turn_of
from amends.core.liability import recommended
from amends.core.moments import Instant, format_duration
from amends.core.money import format_minor
from amends.core.moves import ORDER_MOVES, moves
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.transfers import Transfer
from amends.core.value import value
from amends.guard.signals import signals
from amends.rates import facts, rates

NOTHING = "none"
_PLATFORM = ("platform:fees", "platform:protection")


@value
class Scene:
    """One instant of a play. `dispute` is absent where no or several disputes could be meant."""

    order: Order
    dispute: Dispute | None
    policy: Policy
    start: Instant
    now: Instant
    transfers: tuple[Transfer, ...]
    texts: Mapping[str, str]

    def person(self, who: str) -> Actor:
        """The person in a role, or the one named: `buyer`, `arbitrator:carol`."""
        role, _, name = who.partition(":")
        named = {"buyer": self.order.buyer, "seller": self.order.seller}
        return Actor(role=role, name=name or named.get(role, role))  # type: ignore[arg-type]


@value
class Mismatch:
    """Something that is not as expected, in words."""

    what: str
    expected: str
    found: str


def mismatches(scene: Scene, wanted: Mapping[str, Any]) -> list[Mismatch]:
    """Everything that is not as it is wanted, key by key."""
    return [
        wrong for key, expected in wanted.items() for wrong in _CHECKS[key](scene, key, expected)
    ]


type _Check = Callable[[Scene, str, Any], Iterable[Mismatch]]


def _same(find: Callable[[Scene], str]) -> _Check:
    def check(scene: Scene, key: str, expected: Any) -> Iterable[Mismatch]:
        found = find(scene)
        if found != str(expected):
            yield Mismatch(what=key, expected=str(expected), found=found)

    return check


def _of_dispute(find: Callable[[Scene, Dispute], str]) -> _Check:
    return _same(
        lambda scene: "no such dispute" if scene.dispute is None else find(scene, scene.dispute)
    )


def _closed(dispute: Dispute) -> Closed | None:
    stage = dispute.stage
    if isinstance(stage, Appeal):
        return stage.closed
    return stage if isinstance(stage, Closed) else None


def _stage(scene: Scene, dispute: Dispute) -> str:
    return dispute.stage.name


def _outcome(scene: Scene, dispute: Dispute) -> str:
    closed = _closed(dispute)
    return closed.outcome if closed else NOTHING


def _turn(scene: Scene, dispute: Dispute) -> str:
    return turn_of(scene.order, dispute)


def _recommended(scene: Scene, dispute: Dispute) -> str:
    return str(recommended(scene.order, dispute, scene.policy).liable)


def _due(scene: Scene, key: str, expected: Any) -> Iterable[Mismatch]:
    dispute = scene.dispute
    due = None if dispute is None else due_of(scene.order, dispute)
    since = None if due is None else due - scene.start
    if since != (None if expected == NOTHING else expected):
        yield Mismatch(
            what=key,
            expected=expected if expected == NOTHING else format_duration(expected),
            found=NOTHING if since is None else format_duration(since),
        )


def _liable(scene: Scene, key: str, expected: Any) -> Iterable[Mismatch]:
    closed = None if scene.dispute is None else _closed(scene.dispute)
    found = dict(closed.liable) if closed else {}
    found = {who: percent for who, percent in found.items() if percent}
    wanted = {expected: 100} if isinstance(expected, str) and expected != NOTHING else expected
    if found != ({} if wanted == NOTHING else wanted):
        yield Mismatch(what=key, expected=str(wanted), found=str(found or NOTHING))


def _money(scene: Scene, key: str, expected: Mapping[str, int]) -> Iterable[Mismatch]:
    currency = scene.order.currency
    for name, minor in expected.items():
        found = money_of(scene.transfers, name)
        if found != minor:
            yield Mismatch(
                what=f"{key}.{name}",
                expected=format_minor(minor, currency),
                found=format_minor(found, currency),
            )


def money_of(transfers: Iterable[Transfer], name: str) -> int:
    """What `buyer`, `seller`, `carrier` or `platform` got less what they gave; `escrow` what it holds.

    For the buyer it is what came back: a chargeback won is paid out by the bank (readings.md 19).
    """
    accounts = _PLATFORM if name == "platform" else (f"{name}:",)
    total = 0
    for transfer in transfers:
        total += transfer.minor * transfer.credit.startswith(accounts)
        total -= transfer.minor * transfer.debit.startswith(accounts)
        if name == "buyer" and transfer.purpose == "chargeback" and transfer.credit == "world":
            total += transfer.minor
    return total


def _moves(*, open_: bool) -> _Check:
    def check(scene: Scene, key: str, expected: Mapping[str, list[str]]) -> Iterable[Mismatch]:
        for who, names in expected.items():
            found = _open_to(scene, scene.person(who))
            for name in names:
                if (name in found) is not open_:
                    yield Mismatch(what=f"{key}.{who}", expected=name, found=_listed(found))

    return check


def _open_to(scene: Scene, person: Actor) -> set[str]:
    """The moves about the order, and those about the dispute that is meant."""
    about_all = set(moves(scene.order, person, scene.policy, scene.now))
    if scene.dispute is None:
        return about_all
    about_it = moves(scene.order, person, scene.policy, scene.now, scene.dispute.number)
    return (about_all & ORDER_MOVES.keys()) | set(about_it)


def _signals(*, shown: bool) -> _Check:
    def check(scene: Scene, key: str, expected: Mapping[str, list[str]]) -> Iterable[Mismatch]:
        for who, names in expected.items():
            role = scene.person(who).role
            found = signals(scene.order, role, scene.texts, scene.policy, scene.now)
            for name in names:
                if (name in found) is not shown:
                    yield Mismatch(what=f"{key}.{who}", expected=name, found=_listed(found))

    return check


def _rates(scene: Scene, key: str, expected: Mapping[str, str]) -> Iterable[Mismatch]:
    found = rates([facts(scene.order)], scene.policy, scene.now).written()
    for name, fraction in expected.items():
        if found[name] != fraction:
            yield Mismatch(what=f"{key}.{name}", expected=fraction, found=found[name])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or NOTHING


_CHECKS: dict[str, _Check] = {
    "stage": _of_dispute(_stage),
    "outcome": _of_dispute(_outcome),
    "turn": _of_dispute(_turn),
    "due": _due,
    "order": _same(lambda scene: scene.order.status),
    "liable": _liable,
    "recommended": _of_dispute(_recommended),
    "money": _money,
    "can": _moves(open_=True),
    "cannot": _moves(open_=False),
    "signals": _signals(shown=True),
    "no_signals": _signals(shown=False),
    "rates": _rates,
}
