"""Erasing a person's words on an order (safeguards.md 31). The chain still verifies after it."""

from amends.core.deadlines import expire
from amends.core.dispute import Closed
from amends.core.moments import Instant, format_instant
from amends.core.order import Order
from amends.core.people import Role
from amends.core.policy import Policy
from amends.core.refusals import Refusal
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


def _later(order: Order, policy: Policy, now: Instant) -> Refusal | None:
    """Why not now: they may still be needed to decide."""
    after, _ = expire(order, policy, now)
    if after.chargeback is not None:
        return _not_yet("the bank is deciding about the payment", "when it has decided")
    for dispute in after.disputes:
        if not isinstance(dispute.stage, Closed):
            until = "" if dispute.due is None else f", at the earliest {_from(dispute.due)}"
            return _not_yet(f"dispute {dispute.number} is open", f"when it is closed{until}")
    windows = [
        clock.due
        for dispute in after.disputes
        for clock in dispute.clocks
        if clock.kind in _APPEALS and clock.due >= now
    ]
    if windows:
        return _not_yet("an appeal is possible", _from(max(windows)))
    return _while_it_lives(after, now)


def _while_it_lives(order: Order, now: Instant) -> Refusal | None:
    """Reports of carriers are held against numbers and postcode as long as something hangs on them."""
    running = [clock.due for clock in order.clocks if not order.passed(clock, now)]
    at_earliest = f", at the earliest {_from(max(running))}" if running else ""
    if order.status not in ("completed", "cancelled"):
        return _not_yet("the order is not completed", f"when it is{at_earliest}")
    protection = order.clock("protection")
    if protection is not None and not order.passed(protection, now):
        return _not_yet("protection runs", _from(protection.due))
    return None


def _from(due: Instant) -> str:
    return f"after {format_instant(due)}"


def _not_yet(why: str, when: str) -> Refusal:
    return Refusal(
        code="not_yet_erasable",
        sentence=f"These texts cannot be erased yet: {why}.",
        instead=f"Ask again {when}.",
        later=True,
    )
