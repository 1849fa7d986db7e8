"""What can be wrong with a policy file: one class a code, with the details that its sentence needs.

The sentences are `amends.telling.policy_faults`'; the file or the field stands before them. `given`
is what was written there, shortened and on one line. A code never changes its meaning.
"""

import re
from typing import ClassVar

from amends.core.value import value

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Fault:
    """One thing that is wrong, without its place; its code is the name of its class."""

    __slots__ = ()
    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.code = _CAPITAL.sub("_", cls.__name__).lower()


@value
class Unreadable(Fault):
    reason: str  # the system's words


@value
class FileTooLarge(Fault):
    kibibytes: int  # that a policy may have


@value
class NotUtf8(Fault):
    pass


@value
class LineTooLong(Fault):
    characters: int  # that a line may have


@value
class TooDeep(Fault):
    pass


@value
class NotToml(Fault):
    reason: str  # the reader's words


@value
class MoreFaults(Fault):
    """So many more were found than are listed."""

    count: int


@value
class UnknownPolicy(Fault):
    known: tuple[str, ...]


@value
class OtherVersion(Fault):
    """The built-in policy has another version than was asked for."""

    version: int
    reference: str


@value
class CannotExtend(Fault):
    given: str
    known: tuple[str, ...]


@value
class CannotExtendVersion(Fault):
    given: str
    reference: str


@value
class LaterRules(Fault):
    given: int
    known: int


@value
class MissingField(Fault):
    example: str  # a line of a file


@value
class MissingTable(Fault):
    table: str
    base: str  # a policy to extend instead


@value
class MisspelledField(Fault):
    near: str


@value
class UnknownField(Fault):
    known: tuple[str, ...]  # that its table has


@value
class NotOneOf(Fault):
    given: str
    choices: tuple[str, ...]


@value
class NotText(Fault):
    given: str
    example: str


@value
class NotAWholeNumber(Fault):
    given: str


@value
class NeitherTrueNorFalse(Fault):
    given: str


@value
class NotAList(Fault):
    given: str


@value
class NotATable(Fault):
    given: str
    table: str


@value
class NotATableOfValues(Fault):
    """Of amounts by currency, for example."""

    given: str
    example: str


@value
class EmptyList(Fault):
    pass


@value
class TooSmall(Fault):
    given: str
    least: int


@value
class TooLarge(Fault):
    given: str
    most: int


@value
class CannotBeMeant(Fault):
    given: str
    reason: str  # the reader's words


@value
class Repeated(Fault):
    given: str
    times: int


@value
class NotAWindow(Fault):
    given: str


@value
class UnknownWindow(Fault):
    given: str


@value
class WindowOfMonths(Fault):
    given: str


@value
class NegativeWindow(Fault):
    given: str


@value
class EmptyWindow(Fault):
    given: str


@value
class WindowTooLong(Fault):
    given: str
    days: int  # that it may have


@value
class WorkingDaysOutOfBounds(Fault):
    given: str
    most: int


@value
class NotAnAmount(Fault):
    given: str
    example: str


@value
class UnknownCurrency(Fault):
    given: str


@value
class TooManyDecimals(Fault):
    given: str
    decimals: int
    currency: str
    most: int
    example: str


@value
class NegativeAmount(Fault):
    given: str


@value
class NotACountry(Fault):
    given: str


@value
class NotARoute(Fault):
    given: str


@value
class NotATimeZone(Fault):
    given: str


@value
class NotADay(Fault):
    given: str


@value
class NotInTheGrounds(Fault):
    given: str
    choices: tuple[str, ...]


@value
class CannotBearALoss(Fault):
    given: str
    choices: tuple[str, ...]


@value
class NotAShare(Fault):
    given: str


@value
class SharesDoNotSum(Fault):
    total: int


@value
class NotOneLine(Fault):
    given: str
    most: int


@value
class NotAName(Fault):
    given: str


# What contradicts another field; the place is that of the field to change.


@value
class NoWorkingDay(Fault):
    pass


@value
class ExtensionsTooShort(Fault):
    pass


@value
class EscalationNeverBegins(Fault):
    pass


@value
class EscalationEndsFirst(Fault):
    pass


@value
class SilentSellerWins(Fault):
    pass


@value
class SharedByDefault(Fault):
    pass


@value
class FactBothWays(Fault):
    fact: str


@value
class SharesMissing(Fault):
    pass


@value
class SharesOfNothing(Fault):
    pass


@value
class NotThePlatformsCarrier(Fault):
    pass


@value
class StepsWithoutRuling(Fault):
    pass


# Every fault by its code, in the order in which they stand here.
FAULTS: dict[str, type[Fault]] = {
    each.code: each
    for each in list(globals().values())
    if isinstance(each, type) and issubclass(each, Fault) and each is not Fault
}
