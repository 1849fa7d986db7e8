"""Refusals about an order: its goods, its time, and what the bank and the operator do with it."""

from typing import ClassVar, Literal

from amends.core.details import At
from amends.core.grounds import OrderStatus
from amends.core.moments import Window
from amends.core.money import Money
from amends.core.refusals import Refusal
from amends.core.value import value

Uncorrectable = Literal[
    "scanned", "corrected_often", "dispute_open", "order_completed", "decided"
]  # fmt: skip


@value
class OrderExists(Refusal):
    code: ClassVar[str] = "order_exists"


@value
class NothingOrdered(Refusal):
    code: ClassVar[str] = "nothing_ordered"


@value
class OrderClosed(Refusal):
    code: ClassVar[str] = "order_closed"
    status: OrderStatus


@value
class NotPaidAnyMore(Refusal):
    code: ClassVar[str] = "not_paid_any_more"


@value
class CancellationPending(Refusal):
    code: ClassVar[str] = "cancellation_pending"
    later: ClassVar[bool] = True


@value
class MoreThanIsLeft(Refusal):
    code: ClassVar[str] = "more_than_is_left"
    left: int
    line: str
    asked: int


@value
class UnknownLine(Refusal):
    code: ClassVar[str] = "unknown_line"
    line: str
    lines: tuple[str, ...]


@value
class TrackingUsed(Refusal):
    code: ClassVar[str] = "tracking_used"


@value
class CorrectionTooLate(Refusal):
    code: ClassVar[str] = "correction_too_late"
    why: Uncorrectable
    most: int  # how often a parcel can be corrected


@value
class UnknownTracking(Refusal):
    code: ClassVar[str] = "unknown_tracking"
    later: ClassVar[bool] = True


@value
class NeedsConfirmation(Refusal):
    """What cannot be undone is asked for twice; `lost` is what is given up."""

    code: ClassVar[str] = "needs_confirmation"
    lost: Literal["claim", "goods", "not_received", "not_received_undelivered"]
    amount: Money  # what goes to the seller, or stays held


@value
class DisputeIsOpen(Refusal):
    code: ClassVar[str] = "dispute_is_open"
    later: ClassVar[bool] = True


@value
class NotShippedYet(Refusal):
    code: ClassVar[str] = "not_shipped_yet"
    later: ClassVar[bool] = True


@value
class AlreadyConfirmed(Refusal):
    code: ClassVar[str] = "already_confirmed"


@value
class ExtensionDays(Refusal):
    code: ClassVar[str] = "extension_days"
    days: int
    left: int


@value
class ExtensionStands(Refusal):
    code: ClassVar[str] = "extension_stands"
    later: ClassVar[bool] = True


@value
class NoExtension(Refusal):
    code: ClassVar[str] = "no_extension"
    later: ClassVar[bool] = True


@value
class OwnExtension(Refusal):
    code: ClassVar[str] = "own_extension"


@value
class ProtectionOver(Refusal):
    code: ClassVar[str] = "protection_over"
    until: At


@value
class ExtensionTooLate(Refusal):
    code: ClassVar[str] = "extension_too_late"
    why: Literal["still_over", "delivered", "dispute_waits"]


@value
class CancellationUsed(Refusal):
    code: ClassVar[str] = "cancellation_used"


@value
class AlreadyShipped(Refusal):
    code: ClassVar[str] = "already_shipped"


@value
class NoCancellation(Refusal):
    code: ClassVar[str] = "no_cancellation"
    later: ClassVar[bool] = True


@value
class ChargebackOpen(Refusal):
    code: ClassVar[str] = "chargeback_open"
    later: ClassVar[bool] = True


@value
class NoChargeback(Refusal):
    code: ClassVar[str] = "no_chargeback"
    later: ClassVar[bool] = True


@value
class ChargebackTooMuch(Refusal):
    code: ClassVar[str] = "chargeback_too_much"
    most: Money


@value
class AlreadyPaused(Refusal):
    code: ClassVar[str] = "already_paused"
    later: ClassVar[bool] = True


@value
class NotPaused(Refusal):
    code: ClassVar[str] = "not_paused"
    later: ClassVar[bool] = True


@value
class PauseTooLong(Refusal):
    code: ClassVar[str] = "pause_too_long"
    most: Window
