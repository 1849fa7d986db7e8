"""Who should bear the loss: the first row of the policy's table that fits the facts (rules.md 4).

It recommends; the arbitrator decides and may differ with a reason. It rests on facts noted by an
arbitrator, on exhibits that were given, and on what carriers reported (safeguards.md 17).
"""

from amends.core.dispute import Arbitration, Dispute, Return, Shares
from amends.core.lines import Parcel
from amends.core.order import Order
from amends.core.policy import LiabilityRow, Policy, Recommended, TrackingFact
from amends.core.value import value


@value
class Recommendation:
    """Who should bear it, why in words, and the shares where it is shared."""

    liable: Recommended
    reason: str
    shares: tuple[tuple[str, int], ...] = ()


def recommended(order: Order, dispute: Dispute, policy: Policy) -> Recommendation:
    """What the policy's table recommends for a dispute as it stands."""
    stage = dispute.stage
    if isinstance(stage, Arbitration) and stage.preset:
        return _on_return(stage)
    for row in policy.platform.liability:
        if _fits(row, order, dispute):
            return Recommendation(liable=row.liable, reason=row.reason, shares=row.shares)
    default = policy.opening.grounds[dispute.grounds].liable_by_default
    return Recommendation(
        liable=default, reason="What this kind of case usually comes to; no noted fact differs."
    )


def bearer_of(liable: Shares) -> str:
    """Who bears a loss: one role, `shared`, or nobody."""
    bearers = [bearer for bearer, share in liable if share]
    if not bearers:
        return ""
    return bearers[0] if len(bearers) == 1 else "shared"


def _on_return(stage: Arbitration) -> Recommendation:
    """A return that was raised is about the return, not about the first delivery (R5)."""
    parcel = stage.raised_from.parcel if isinstance(stage.raised_from, Return) else None
    if stage.preset == "return_not_received" and parcel is not None and parcel.delivered_at:
        return Recommendation(
            liable="seller", reason="The return was delivered to the seller by its tracking."
        )
    if stage.preset in ("promise_not_kept", "replacement_failed"):
        return Recommendation(liable="seller", reason="The seller did not give what was promised.")
    return Recommendation(liable="undecided", reason="Look at the return's tracking and exhibits.")


def _fits(row: LiabilityRow, order: Order, dispute: Dispute) -> bool:
    noted = dispute.noted()
    given = {x.kind for x in dispute.exhibits if not x.withdrawn}
    return (
        dispute.grounds in row.grounds
        and row.logistics in (None, order.logistics)
        and all(fact in noted for fact in row.facts)
        and not any(fact in noted for fact in row.without)
        and not any(kind in given for kind in row.lacks)
        and (row.tracking == "any" or row.tracking in _tracking(order.parcels_of(dispute)))
    )


def _tracking(parcels: tuple[Parcel, ...]) -> frozenset[TrackingFact]:
    """What the carriers' reports say of the disputed pieces."""
    facts: set[TrackingFact] = set()
    delivered = all(p.delivered_at is not None for p in parcels)
    facts.add("delivered" if delivered else "not_delivered")
    if not delivered and any(p.first_scan is None or p.check_digit == "wrong" for p in parcels):
        facts.add("no_scan_or_invalid")
    if any(p.status in ("lost", "destroyed") for p in parcels):
        facts.add("lost")
    return frozenset(facts)
