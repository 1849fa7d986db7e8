"""The dispute: one claim about pieces of one line, and a dataclass for each stage."""

from typing import Literal

from amends.core.clocks import Clocks, due_by_silence
from amends.core.grounds import (
    Bearer,
    ExhibitKind,
    Fact,
    Freight,
    Outcome,
    Preset,
    Remedy,
    StageName,
    TrackingStatus,
    Turn,
)  # fmt: skip
from amends.core.moments import Instant
from amends.core.policy import StepName
from amends.core.transfers import Transfer
from amends.core.value import value

Owner = Literal["buyer", "seller", "arbitrator"]
ProposalState = Literal["standing", "accepted", "rejected", "withdrawn", "lapsed"]
# The command that a return or a replacement waits for.
Awaited = Literal[
    "give_return_address", "ship_return", "confirm_return",
    "ship_replacement", "confirm_replacement",
]  # fmt: skip
Shares = tuple[tuple[Bearer, int], ...]
SELLER_BEARS: Shares = (("seller", 100),)


@value
class Proposal:
    """An offer (N8). `remedy` None is a proposal of nothing. `accepted_by` is for the platform's."""

    number: int
    owner: Owner
    at: Instant
    remedy: Remedy | None
    amount: int = 0
    return_freight: Freight = "seller"
    statement: str = ""
    state: ProposalState = "standing"
    accepted_by: tuple[Owner, ...] = ()


@value
class Exhibit:
    """One piece of evidence. `needed`: by the opening, a request or a fact; it stays."""

    number: int
    owner: Owner
    at: Instant
    kind: ExhibitKind
    sha256: str
    note: str = ""
    late: bool = False
    needed: bool = False
    withdrawn: bool = False


@value
class Statement:
    """Words of a party or arbitrator; `text` is their digest."""

    author: Owner
    at: Instant
    text: str


@value
class NotedFact:
    """A fact of the closed list, and who noted it."""

    fact: Fact
    by: Owner
    exhibit: int = 0


@value
class Request:
    """An exhibit that the arbitrator asked a party for (A2)."""

    number: int
    of: Literal["buyer", "seller"]
    kinds: tuple[ExhibitKind, ...]
    due: Instant
    state: Literal["open", "given", "lapsed"] = "open"


@value
class Terms:
    """What a settlement, a silence or a ruling orders, until it has been carried out.

    `freight` is what the return cost, once that amount was agreed or ruled (readings.md 16).

    `liable` says who bears the refund; `made_whole` is what others than the seller give back to
    the seller where a ruling names it (safeguards.md 20).
    """

    remedy: Remedy | None
    amount: int
    liable: Shares = SELLER_BEARS
    return_freight: Freight = "seller"
    outcome: Outcome
    proposal: int = 0
    ruling: int = 0
    made_whole: int | None = None
    freight: int = 0


@value
class Ruling:
    """A decision of an arbitrator, in force or waiting for the second person (A4, A7)."""

    number: int
    by: str
    at: Instant
    remedy: Remedy | None
    amount: int
    liable: Shares
    return_freight: Freight = "seller"
    facts: str = ""
    reasons: str = ""
    recommended: str = ""  # what the policy's table recommended then, and why, in its words
    recommended_because: str = ""
    made_whole: int | None = None
    freight: int = 0
    at_stake: int = 0
    confirmed_by: str = ""
    in_force: bool = False
    on_appeal: bool = False
    upheld: bool = False


@value
class GoodsParcel:
    """Goods on their way back, or the new ones on their way out."""

    carrier: str
    tracking: str
    shipped_at: Instant
    status: TrackingStatus | None = None
    delivered_at: Instant | None = None


@value
class PieceShare:
    """What a settlement did to one piece; amounts may be negative when money is paid back."""

    line: str
    piece: int
    refund: int = 0
    borne: int = 0  # of the refund, by somebody else than the seller
    was_out: bool = False  # it was out of escrow before; from now on it is


@value
class Negotiation:
    """The parties talk. `waiting`: goods are under way and no turn runs (D3)."""

    turn: Turn
    waiting: bool = False
    started: Instant | None = None
    seller_used: bool = False
    buyer_used: bool = False
    stood: tuple[int, ...] = ()  # proposals of the other side that stood when the turn began

    name: StageName = "negotiation"


@value
class Return:
    """The goods go back. `exchange`: new ones follow, and the stage shown is `replacement`."""

    step: Literal["address", "ship", "receipt"]
    terms: Terms
    exchange: bool = False
    address: str = ""
    waybill: str = ""
    earlier_waybills: tuple[str, ...] = ()
    addresses: int = 0
    freight_claimed: int = 0  # what the buyer says that the return cost
    parcel: GoodsParcel | None = None

    @property
    def name(self) -> StageName:
        """`replacement` during an exchange, else `return`."""
        return "replacement" if self.exchange else "return"

    @property
    def awaits(self) -> Awaited:
        """The command that comes next."""
        if self.step == "address":
            return "give_return_address"
        return "ship_return" if self.step == "ship" else "confirm_return"


@value
class Replacement:
    """New goods go out."""

    step: Literal["ship", "confirm"]
    terms: Terms
    parcel: GoodsParcel | None = None

    name: StageName = "replacement"

    @property
    def awaits(self) -> Awaited:
        """The command that comes next."""
        return "ship_replacement" if self.step == "ship" else "confirm_replacement"


@value
class Promise:
    """A coupon that the seller owes (safeguards.md 15)."""

    amount: int
    code: str = ""
    kept: bool = False


@value
class Closed:
    """The end. `by_silence`: the buyer did not answer the new goods; that can be appealed."""

    outcome: Outcome
    at: Instant
    refund: int = 0
    liable: Shares = ()
    ruling: int = 0
    by_silence: bool = False
    promise: Promise | None = None
    final: bool = False  # an appeal has been decided, or nothing can be appealed
    goods_back: bool = False  # the seller has the goods again, as they were sent

    name: StageName = "closed"


@value
class Arbitration:
    """The platform decides. `raised_from` is the stage that a party left to come here."""

    since: Instant
    preset: Preset = ""
    step: StepName | None = None
    stepped_in: bool = False
    proved: bool = False  # delivery was proved (A5)
    raised_from: Return | Replacement | Closed | None = None
    raised_by: Literal["", "buyer", "seller", "clock"] = ""
    left: Clocks = ()  # the clocks of that stage as they stood, counted on after a withdrawal
    pending: Ruling | None = None

    name: StageName = "arbitration"


@value
class Appeal:
    """A closed dispute is looked at again by another arbitrator (C6–C9)."""

    closed: Closed
    appellants: tuple[Literal["buyer", "seller"], ...]
    since: Instant
    answered: bool = False
    pending: Ruling | None = None

    name: StageName = "appeal"


Stage = Negotiation | Arbitration | Return | Replacement | Appeal | Closed


@value
class Dispute:
    """A claim about `pieces` of `line` (D1)."""

    number: int
    line: str
    pieces: tuple[int, ...]
    grounds: str
    received: bool
    opened_at: Instant
    claim: int
    most: int  # D6a, when it was opened
    carrier: str = ""  # of the parcel with the disputed pieces
    stage: Stage
    clocks: Clocks = ()
    proposals: tuple[Proposal, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    statements: tuple[Statement, ...] = ()
    facts: tuple[NotedFact, ...] = ()
    requests: tuple[Request, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    posted: tuple[Transfer, ...] = ()  # what its closing moved, by which an appeal is measured
    shares: tuple[PieceShare, ...] = ()  # and what that did to its pieces
    repaid: int = 0
    raised: tuple[Literal["buyer", "seller"], ...] = ()  # who left a return or replacement
    withdrew: tuple[Literal["buyer", "seller"], ...] = ()  # who took that back
    appealed: tuple[Literal["buyer", "seller"], ...] = ()
    missed: tuple[str, ...] = ()  # the platform's own deadlines that passed
    went_to_platform: bool = False

    @property
    def open(self) -> bool:
        """Whether the money of its pieces waits for its end; an appeal holds no money."""
        return not isinstance(self.stage, Closed | Appeal)

    @property
    def not_received(self) -> bool:
        """Whether the claim is that the goods did not come."""
        return self.grounds.startswith("not_received.")

    @property
    def item(self) -> str:
        """The item of its grounds, without the class."""
        return self.grounds.partition(".")[2]

    @property
    def turn(self) -> Turn:
        """Whose move it is, without the bank's (readings.md, who may do what)."""
        return _turn(self)

    @property
    def due(self) -> Instant | None:
        """The next instant at which silence changes it."""
        return due_by_silence(self.clocks)

    def proposal(self, number: int) -> Proposal | None:
        """A proposal by its number."""
        return self.proposals[number - 1] if 0 < number <= len(self.proposals) else None

    def standing(self, owner: Owner) -> tuple[Proposal, ...]:
        """The proposals of one owner that can still be accepted."""
        return tuple(p for p in self.proposals if p.owner == owner and p.state == "standing")

    def open_requests(self) -> tuple[Request, ...]:
        """Requests for exhibits that have neither been answered nor lapsed."""
        return tuple(r for r in self.requests if r.state == "open")

    def noted(self, by: Owner = "arbitrator") -> frozenset[Fact]:
        """The facts on which a recommendation rests (safeguards.md 17)."""
        return frozenset(f.fact for f in self.facts if f.by == by)


def _turn(dispute: Dispute) -> Turn:
    stage = dispute.stage
    if isinstance(stage, Negotiation):
        return stage.turn
    if isinstance(stage, Closed):
        return "none"
    if isinstance(stage, Return):
        return "buyer" if stage.step == "ship" else "seller"
    if isinstance(stage, Replacement):
        return "seller" if stage.step == "ship" else "buyer"
    asked = dispute.open_requests()
    if asked:
        return asked[0].of
    if isinstance(stage, Arbitration) and stage.step == "delivery_proof":
        return "seller"
    if isinstance(stage, Arbitration) and stage.step == "talks":
        return "none"
    return "arbitrator"
