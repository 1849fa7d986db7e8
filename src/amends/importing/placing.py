"""An order to place, as a table of names and values: one shape for JSON lines and for CSV.

`{"at": "2024-03-01T00:00:00Z", "shop": "corner", "place_order": {…}, "then": [{"at": …, "by":
"seller", "do": "ship", "with": {…}}]}`: the arguments are those of docs/reference/commands.md.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from amends.core.commands import COMMANDS, build
from amends.core.commands.place_order import PlaceOrder
from amends.core.moments import Instant, MomentError, parse_instant
from amends.core.people import ROLES, Actor, Role
from amends.importing.fields import EARLIEST, LATEST, FieldError, identifier
from amends.importing.stories import Act, Story

_NAMES = frozenset(("at", "shop", "place_order", "then", "policy", "run_on"))
_ACT = frozenset(("at", "by", "do", "with"))
MOST_ACTS = 200


def story_from(found: Mapping[str, Any], file: str, line: int) -> Story:
    """The story that a line tells. `FieldError` or `CommandError` names the field at fault.

    `run_on`: the clock runs on after the last act until nothing is due; else the order lives on.
    """
    _only(found, _NAMES, "the line")
    command = build("place_order", _table(found["place_order"], "place_order"))
    assert isinstance(command, PlaceOrder)
    number = identifier("place_order.number", command.number)
    shop = identifier("shop", command.shop or _text(found.get("shop", ""), "shop"))
    acts = [
        Act(
            at=_instant(found.get("at"), "at"),
            actor=Actor(role="shop", name=shop),
            command=command,
            key=f"{number}:place",
        )
    ]
    then = found.get("then", [])
    if not isinstance(then, list) or len(then) > MOST_ACTS:
        raise FieldError("then", type(then).__name__, f"it is a list of at most {MOST_ACTS}")
    acts += [_act(each, n, command, number) for n, each in enumerate(then, 1)]
    if any(later.at < earlier.at for earlier, later in pairwise(acts)):
        raise FieldError("then", "an earlier instant", "what follows is in the order of time")
    run_on = found.get("run_on", False)
    if type(run_on) is not bool:
        raise FieldError("run_on", str(run_on), "it is true or false")
    return Story(
        file=file, line=line, shop=shop, number=number, acts=acts, runs_on=run_on,
        policy=_text(found.get("policy", ""), "policy"),
    )  # fmt: skip


def _act(found: Any, n: int, order: PlaceOrder, number: str) -> Act:
    where = f"then[{n}]"
    given = _table(found, where)
    _only(given, _ACT, where)
    name = _text(given.get("do"), f"{where}.do")
    if name not in COMMANDS or name == "place_order":
        raise FieldError(f"{where}.do", name, "it is a command about an order")
    return Act(
        at=_instant(given.get("at"), f"{where}.at"),
        actor=_actor(_text(given.get("by"), f"{where}.by"), order, f"{where}.by"),
        command=build(name, _table(given.get("with", {}), f"{where}.with")),
        key=f"{number}:{n}:{name}",
    )


def _actor(by: str, order: PlaceOrder, where: str) -> Actor:
    """A role, or a role and a person: `arbitrator:carol`. Buyer and seller are the order's."""
    role, _, name = by.partition(":")
    if role not in ROLES:
        raise FieldError(where, by, f"it is one of {', '.join(ROLES)}")
    of_order: dict[str, str] = {"buyer": order.buyer, "seller": order.seller, "shop": order.shop}
    known: Role = role
    return Actor(role=known, name=name or of_order.get(role) or role)


def _instant(found: Any, where: str) -> Instant:
    try:
        at = parse_instant(_text(found, where))
    except MomentError as error:
        raise FieldError(where, str(found), str(error)) from error
    if not EARLIEST <= at <= LATEST:
        raise FieldError(where, str(found), "it lies between the years 1990 and 2200")
    return at


def _only(found: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    unknown = [name for name in found if name not in names]
    if unknown:
        raise FieldError(
            where, ", ".join(map(str, unknown)), f"it knows {', '.join(sorted(names))}"
        )


def _table(found: Any, where: str) -> dict[str, object]:
    if not isinstance(found, dict):
        raise FieldError(where, type(found).__name__, "it is an object of names and values")
    return found


def _text(found: Any, where: str) -> str:
    if type(found) is not str:
        raise FieldError(where, type(found).__name__, "it is text")
    return found
