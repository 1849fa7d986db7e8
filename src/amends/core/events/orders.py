"""What happens to an order and its parcels: paid, shipped, received, prolonged, cancelled."""

from typing import Literal, TypedDict

from amends.core.clocks import Clocks, Moved
from amends.core.events.about import OfOrder, PieceAt, Shares, Transfers
from amends.core.grounds import Logistics, TrackingStatus
from amends.core.lines import Line, Parcel
from amends.core.moments import Instant
from amends.core.people import Party
from amends.core.value import value


@value
class OrderPlaced(OfOrder):
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
class ParcelShipped(OfOrder):
    """The seller has sent pieces in a parcel (O2). `everything`: nothing is left to ship."""

    parcel: Parcel
    pieces: tuple[PieceAt, ...]
    everything: bool
    clocks: Clocks = ()
    moved: tuple[Moved, ...] = ()


@value
class ParcelCorrected(OfOrder):
    """The seller has corrected carrier, number or contents of a parcel before its first scan."""

    parcel: Parcel
    pieces: tuple[PieceAt, ...]
    everything: bool
    clocks: Clocks = ()


@value
class TrackingReported(OfOrder):
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
class ReceiptConfirmed(OfOrder):
    """The buyer has confirmed receipt (O6)."""

    clocks: Clocks


@value
class ConfirmTimePassed(OfOrder):
    """The time to confirm has passed; what is not in dispute is paid out (safeguards.md 11)."""

    transfers: Transfers = ()
    shares: Shares = ()


@value
class OrderCompleted(OfOrder):
    """None of the order's money is held any longer, or only what nobody disputes was."""

    how: Literal["confirmed", "by_time", "settled"]
    transfers: Transfers = ()
    shares: Shares = ()


@value
class ExtensionOffered(OfOrder):
    """A side has asked or offered to prolong the promised time (O5)."""

    by: Party
    days: int
    clocks: Clocks = ()


@value
class ExtensionGranted(OfOrder):
    """The other side has consented."""

    days: int
    moved: tuple[Moved, ...] = ()


@value
class ExtensionLapsed(OfOrder):
    """An offer without consent has ended with protection; it changed no deadline."""

    by: Party
    days: int


@value
class CancellationRequested(OfOrder):
    """The buyer has asked to cancel before shipment (O9)."""

    clocks: Clocks


@value
class CancellationRefused(OfOrder):
    """The seller has refused to cancel."""

    moved: tuple[Moved, ...] = ()


@value
class PiecesCancelled(OfOrder):
    """What was not shipped has been cancelled and refunded."""

    why: Literal["approved", "silence", "by_seller", "not_shipped", "charged_back"]
    pieces: tuple[PieceAt, ...]
    transfers: Transfers
    shares: Shares
    clocks: Clocks = ()


OrderEvent = (
    OrderPlaced | ParcelShipped | ParcelCorrected | TrackingReported | ReceiptConfirmed
    | ConfirmTimePassed | OrderCompleted | ExtensionOffered | ExtensionGranted | ExtensionLapsed
    | CancellationRequested | CancellationRefused | PiecesCancelled
)  # fmt: skip


class ByOrderEvent[T](TypedDict):
    """A row for each, by its name."""

    OrderPlaced: T
    ParcelShipped: T
    ParcelCorrected: T
    TrackingReported: T
    ReceiptConfirmed: T
    ConfirmTimePassed: T
    OrderCompleted: T
    ExtensionOffered: T
    ExtensionGranted: T
    ExtensionLapsed: T
    CancellationRequested: T
    CancellationRefused: T
    PiecesCancelled: T
