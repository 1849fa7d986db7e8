"""What each reader sees of every state that the walk comes to: all that is theirs, nothing else.

The view is walked field by field, with its events, its previews and its JSON. What is withheld is
named here anew, by what stands in it, and not taken from the table that withholds it.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from amends.core.dispute import Ruling
from amends.core.people import Actor
from amends.core.rules import Rules
from amends.core.transfers import Transfer
from amends.core.view import plain
from amends.core.visibility import event_seen_by
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL, DAN, DAVE
from tests.walk.test_walk import key, steps

Figure = Callable[[str, int | str], None]

READERS: tuple[Actor, ...] = (ALICE, BOB, CAROL, DAN, DAVE)
FEES: dict[str, Any] = {"commission": "10%", "payment_fee": "0.31"}
LARGE: dict[str, Any] = {"lines": [{"id": "kettle", "price": "700.00"}], **FEES}
# States of each beginning.
BOUND = 150

_PAID = ("commission", "payment_fee", "kept_commission", "kept_fee", "made_whole")

_WHERE_TO = ("address", "return_address", "waybill", "earlier_waybills")


def _waiting_ruling() -> Scene:
    play = scene.arbitrated(order=LARGE)
    return play.does(
        CAROL, "issue_ruling", **scene.refund(play, "700.00", reasons="SECRET REASONS")
    )


def _coupon() -> Scene:
    play = scene.disputed(order=FEES, remedy="coupon", amount="6.00")
    return play.does(BOB, "accept_proposal", proposal=1)


def _addressed() -> Scene:
    play = scene.disputed(order=FEES, remedy="return_and_refund", amount="20.00")
    play.does(BOB, "accept_proposal", proposal=1)
    return play.does(BOB, "give_return_address", address="1 Road, CN", waybill="WB1")


def _raised() -> Scene:
    """The buyer left a return for the platform, which keeps the address beneath."""
    play = _addressed().does(ALICE, "ship_return", carrier="upu", tracking="WB1")
    return play.after(1).does(BOB, "escalate", reason="An empty box.")


def _made_whole() -> Scene:
    play = scene.arbitrated(order={"logistics": "platform", **FEES})
    ruled = scene.refund(play, "5.00", "carrier", reasons="So.", made_whole="3.00")
    return play.does(CAROL, "issue_ruling", **ruled)


BEGINNINGS: dict[str, Callable[[], Scene]] = {
    "placed": lambda: scene.placed(**FEES),
    "disputed": lambda: scene.disputed(order=FEES),
    "before the platform": lambda: scene.arbitrated(order={"logistics": "platform", **FEES}),
    "a ruling waits": _waiting_ruling,
    "a coupon is owed": _coupon,
    "goods go back": _addressed,
    "raised from a return": _raised,
    "an exchange": lambda: scene.disputed(order=FEES, remedy="replacement", amount=""),
    "the carrier makes whole": _made_whole,
}

# What is withheld: whether a part of a tree is it, and who is told all the same.
SECRETS: dict[str, tuple[Callable[[str, Any], bool], tuple[str, ...]]] = {
    "what the seller pays": (
        lambda name, part: (name in _PAID and bool(part)) or _is_fee(part),
        ("seller", "arbitrator", "operator"),
    ),
    "a ruling not in force": (
        lambda name, part: isinstance(part, Ruling) and not part.in_force,
        ("arbitrator",),
    ),
    # A waybill is the number of a parcel as soon as there is one, and no secret any more.
    "where goods go back to": (
        lambda name, part: name in _WHERE_TO and bool(part),
        ("buyer", "seller", "arbitrator"),
    ),
    "a coupon's code": (
        lambda name, part: isinstance(part, str) and "TEN-OFF" in part,
        ("buyer", "seller", "arbitrator"),
    ),
}


def _is_fee(part: Any) -> bool:
    if isinstance(part, Transfer):
        accounts = part.debit + part.credit
        return part.purpose in ("commission", "payment_fee") or (
            "platform:fees" in accounts or "provider:" in accounts
        )
    return False


def parts(thing: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in a value, at any depth, with the name of the field in which it stands."""
    yield name, thing
    if isinstance(thing, tuple | list):
        for each in thing:
            yield from parts(each, name)
    elif isinstance(thing, dict):
        for inner, each in thing.items():
            yield from parts(each, inner)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from parts(getattr(thing, field.name), field.name)


def _told(play: Scene, reader: Actor) -> list[Any]:
    """All that a reader gets to see."""
    rules = Rules(play.order, play.policy, reader, play.now)
    previews = [
        rules.if_accepted(dispute.number, proposal.number)
        for dispute in rules.order.disputes
        if dispute.open
        for proposal in dispute.proposals
    ]
    past = [event_seen_by(reader, play.order, event) for _, event in play.happened]
    return [rules.order, rules.coming(), past, previews, plain(rules)]


def check(play: Scene, met: set[tuple[str, str]]) -> None:
    """Each secret that there is in this state is seen by exactly those who may see it."""
    there = [play.order, [event for _, event in play.happened]]
    found = {
        name for name, (is_it, _) in SECRETS.items() if any(is_it(n, p) for n, p in parts(there))
    }
    for reader in READERS:
        told = list(parts(_told(play, reader)))
        for name, (is_it, roles) in SECRETS.items():
            seen = [(n, p) for n, p in told if is_it(n, p)]
            if reader.role not in roles:
                assert not seen, f"{reader} sees {name}: {seen[:3]}"
            elif name in found:
                assert seen, f"{reader} does not see {name}"
                met.add((name, reader.role))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_each_reader_sees_what_is_theirs_and_nothing_else(beginning: str, figure: Figure) -> None:
    first = BEGINNINGS[beginning]()
    first.sweep()
    states, layer, met = {key(first.order, first.now)}, [first], set[tuple[str, str]]()
    check(first, met)
    while layer and len(states) < BOUND:
        following = []
        for play in layer:
            for after in steps(play):
                state = key(after.order, after.now)
                if state not in states and len(states) < BOUND:
                    states.add(state)
                    check(after, met)
                    following.append(after)
        layer = following
    figure("views looked at", len(states) * len(READERS))
    assert ("what the seller pays", "seller") in met
    assert len(states) > 50


def test_every_secret_is_met_somewhere() -> None:
    met = set[tuple[str, str]]()
    for play in (_waiting_ruling(), _coupon().does(BOB, "keep_promise", code="TEN-OFF"), _raised()):
        check(play, met)
    assert {name for name, _ in met} == set(SECRETS)
