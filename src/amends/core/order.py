"""The order: the unit of consistency. Its lines, parcels, money and disputes in one state."""

from typing import Literal

from amends.core.clocks import Clock, ClockKind, Clocks, find
from amends.core.dispute import Dispute
from amends.core.grounds import UNDER_WAY, Logistics, OrderStatus, TrackingStatus
from amends.core.moments import Instant
from amends.core.people import Actor, Party
from amends.core.value import value


@value
class Piece:
    """One piece of a line. Pieces are numbered from 0 as they are shipped (safeguards.md 10)."""

    parcel: str = ""
    out: bool = False  # its money has left escrow
    refunded: int = 0  # net of what was paid back
    borne: int = 0  # of that, what somebody else than the seller bore
    disputed: int = 0  # how many disputes there were about it
    barred: bool = False  # it cannot be disputed again
    cancelled: bool = False


PieceAt = tuple[str, int]  # the id of its line, and its number there


@value
class Line:
    """One line of an order. `price` is for one piece, in minor units.

    Shipping is split over all pieces of the order by value (D6a): each piece of the line carries
    `shipping_base`, and the first `shipping_extra` pieces one minor unit more.
    """

    id: str
    title: str
    price: int
    quantity: int
    shipping_base: int
    shipping_extra: int
    pieces: tuple[Piece, ...]

    def paid(self, piece: int) -> int:
        """What was paid for a piece, with its share of the shipping."""
        return self.price + self.shipping_base + (1 if piece < self.shipping_extra else 0)

    def left(self, piece: int) -> int:
        """What can still be refunded of a piece."""
        return self.paid(piece) - self.pieces[piece].refunded


@value
class Parcel:
    """A parcel to the buyer, and what its carrier reported."""

    name: str
    carrier: str
    tracking: str
    dispatched: Instant
    check_digit: Literal["ok", "wrong", "unknown"] = "unknown"
    corrections: int = 0
    status: TrackingStatus | None = None
    first_scan: Instant | None = None
    delivered_at: Instant | None = None
    elsewhere: bool = False  # a delivery was reported that did not count: another postcode
    before_dispatch: bool = False  # a scan was reported from before the dispatch

    @property
    def under_way(self) -> bool:
        """Whether the last report says that it is on its way (safeguards.md 3)."""
        return self.status in UNDER_WAY and self.delivered_at is None


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
