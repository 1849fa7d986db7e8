"""Extending the promised time: an offer counts only when the other side consents (O5)."""

from amends.core.case import Case
from amends.core.clocks import Clock
from amends.core.commands.about import OfOrder
from amends.core.dispute import Negotiation
from amends.core.events import ExtensionGranted, ExtensionOffered
from amends.core.moments import DAY
from amends.core.people import Party
from amends.core.refusals import Refusal
from amends.core.refusals.orders import (
    ExtensionDays,
    ExtensionStands,
    ExtensionTooLate,
    NoExtension,
    OrderClosed,
    OwnExtension,
    ProtectionOver,
)
from amends.core.shipping import moved_by, protection_until
from amends.core.value import value


@value
class ConsentExtension(OfOrder):
    """The other side consents to the extension that stands."""


def possible(case: Case) -> Refusal | None:
    """Whether an extension of the other side stands."""
    order = case.order
    if order.extension is None:
        return NoExtension()
    if order.extension.by == case.actor.role:
        return OwnExtension()
    return _too_late(case) or _still_over(case, order.extension.days)


def decide(case: Case, command: ConsentExtension) -> Refusal | None:
    """Move the end of the promise, of protection, and what waits for them."""
    offer = case.order.extension
    assert offer is not None
    case.record(ExtensionGranted(days=offer.days, moved=moved_by(case.order, offer.days * DAY)))
    return None


def extendable(case: Case) -> Refusal | None:
    """Whether an extension can be proposed (readings.md 11, safeguards.md 7)."""
    late = _too_late(case)
    if late is not None:
        return late
    if case.order.extension is not None:
        return ExtensionStands()
    for dispute in case.order.disputes:
        if isinstance(dispute.stage, Negotiation) and dispute.stage.waiting:
            return ExtensionTooLate(why="dispute_waits")
    most = _most_days(case)
    if most < 1:
        return ExtensionDays(days=1, left=0)
    return _still_over(case, most)


def propose_extension(case: Case, by: Party, days: int) -> Refusal | None:
    """Offer or ask for an extension of so many days."""
    most = _most_days(case)
    if not 1 <= days <= most:
        return ExtensionDays(days=days, left=most)
    over = _still_over(case, days)
    if over is not None:
        return over
    until = protection_until(case.order)
    clocks = () if until is None else (Clock(kind="extension_offer", since=case.now, due=until),)
    case.record(ExtensionOffered(by=by, days=days, clocks=clocks))
    return None


def _still_over(case: Case, days: int) -> Refusal | None:
    """An extension never leaves the promised end in the past (safeguards.md 7)."""
    promise = case.order.clock("promise")
    if promise is None or not case.order.passed(promise, case.now):
        return None
    if promise.due + days * DAY < case.now:
        return ExtensionTooLate(why="still_over")
    return None


def _most_days(case: Case) -> int:
    rules = case.policy.order
    left = (rules.extension_total.span - case.order.extended) // DAY
    return max(0, min(left, rules.extension_longest.span // DAY))


def _too_late(case: Case) -> Refusal | None:
    order = case.order
    if order.status in ("completed", "cancelled"):
        return OrderClosed(status=order.status)
    if order.delivered_at is not None:
        return ExtensionTooLate(why="delivered")
    until = order.clock("protection")
    if until is not None and order.passed(until, case.now):
        return ProtectionOver(until=until.due)
    return None
