"""Every event: what has happened to an order, in the past tense. They are the file format.

An event says all that its rule decided: the clocks that it starts (`clocks`), the deadlines that it
moves (`moved`, with the old and the new instant), the stage that it leads to, and the money that it
moves (`transfers`, with the `shares` of the pieces). So folding the log needs no policy and no rule.
"""

from typing import Literal, get_args

from amends.core.clocks import ClockKind, Clocks, Moved
from amends.core.dispute import (
    Appeal,
    Arbitration,
    Closed,
    Dispute,
    Exhibit,
    Negotiation,
    NotedFact,
    Owner,
    PieceShare,
    Proposal,
    Replacement,
    Request,
    Return,
    Ruling,
    Statement,
)  # fmt: skip
from amends.core.grounds import Logistics, ReturnCondition, TrackingStatus
from amends.core.moments import Instant
from amends.core.order import Line, Parcel
from amends.core.people import Party
from amends.core.transfers import Transfer
from amends.core.value import value

Transfers = tuple[Transfer, ...]
Shares = tuple[PieceShare, ...]
PieceAt = tuple[str, int]


@value
class OrderPlaced:
    """The buyer has paid and the money is held (O1)."""

    order: str
    number: str
    shop: str
    buyer: str
    seller: str
    seller_country: str = ""
    currency: str
    policy: str
    ship_from: str
    ship_to: str
    postcode: str = ""
    language: str = ""
    logistics: Logistics
    shipping: int
    paid: int
    promised: int
    promised_asked: int
    commission: int = 0
    payment_fee: int = 0
    provider: str = "ledger"
    lines: tuple[Line, ...]
    clocks: Clocks
    transfers: Transfers


@value
class ParcelShipped:
    """The seller has sent pieces in a parcel (O2). `everything`: nothing is left to ship."""

    parcel: Parcel
    pieces: tuple[PieceAt, ...]
    everything: bool
    clocks: Clocks = ()
    moved: tuple[Moved, ...] = ()


@value
class ParcelCorrected:
    """The seller has corrected carrier, number or contents of a parcel before its first scan."""

    parcel: Parcel
    pieces: tuple[PieceAt, ...]
    everything: bool
    clocks: Clocks = ()


@value
class TrackingReported:
    """A carrier has reported on a parcel of the order, by the name of the parcel."""

    parcel: Parcel
    status: TrackingStatus
    scanned_at: Instant
    postcode_matches: bool | None = None
    counted: bool = True
    all_delivered: bool = False
    undone: bool = False  # a later `returned` or `lost` takes the delivery back
    clocks: Clocks = ()
    moved: tuple[Moved, ...] = ()


@value
class GoodsReported:
    """A carrier has reported on goods of a dispute: on their way back, or the new ones."""

    dispute: int
    stage: Return | Replacement | Arbitration
    status: TrackingStatus
    scanned_at: Instant
    postcode_matches: bool | None = None
    counted: bool = True
    clocks: Clocks


@value
class ReceiptConfirmed:
    """The buyer has confirmed receipt (O6)."""

    clocks: Clocks


@value
class ConfirmTimePassed:
    """The time to confirm has passed; what is not in dispute is paid out (safeguards.md 11)."""

    transfers: Transfers = ()
    shares: Shares = ()


@value
class OrderCompleted:
    """None of the order's money is held any longer, or only what nobody disputes was."""

    how: Literal["confirmed", "by_time", "settled"]
    transfers: Transfers = ()
    shares: Shares = ()


@value
class ExtensionOffered:
    """A side has asked or offered to prolong the promised time (O5)."""

    by: Party
    days: int
    clocks: Clocks = ()


@value
class ExtensionGranted:
    """The other side has consented."""

    days: int
    moved: tuple[Moved, ...] = ()


@value
class ExtensionLapsed:
    """An offer without consent has ended with protection; it changed no deadline."""

    by: Party
    days: int


@value
class CancellationRequested:
    """The buyer has asked to cancel before shipment (O9)."""

    clocks: Clocks


@value
class CancellationRefused:
    """The seller has refused to cancel."""

    moved: tuple[Moved, ...] = ()


@value
class PiecesCancelled:
    """What was not shipped has been cancelled and refunded."""

    why: Literal["approved", "silence", "by_seller", "not_shipped", "charged_back"]
    pieces: tuple[PieceAt, ...]
    transfers: Transfers
    shares: Shares
    clocks: Clocks = ()


@value
class ChargebackOpened:
    """The bank has frozen an amount (O10). `excess` is above what was paid less refunded."""

    amount: int
    excess: int = 0


@value
class ChargebackClosed:
    """The bank has decided. The disputes named are closed by it."""

    won_by: Party
    amount: int
    closed: tuple[int, ...] = ()
    transfers: Transfers = ()
    shares: Shares = ()
    moved: tuple[Moved, ...] = ()


@value
class ClockPaused:
    """The operator has paused the clocks until at most that instant."""

    until: Instant
    reason: str
    clocks: Clocks


@value
class ClockResumed:
    """The clocks go on; every deadline lies later by the time that it stood still."""

    moved: tuple[Moved, ...] = ()
    by_itself: bool = False


@value
class OrderResumed:
    """The order had been put aside since then; that time did not count (safeguards.md 28)."""

    since: Instant
    moved: tuple[Moved, ...] = ()


@value
class DisputeOpened:
    """The buyer has opened a dispute; it begins with proposal 1, the claim."""

    dispute: Dispute


@value
class ProposalMade:
    """A side or the platform has made a proposal (N8)."""

    dispute: int
    proposal: Proposal


@value
class ProposalWithdrawn:
    """Its owner has withdrawn a proposal."""

    dispute: int
    proposal: int


@value
class ProposalRejected:
    """The other side has rejected a proposal. `waiting`: goods are under way, nothing changes."""

    dispute: int
    proposal: int
    by: Owner
    statement: str = ""
    waiting: bool = False


@value
class ProposalAccepted:
    """A proposal has been accepted, or executed because a side was silent (N3, N4)."""

    dispute: int
    proposal: int
    by: Owner
    by_silence: bool = False
    statement: str = ""


@value
class ProposalLapsed:
    """The time of the platform's proposal has passed."""

    dispute: int
    proposal: int


@value
class TurnPassed:
    """Whose turn it is has changed, or the dispute waits for goods under way."""

    dispute: int
    stage: Negotiation
    clocks: Clocks


@value
class Escalated:
    """The dispute has gone to the platform."""

    dispute: int
    by: Literal["buyer", "seller", "clock"]
    reason: str = ""
    stage: Arbitration
    clocks: Clocks


@value
class EscalationWithdrawn:
    """Who raised something from a return or replacement has taken it back."""

    dispute: int
    by: Party
    stage: Return | Replacement
    clocks: Clocks


@value
class ExhibitSubmitted:
    """A party or the arbitrator has added an exhibit; `fulfils` is the request it completes."""

    dispute: int
    exhibit: Exhibit
    fulfils: int = 0


@value
class ExhibitWithdrawn:
    """Its owner has withdrawn an exhibit; the history keeps it."""

    dispute: int
    exhibit: int


@value
class StatementMade:
    """Words in the dispute (N10)."""

    dispute: int
    statement: Statement


@value
class FactNoted:
    """A fact of the closed list has been noted."""

    dispute: int
    noted: NotedFact


@value
class ExhibitRequested:
    """The arbitrator has asked a party for exhibits (A2)."""

    dispute: int
    request: Request
    clocks: Clocks


@value
class RequestLapsed:
    """What a party was asked for has not come in time."""

    dispute: int
    request: int


@value
class PlatformSteppedIn:
    """An arbitrator has acted for the first time (A1), or the next step has begun (A5)."""

    dispute: int
    stage: Arbitration
    clocks: Clocks


@value
class PlatformDeadlineMissed:
    """The platform has missed a deadline of its own; it is counted and decides nothing."""

    dispute: int
    kind: ClockKind


@value
class RulingIssued:
    """An arbitrator has ruled; above an amount it waits for a second person (A4, A7)."""

    dispute: int
    ruling: Ruling


@value
class RulingConfirmed:
    """A second arbitrator has put the ruling in force."""

    dispute: int
    ruling: Ruling


@value
class ReturnStarted:
    """The goods are to go back (R1)."""

    dispute: int
    stage: Return
    clocks: Clocks


@value
class ReturnAddressGiven:
    """The seller has given the address or waybill."""

    dispute: int
    stage: Return
    clocks: Clocks


@value
class ReturnShipped:
    """The buyer has shipped the goods back (R2)."""

    dispute: int
    stage: Return
    clocks: Clocks


@value
class ReturnConfirmed:
    """The seller, or the end of the countdown after a delivery, has confirmed the goods (R3, R6)."""

    dispute: int
    condition: ReturnCondition
    by_silence: bool = False


@value
class ReplacementStarted:
    """The seller is to send new goods (N11)."""

    dispute: int
    stage: Replacement
    clocks: Clocks


@value
class ReplacementShipped:
    """The seller has sent the new goods."""

    dispute: int
    stage: Replacement
    clocks: Clocks


@value
class ReplacementConfirmed:
    """The buyer has the new goods."""

    dispute: int
    by_silence: bool = False


@value
class DisputeClosed:
    """The end of a dispute, with the money that it moves."""

    dispute: int
    stage: Closed
    clocks: Clocks = ()
    transfers: Transfers = ()
    shares: Shares = ()
    disputable: bool = False  # its pieces can be disputed again


@value
class PromiseKept:
    """The seller has given the coupon's code."""

    dispute: int
    code: str
    clocks: Clocks


@value
class PromiseBroken:
    """The coupon did not come in time; its value is recovered and refunded."""

    dispute: int
    stage: Closed
    transfers: Transfers
    shares: Shares


@value
class AppealFiled:
    """A party has appealed (C6)."""

    dispute: int
    by: Party
    grounds: Literal["result", "service"]
    statement: str
    stage: Appeal
    clocks: Clocks


@value
class AppealAnswered:
    """The other party has joined the appeal, or declined to."""

    dispute: int
    by: Party
    joined: bool
    statement: str = ""


@value
class AppealDecided:
    """An appeal has been decided by another arbitrator; only the difference moves (C9)."""

    dispute: int
    ruling: Ruling
    stage: Closed
    transfers: Transfers = ()
    posted: Transfers = ()
    shares: Shares = ()


@value
class AmountRepaid:
    """The buyer has paid back inside the platform (O11)."""

    dispute: int
    amount: int
    transfers: Transfers
    shares: Shares


Event = (
    OrderPlaced | ParcelShipped | ParcelCorrected | TrackingReported | GoodsReported
    | ReceiptConfirmed | ConfirmTimePassed | OrderCompleted | ExtensionOffered | ExtensionGranted
    | ExtensionLapsed | CancellationRequested | CancellationRefused | PiecesCancelled
    | ChargebackOpened | ChargebackClosed | ClockPaused | ClockResumed | OrderResumed
    | DisputeOpened | ProposalMade | ProposalWithdrawn | ProposalRejected | ProposalAccepted
    | ProposalLapsed | TurnPassed | Escalated | EscalationWithdrawn | ExhibitSubmitted
    | ExhibitWithdrawn | StatementMade | FactNoted | ExhibitRequested | RequestLapsed
    | PlatformSteppedIn | PlatformDeadlineMissed | RulingIssued | RulingConfirmed | ReturnStarted
    | ReturnAddressGiven | ReturnShipped | ReturnConfirmed | ReplacementStarted
    | ReplacementShipped | ReplacementConfirmed | DisputeClosed | PromiseKept | PromiseBroken
    | AppealFiled | AppealAnswered | AppealDecided | AmountRepaid
)  # fmt: skip

EVENTS: dict[str, type[Event]] = {cls.__name__: cls for cls in get_args(Event)}
