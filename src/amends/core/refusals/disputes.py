"""Refusals about opening a dispute and the talks in it."""

from typing import ClassVar, Literal

from amends.core.details import At, Code
from amends.core.dispute import ProposalState
from amends.core.grounds import ExhibitKind, Remedy
from amends.core.moments import Window
from amends.core.money import Money
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class NotOpenYet(Refusal):
    code: ClassVar[str] = "not_open_yet"
    later: ClassVar[bool] = True
    opens: At


@value
class NeverShipped(Refusal):
    code: ClassVar[str] = "never_shipped"
    later: ClassVar[bool] = True


@value
class UnknownGrounds(Refusal):
    code: ClassVar[str] = "unknown_grounds"
    grounds: Code
    choices: tuple[Code, ...]


@value
class ReceivedMismatch(Refusal):
    code: ClassVar[str] = "received_mismatch"
    received: bool  # whether these grounds are for goods that came


@value
class ConfirmedReceipt(Refusal):
    code: ClassVar[str] = "confirmed_receipt"


@value
class RemedyNotOffered(Refusal):
    code: ClassVar[str] = "remedy_not_offered"
    remedy: Remedy
    grounds: Code
    choices: tuple[Remedy, ...]


@value
class AmountNotForRemedy(Refusal):
    code: ClassVar[str] = "amount_not_for_remedy"
    remedy: Remedy


@value
class AmountMissing(Refusal):
    code: ClassVar[str] = "amount_missing"
    remedy: Remedy


@value
class FreightNotClaimed(Refusal):
    code: ClassVar[str] = "freight_not_claimed"
    claimed: Money


@value
class AmountOfNothing(Refusal):
    code: ClassVar[str] = "amount_of_nothing"
    most: Money


@value
class MoreThanWasPaid(Refusal):
    code: ClassVar[str] = "more_than_was_paid"
    most: Money


@value
class ExhibitNeeded(Refusal):
    code: ClassVar[str] = "exhibit_needed"
    kinds: tuple[ExhibitKind, ...]


@value
class StatementNeeded(Refusal):
    code: ClassVar[str] = "statement_needed"


@value
class Quantity(Refusal):
    code: ClassVar[str] = "quantity"
    later: ClassVar[bool] = True
    available: int
    line: str
    asked: int


@value
class NoPieceLeft(Refusal):
    code: ClassVar[str] = "no_piece_left"
    line: str


@value
class UnknownParcel(Refusal):
    code: ClassVar[str] = "unknown_parcel"
    parcel: str
    parcels: tuple[str, ...]


@value
class LineInDispute(Refusal):
    code: ClassVar[str] = "line_in_dispute"
    later: ClassVar[bool] = True


@value
class TooManyDisputes(Refusal):
    code: ClassVar[str] = "too_many_disputes"
    later: ClassVar[bool] = True
    most: int
    within: Window
    opens: At


@value
class OrderCancelled(Refusal):
    code: ClassVar[str] = "order_cancelled"


@value
class NoSuchProposal(Refusal):
    code: ClassVar[str] = "no_such_proposal"
    wanted: Literal["named", "to_accept", "to_reject", "to_withdraw"] = "named"
    proposal: int = 0  # with `named`
    proposals: tuple[int, ...] = ()


@value
class EnoughSaid(Refusal):
    code: ClassVar[str] = "enough_said"
    what: Literal["statements", "proposals", "exhibits"]
    most: int


@value
class OwnProposal(Refusal):
    code: ClassVar[str] = "own_proposal"


@value
class NotYourProposal(Refusal):
    code: ClassVar[str] = "not_your_proposal"


@value
class ProposalNotStanding(Refusal):
    code: ClassVar[str] = "proposal_not_standing"
    proposal: int
    state: ProposalState


@value
class AlreadyAccepted(Refusal):
    code: ClassVar[str] = "already_accepted"


@value
class NothingProposed(Refusal):
    code: ClassVar[str] = "nothing_proposed"


@value
class NoSuchExhibit(Refusal):
    code: ClassVar[str] = "no_such_exhibit"
    wanted: Literal["named", "to_withdraw"] = "named"
    exhibit: int = 0  # with `named`
    exhibits: tuple[int, ...] = ()


@value
class NotYourExhibit(Refusal):
    code: ClassVar[str] = "not_your_exhibit"


@value
class ExhibitStays(Refusal):
    code: ClassVar[str] = "exhibit_stays"


@value
class FactNeedsExhibit(Refusal):
    code: ClassVar[str] = "fact_needs_exhibit"


@value
class EscalateNotYet(Refusal):
    code: ClassVar[str] = "escalate_not_yet"
    later: ClassVar[bool] = True
    opens: At
    closes: At | None  # none: when the talks end


@value
class EscalateByClock(Refusal):
    code: ClassVar[str] = "escalate_by_clock"
