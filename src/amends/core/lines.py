"""What an order is about: its lines piece by piece, and the parcels in which they went."""

from typing import Literal

from amends.core.grounds import UNDER_WAY, TrackingStatus
from amends.core.moments import Instant
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
