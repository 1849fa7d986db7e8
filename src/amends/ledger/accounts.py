"""The chart of accounts: a closed list of kinds, each account a text (architecture.md)."""

from typing import Literal, get_args

from amends.core.accounts import FEES, PROTECTION
from amends.core.value import value

Kind = Literal["escrow", "buyer", "seller", "carrier", "provider", "platform", "world"]

KINDS: tuple[Kind, ...] = get_args(Kind)
_OF_PLATFORM = ("fees", "protection")


class AccountError(ValueError):
    """A text that names no account of the chart."""


@value
class Account:
    """An account of the chart. `owner` is an order, a person, a code, or empty for the world."""

    kind: Kind
    owner: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.owner}" if self.owner else self.kind


def escrow(order_id: str) -> str:
    """Where the money of an order is held."""
    return str(parse_account(f"escrow:{order_id}"))


def buyer(name: str) -> str:
    """What a buyer got back."""
    return str(parse_account(f"buyer:{name}"))


def seller(name: str) -> str:
    """What was released to a seller, less what was recovered."""
    return str(parse_account(f"seller:{name}"))


def carrier(code: str) -> str:
    """What a carrier owes for what it bears."""
    return str(parse_account(f"carrier:{code}"))


def provider(code: str) -> str:
    """What a payment provider kept as its fee."""
    return str(parse_account(f"provider:{code}"))


def parse_account(text: str) -> Account:
    """Read the name of an account; `AccountError` for what the chart does not have."""
    kind, _, owner = text.partition(":")
    for known in KINDS:
        if kind != known:
            continue
        if known == "world" and text != "world":
            raise AccountError(f"{text!r}: there is only one world")
        if known == "platform" and owner not in _OF_PLATFORM:
            raise AccountError(f"{text!r}: the platform has the accounts {FEES} and {PROTECTION}")
        if known != "world" and not owner.strip():
            raise AccountError(f"{text!r} does not say whose account it is")
        return Account(kind=known, owner=owner)
    raise AccountError(f"{text!r} is no account; the kinds are {', '.join(KINDS)}")
