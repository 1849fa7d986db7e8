"""How disputes end, and what comes after: promises, appeals, paying back."""

from typing import Literal, TypedDict

from amends.core.clocks import Clocks
from amends.core.dispute import Appeal, Closed, Ruling
from amends.core.events.about import OfDispute, Shares, Transfers
from amends.core.grounds import ReturnCondition
from amends.core.people import Party
from amends.core.value import value


@value
class ReturnConfirmed(OfDispute):
    """The seller, or the end of the countdown after a delivery, has confirmed the goods (R3, R6)."""

    condition: ReturnCondition
    by_silence: bool = False


@value
class ReplacementConfirmed(OfDispute):
    """The buyer has the new goods."""

    by_silence: bool = False


@value
class DisputeClosed(OfDispute):
    """The end of a dispute, with the money that it moves."""

    stage: Closed
    clocks: Clocks = ()
    transfers: Transfers = ()
    shares: Shares = ()
    disputable: bool = False  # its pieces can be disputed again


@value
class PromiseKept(OfDispute):
    """The seller has given the coupon's code."""

    code: str
    clocks: Clocks


@value
class PromiseBroken(OfDispute):
    """The coupon did not come in time; its value is recovered and refunded."""

    stage: Closed
    transfers: Transfers
    shares: Shares


@value
class AppealFiled(OfDispute):
    """A party has appealed (C6)."""

    by: Party
    grounds: Literal["result", "service"]
    statement: str
    stage: Appeal
    clocks: Clocks


@value
class AppealAnswered(OfDispute):
    """The other party has joined the appeal, or declined to."""

    by: Party
    joined: bool
    statement: str = ""


@value
class AppealDecided(OfDispute):
    """An appeal has been decided by another arbitrator; only the difference moves (C9)."""

    ruling: Ruling
    stage: Closed
    transfers: Transfers = ()
    posted: Transfers = ()
    shares: Shares = ()


@value
class AmountRepaid(OfDispute):
    """The buyer has paid back inside the platform (O11)."""

    amount: int
    transfers: Transfers
    shares: Shares


EndingEvent = (
    ReturnConfirmed | ReplacementConfirmed | DisputeClosed | PromiseKept | PromiseBroken
    | AppealFiled | AppealAnswered | AppealDecided | AmountRepaid
)  # fmt: skip


class ByEndingEvent[T](TypedDict):
    """A row for each, by its name."""

    ReturnConfirmed: T
    ReplacementConfirmed: T
    DisputeClosed: T
    PromiseKept: T
    PromiseBroken: T
    AppealFiled: T
    AppealAnswered: T
    AppealDecided: T
    AmountRepaid: T
