"""Reading the values of a scenario: what each key may hold, with a sentence for what it may not."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, get_args

from amends.core.grounds import BEARERS, OrderStatus, Outcome, StageName, Turn
from amends.core.moments import Instant, MomentError, instant, parse_duration, parse_instant
from amends.core.money import MoneyError, exponent, parse_minor
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES
from amends.core.people import CLOCK, ROLES, Actor
from amends.core.policy import Recommended
from amends.guard.signals import Signal

Check = Callable[..., Any]


class FieldError(ValueError):
    """A value that cannot be meant; the message says what to write instead."""


def text(given: object, currency: str = "") -> str:
    """Any text but an empty one."""
    if not isinstance(given, str) or not given.strip():
        raise FieldError("is a text, and not an empty one")
    return given


def amount(given: object, currency: str) -> int:
    """An amount as text, with no more decimals than the currency has."""
    if not isinstance(given, str):
        raise FieldError('is an amount, written as text like "9.00"')
    try:
        return parse_minor(given, currency)
    except MoneyError as error:
        raise FieldError(str(error)) from error


def span(given: object, currency: str = "") -> int:
    """A span of time like `P2DT6H`, in milliseconds."""
    try:
        return parse_duration(given)  # type: ignore[arg-type]
    except MomentError as error:
        raise FieldError(str(error)) from error


def moment(given: object) -> Instant:
    """An instant with its zone, as TOML writes it or as text."""
    try:
        if isinstance(given, datetime):
            return instant(given)
        if isinstance(given, date) or not isinstance(given, str):
            raise FieldError("is an instant; write it like 2024-03-01T00:00:00Z")
        return parse_instant(given)
    except MomentError as error:
        raise FieldError(str(error)) from error


def actor(given: object, people: Mapping[str, str]) -> Actor:
    """A role, or a role and a person: `seller`, `arbitrator:carol`."""
    role, colon, name = text(given).partition(":")
    if role not in ROLES or (colon and not name):
        raise FieldError(f"names a role ({', '.join(ROLES)}), or role:name")
    if role == "clock":
        return CLOCK
    return Actor(role=role, name=name or people.get(role, role))


def currency(given: object) -> str:
    """An ISO 4217 currency."""
    try:
        exponent(text(given))
    except MoneyError as error:
        raise FieldError(str(error)) from error
    return str(given)


def percentage(given: object) -> str:
    """A share of the sale: `"10%"`."""
    if not isinstance(given, str) or not re.fullmatch(r"\d{1,2}(\.\d{1,2})?%", given):
        raise FieldError('is a share of the sale, written like "10%"')
    return given


def count(given: object) -> int:
    """A whole number from 1."""
    if not isinstance(given, int) or isinstance(given, bool) or given < 1:
        raise FieldError("is a whole number from 1")
    return given


def table(given: object) -> dict[str, Any]:
    """A table of arguments."""
    if not isinstance(given, dict):
        raise FieldError("is a table of arguments like { confirm = true }")
    return given


def refused(given: object) -> bool | str:
    """`true`, or the code of the refusal."""
    if given is False or not isinstance(given, bool | str):
        raise FieldError("is true, or the code of the refusal")
    return given


def one_of(choices: Collection[str]) -> Check:
    """One word of a closed list."""

    def check(given: object, currency: str = "") -> str:
        if given not in choices:
            raise FieldError(f"is one of {', '.join(sorted(choices))}")
        return str(given)

    return check


def by_role(choices: Collection[str]) -> Check:
    """Lists of words of a closed list, by role: `{ buyer = ["cancel_dispute"] }`."""
    known = frozenset(choices)

    def check(given: object, currency: str = "") -> dict[str, list[str]]:
        if not isinstance(given, dict) or not all(
            who.partition(":")[0] in ROLES
            and isinstance(names, list)
            and all(isinstance(name, str) for name in names)
            for who, names in given.items()
        ):
            example = min(known)
            raise FieldError(f'lists names by role, like {{ buyer = ["{example}"] }}')
        for name in (name for names in given.values() for name in names):
            if name not in known:
                raise FieldError(
                    f"{name!r} is not known here; known are: {', '.join(sorted(known))}"
                )
        return given

    return check


def money(given: object, currency: str) -> dict[str, int]:
    """Amounts by account: buyer, seller, carrier, platform, escrow."""
    accounts = (*BEARERS, "escrow")
    if not isinstance(given, dict) or not set(given) <= set(accounts):
        raise FieldError(f"holds amounts by {', '.join(accounts)}")
    return {name: amount(what, currency) for name, what in given.items()}


def rates(given: object, currency: str = "") -> dict[str, str]:
    """The seller's rates as fractions: `{ dispute = "1/1" }`, or `"none"`."""
    names = ("dispute", "escalation", "liability")
    if not isinstance(given, dict) or not set(given) <= set(names):
        raise FieldError(f"holds fractions by {', '.join(names)}")
    for what in given.values():
        above, slash, below = str(what).partition("/")
        if what != "none" and not (slash and above.isdecimal() and below.isdecimal()):
            raise FieldError('holds fractions written like "1/2", or "none"')
    return given


def liability(given: object, currency: str = "") -> str | dict[str, int]:
    """One who bears all, or whole percents that sum to 100."""
    if isinstance(given, str) and given in (*BEARERS, "none"):
        return given
    if isinstance(given, dict) and set(given) <= set(BEARERS):
        whole = all(type(percent) is int and percent >= 0 for percent in given.values())
        if whole and sum(given.values()) == 100:
            return given
    raise FieldError(f"is one of {', '.join(BEARERS)}, none, or whole percents that sum to 100")


_MOVES = (*ORDER_MOVES, *DISPUTE_MOVES)
EXPECTED: dict[str, Check] = {
    "stage": one_of(get_args(StageName)),
    "outcome": one_of((*get_args(Outcome), "none")),
    "turn": one_of(get_args(Turn)),
    "due": lambda given, currency: given if given == "none" else span(given),
    "order": one_of(get_args(OrderStatus)),
    "liable": liability,
    "recommended": one_of(get_args(Recommended)),
    "money": money,
    "can": by_role(_MOVES),
    "cannot": by_role(_MOVES),
    "signals": by_role(get_args(Signal)),
    "no_signals": by_role(get_args(Signal)),
    "rates": rates,
}


def unknown(given: Mapping[str, Any], known: Collection[str]) -> list[tuple[str, str]]:
    """Every key that is not known, with a sentence naming those that are."""
    return [
        (key, f"is not known here; known are: {', '.join(sorted(known))}")
        for key in given
        if key not in known
    ]
