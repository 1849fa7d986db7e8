"""What happens in a dispute: proposals, exhibits, words, turns, the platform, goods under way."""

from typing import Literal, TypedDict

from amends.core.clocks import ClockKind, Clocks
from amends.core.dispute import (
    Arbitration,
    Dispute,
    Exhibit,
    Negotiation,
    NotedFact,
    Owner,
    Proposal,
    Replacement,
    Request,
    Return,
    Ruling,
    Statement,
)
from amends.core.events.about import OfDispute
from amends.core.grounds import TrackingStatus
from amends.core.moments import Instant
from amends.core.people import Party
from amends.core.value import value


@value
class GoodsReported(OfDispute):
    """A carrier has reported on goods of a dispute: on their way back, or the new ones."""

    stage: Return | Replacement | Arbitration
    status: TrackingStatus
    scanned_at: Instant
    postcode_matches: bool | None = None
    counted: bool = True
    clocks: Clocks


@value
class DisputeOpened:
    """The buyer has opened a dispute; it begins with proposal 1, the claim."""

    dispute: Dispute

    @property
    def about(self) -> int:
        """The number of the dispute that it is about."""
        return self.dispute.number


@value
class ProposalMade(OfDispute):
    """A side or the platform has made a proposal (N8)."""

    proposal: Proposal


@value
class ProposalWithdrawn(OfDispute):
    """Its owner has withdrawn a proposal."""

    proposal: int


@value
class ProposalRejected(OfDispute):
    """The other side has rejected a proposal. `waiting`: goods are under way, nothing changes."""

    proposal: int
    by: Owner
    statement: str = ""
    waiting: bool = False


@value
class ProposalAccepted(OfDispute):
    """A proposal has been accepted, or executed because a side was silent (N3, N4)."""

    proposal: int
    by: Owner
    by_silence: bool = False
    statement: str = ""


@value
class ProposalLapsed(OfDispute):
    """The time of the platform's proposal has passed."""

    proposal: int


@value
class TurnPassed(OfDispute):
    """Whose turn it is has changed, or the dispute waits for goods under way."""

    stage: Negotiation
    clocks: Clocks


@value
class Escalated(OfDispute):
    """The dispute has gone to the platform."""

    by: Literal["buyer", "seller", "clock"]
    reason: str = ""
    stage: Arbitration
    clocks: Clocks


@value
class EscalationWithdrawn(OfDispute):
    """Who raised something from a return or replacement has taken it back."""

    by: Party
    stage: Return | Replacement
    clocks: Clocks


@value
class ExhibitSubmitted(OfDispute):
    """A party or the arbitrator has added an exhibit; `fulfils` is the request it completes."""

    exhibit: Exhibit
    fulfils: int = 0


@value
class ExhibitWithdrawn(OfDispute):
    """Its owner has withdrawn an exhibit; the history keeps it."""

    exhibit: int


@value
class StatementMade(OfDispute):
    """Words in the dispute (N10)."""

    statement: Statement


@value
class FactNoted(OfDispute):
    """A fact of the closed list has been noted."""

    noted: NotedFact


@value
class ExhibitRequested(OfDispute):
    """The arbitrator has asked a party for exhibits (A2)."""

    request: Request
    clocks: Clocks


@value
class RequestLapsed(OfDispute):
    """What a party was asked for has not come in time."""

    request: int


@value
class PlatformSteppedIn(OfDispute):
    """An arbitrator has acted for the first time (A1), or the next step has begun (A5)."""

    stage: Arbitration
    clocks: Clocks


@value
class PlatformDeadlineMissed(OfDispute):
    """The platform has missed a deadline of its own; it is counted and decides nothing."""

    kind: ClockKind


@value
class RulingIssued(OfDispute):
    """An arbitrator has ruled; above an amount it waits for a second person (A4, A7)."""

    ruling: Ruling


@value
class RulingConfirmed(OfDispute):
    """A second arbitrator has put the ruling in force."""

    ruling: Ruling


@value
class ReturnStarted(OfDispute):
    """The goods are to go back (R1)."""

    stage: Return
    clocks: Clocks


@value
class ReturnAddressGiven(OfDispute):
    """The seller has given the address or waybill."""

    stage: Return
    clocks: Clocks


@value
class ReturnShipped(OfDispute):
    """The buyer has shipped the goods back (R2)."""

    stage: Return
    clocks: Clocks


@value
class ReplacementStarted(OfDispute):
    """The seller is to send new goods (N11)."""

    stage: Replacement
    clocks: Clocks


@value
class ReplacementShipped(OfDispute):
    """The seller has sent the new goods."""

    stage: Replacement
    clocks: Clocks


DisputeEvent = (
    GoodsReported | DisputeOpened | ProposalMade | ProposalWithdrawn | ProposalRejected
    | ProposalAccepted | ProposalLapsed | TurnPassed | Escalated | EscalationWithdrawn
    | ExhibitSubmitted | ExhibitWithdrawn | StatementMade | FactNoted | ExhibitRequested
    | RequestLapsed | PlatformSteppedIn | PlatformDeadlineMissed | RulingIssued | RulingConfirmed
    | ReturnStarted | ReturnAddressGiven | ReturnShipped | ReplacementStarted | ReplacementShipped
)  # fmt: skip


class ByDisputeEvent[T](TypedDict):
    """A row for each, by its name."""

    GoodsReported: T
    DisputeOpened: T
    ProposalMade: T
    ProposalWithdrawn: T
    ProposalRejected: T
    ProposalAccepted: T
    ProposalLapsed: T
    TurnPassed: T
    Escalated: T
    EscalationWithdrawn: T
    ExhibitSubmitted: T
    ExhibitWithdrawn: T
    StatementMade: T
    FactNoted: T
    ExhibitRequested: T
    RequestLapsed: T
    PlatformSteppedIn: T
    PlatformDeadlineMissed: T
    RulingIssued: T
    RulingConfirmed: T
    ReturnStarted: T
    ReturnAddressGiven: T
    ReturnShipped: T
    ReplacementStarted: T
    ReplacementShipped: T
