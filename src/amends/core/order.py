"""The order: the unit of consistency. Its lines, parcels, money and disputes in one state."""

from amends.core.clocks import Clock, ClockKind, Clocks, find
from amends.core.dispute import Dispute
from amends.core.grounds import Logistics, OrderStatus
from amends.core.lines import Line, Parcel
from amends.core.moments import Instant
from amends.core.people import Actor, Party
from amends.core.value import value


@value
class Extension:
    """An offer or request to prolong the promised time (O5)."""

    by: Party
    days: int
    at: Instant


@value
class Chargeback:
    """A claim at the bank, which freezes the order (O10)."""

    amount: int
    excess: int
    since: Instant


@value
class Pause:
    """A pause of all clocks of the order by the operator."""

    since: Instant
    until: Instant


@value
class Order:
    """Everything that the rules know of one order. Amounts are minor units of `currency`."""

    id: str
    number: str
    shop: str
    buyer: str
    seller: str
    seller_country: str = ""
    currency: str
    policy: str
    version: int
    last_at: Instant
    paid_at: Instant
    status: OrderStatus
    ship_from: str
    ship_to: str
    postcode: str = ""
    language: str = ""  # the buyer's, as `pt`
    logistics: Logistics
    shipping: int
    paid: int
    promised: int  # milliseconds from dispatch, capped (O3)
    promised_asked: int  # as the seller promised it
    extended: int = 0  # milliseconds added by extensions
    commission: int = 0
    payment_fee: int = 0
    provider: str = "ledger"
    lines: tuple[Line, ...]
    parcels: tuple[Parcel, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    clocks: Clocks = ()
    escrow: int
    kept_commission: int = 0
    kept_fee: int = 0
    charged_back: int = 0  # chargebacks lost
    refunded: int = 0  # net of what was paid back
    shipped_at: Instant | None = None  # the last parcel's dispatch, once everything is shipped
    delivered_at: Instant | None = None  # the last parcel's delivery, once all are delivered
    confirmed_at: Instant | None = None
    completed_at: Instant | None = None
    confirm_by_passed: Instant | None = None
    counted_at: Instant | None = None  # safeguards.md 24
    extension: Extension | None = None
    cancellation_asked: Instant | None = None
    cancellation_used: bool = False
    chargeback: Chargeback | None = None
    pause: Pause | None = None
    stands_since: Instant | None = None  # since when its clocks stand still

    def line(self, name: str) -> Line | None:
        """A line by its id."""
        for line in self.lines:
            if line.id == name:
                return line
        return None

    def dispute(self, number: int) -> Dispute | None:
        """A dispute by its number."""
        return self.disputes[number - 1] if 0 < number <= len(self.disputes) else None

    def open_disputes(self) -> tuple[Dispute, ...]:
        """The disputes that hold money."""
        return tuple(d for d in self.disputes if d.open)

    def parcel(self, name: str) -> Parcel | None:
        """A parcel by its name."""
        for parcel in self.parcels:
            if parcel.name == name:
                return parcel
        return None

    def clock(self, kind: ClockKind) -> Clock | None:
        """A running clock of the order itself."""
        return find(self.clocks, kind)

    def passed(self, clock: Clock, now: Instant) -> bool:
        """Whether a deadline has passed; none does while the order stands still (safeguards.md 5)."""
        return clock.due < (now if self.stands_since is None else self.stands_since)

    def parcels_of(self, dispute: Dispute) -> tuple[Parcel, ...]:
        """The parcels in which the disputed pieces were sent."""
        line = self.line(dispute.line)
        assert line is not None, "a dispute is about a line of its order"
        return self.parcels_with(line, dispute.pieces)

    def parcels_with(self, line: Line, pieces: tuple[int, ...]) -> tuple[Parcel, ...]:
        """The parcels in which pieces of a line were sent."""
        names = {line.pieces[piece].parcel for piece in pieces}
        return tuple(parcel for parcel in self.parcels if parcel.name in names)

    def belongs(self, actor: Actor) -> bool:
        """Whether the actor has business with this order; others learn nothing of it."""
        if actor.role == "buyer":
            return actor.name == self.buyer
        if actor.role == "seller":
            return actor.name == self.seller
        if actor.role == "shop":
            return actor.name == self.shop
        # An arbitrator never decides a dispute in which they are a party (A7).
        return actor.name not in (self.buyer, self.seller) or actor.role != "arbitrator"

    @property
    def all_shipped(self) -> bool:
        """Whether nothing is left to ship."""
        return all(p.parcel or p.cancelled for line in self.lines for p in line.pieces)
