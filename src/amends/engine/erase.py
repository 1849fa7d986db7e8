"""Erasing a person's words on an order (safeguards.md 31). The chain still verifies after it."""

from amends.core.deadlines import expire
from amends.core.dispute import Closed
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Role
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.commands import NotYetErasable
from amends.core.value import value
from amends.engine.store.base import Transaction

# Whose texts go: the buyer's with the postcode and the numbers of the parcels.
SCOPES: dict[Role, tuple[str, ...]] = {
    "buyer": ("buyer", "parcel"),
    "seller": ("seller",),
    "arbitrator": ("arbitrator",),
    "operator": ("operator",),
}
_APPEALS = ("appeal_buyer", "appeal_seller")


@value
class Erased:
    """How many texts are gone, with the salts of their digests."""

    order_id: str
    texts: int


def erase(
    transaction: Transaction, order: Order, role: Role, policy: Policy, now: Instant
) -> Erased | Refusal:
    """Erase the texts of one role on an order, or say from when that is possible."""
    later = _later(order, policy, now)
    if later is not None:
        return later
    texts = 0
    for scope in SCOPES.get(role, ()):
        texts += transaction.change(
            "DELETE FROM private_text WHERE order_id = ? AND scope = ?", (order.id, scope)
        )
        transaction.change(
            "UPDATE salt SET salt = NULL, erased_at = ? WHERE order_id = ? AND scope = ?",
            (now, order.id, scope),
        )
    return Erased(order_id=order.id, texts=texts)


def _later(order: Order, policy: Policy, now: Instant) -> NotYetErasable | None:
    """Why not now: they may still be needed to decide."""
    after, _ = expire(order, policy, now)
    if after.chargeback is not None:
        return NotYetErasable(why="bank")
    for dispute in after.disputes:
        if not isinstance(dispute.stage, Closed):
            return NotYetErasable(why="dispute", dispute=dispute.number, earliest=dispute.due)
    windows = [
        clock.due
        for dispute in after.disputes
        for clock in dispute.clocks
        if clock.kind in _APPEALS and clock.due >= now
    ]
    if windows:
        return NotYetErasable(why="appeal", earliest=max(windows))
    return _while_it_lives(after, now)


def _while_it_lives(order: Order, now: Instant) -> NotYetErasable | None:
    """Reports of carriers are held against numbers and postcode as long as something hangs on them."""
    running = [clock.due for clock in order.clocks if not order.passed(clock, now)]
    if order.status not in ("completed", "cancelled"):
        return NotYetErasable(why="order", earliest=max(running, default=None))
    protection = order.clock("protection")
    if protection is not None and not order.passed(protection, now):
        return NotYetErasable(why="protection", earliest=protection.due)
    return None
