"""What can be wrong with one argument: a code and typed details, never a sentence.

`given` is what was given, as it was written or as Python shows it.
"""

from typing import ClassVar, Literal

from amends.core.details import Span
from amends.core.value import value

Wanted = Literal[
    "boolean", "whole_number", "text", "list", "table", "quantities", "shares", "nothing"
]  # fmt: skip


@value
class Fault:
    """Something that cannot be meant, by its code."""

    code: ClassVar[str]


@value
class Missing(Fault):
    code: ClassVar[str] = "missing"


@value
class NotKnown(Fault):
    """No argument of that name; `names` are those that there are."""

    code: ClassVar[str] = "not_known"
    names: tuple[str, ...]


@value
class UnknownCommand(Fault):
    code: ClassVar[str] = "unknown_command"
    given: str
    names: tuple[str, ...]


@value
class WrongKind(Fault):
    """Something of another kind than is wanted there."""

    code: ClassVar[str] = "wrong_kind"
    wanted: Wanted
    given: str


@value
class NotAmong(Fault):
    code: ClassVar[str] = "not_among"
    given: str
    choices: tuple[str, ...]


@value
class TooLong(Fault):
    """A text of more than `most` characters."""

    code: ClassVar[str] = "too_long"
    most: int


@value
class TooMany(Fault):
    """A list of more than `most` entries."""

    code: ClassVar[str] = "too_many"
    most: int


@value
class TooLarge(Fault):
    code: ClassVar[str] = "too_large"


@value
class NotText(Fault):
    """Characters that no text has, such as the character zero."""

    code: ClassVar[str] = "not_text"


@value
class NoCurrency(Fault):
    code: ClassVar[str] = "no_currency"
    given: str


@value
class NotAnAmount(Fault):
    """`example` is an amount of the currency as it should be written."""

    code: ClassVar[str] = "not_an_amount"
    given: str
    example: str


@value
class TooManyDecimals(Fault):
    code: ClassVar[str] = "too_many_decimals"
    given: str
    currency: str
    decimals: int
    example: str


@value
class BelowNothing(Fault):
    code: ClassVar[str] = "below_nothing"
    given: str


@value
class NotAnInstant(Fault):
    code: ClassVar[str] = "not_an_instant"
    given: str


@value
class NoZone(Fault):
    code: ClassVar[str] = "no_zone"
    given: str


@value
class NotASpan(Fault):
    code: ClassVar[str] = "not_a_span"
    given: str


@value
class NotAPercentage(Fault):
    code: ClassVar[str] = "not_a_percentage"
    given: str


@value
class NotALanguage(Fault):
    code: ClassVar[str] = "not_a_language"
    given: str


@value
class NotACountry(Fault):
    code: ClassVar[str] = "not_a_country"
    given: str


@value
class NotAsRequired(Fault):
    """What every command of its kind has to have, by the name of the rule."""

    code: ClassVar[str] = "not_as_required"
    rule: Literal[
        "coupon_code", "parcel_tracking", "return_tracking", "exhibit_kinds",
        "order_number", "buyer_and_seller", "two_people", "line_ids", "quantities",
        "key_and_actor", "own_name", "form_key",
    ]  # fmt: skip


@value
class TooMuch(Fault):
    """More than there can be, or than the sum that it is a part of."""

    code: ClassVar[str] = "too_much"
    what: Literal["made_whole", "order", "payment_fee"]


@value
class TooManyPieces(Fault):
    code: ClassVar[str] = "too_many_pieces"
    given: int
    most: int


@value
class NameTooLong(Fault):
    """A name or key of more than `most` characters."""

    code: ClassVar[str] = "name_too_long"
    given: int
    most: int


@value
class TimeTooLong(Fault):
    """No time, or more than can be given."""

    code: ClassVar[str] = "time_too_long"
    most: Span


@value
class TooSoon(Fault):
    """A policy is switched on at least so long ahead."""

    code: ClassVar[str] = "too_soon"
    least: Span


@value
class PolicyNotUsable(Fault):
    """`unknown` to this release, or `changed` under its name; `choices` come with this release."""

    code: ClassVar[str] = "policy_not_usable"
    why: Literal["unknown", "changed"]
    given: str
    choices: tuple[str, ...]
