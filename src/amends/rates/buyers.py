"""What a buyer's earlier disputes say: signals for the arbitrator, never decisions (section 7)."""

from collections.abc import Iterable

from amends.core.dispute import Closed, Dispute
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.value import value


@value
class BuyerHistory:
    """A buyer's disputes over all orders: closed ones, those taken back, those ruled, those lost.

    `lost` are rulings that gave the buyer nothing.
    """

    closed: int = 0
    withdrawn: int = 0
    ruled: int = 0
    lost: int = 0


def history(orders: Iterable[Order]) -> BuyerHistory:
    """The history in these orders of one buyer."""
    ended = [stage for order in orders for d in order.disputes if (stage := _closed(d)) is not None]
    ruled = [stage for stage in ended if stage.outcome == "ruled"]
    return BuyerHistory(
        closed=len(ended),
        withdrawn=sum(stage.outcome == "cancelled" for stage in ended),
        ruled=len(ruled),
        lost=sum(stage.refund == 0 for stage in ruled),
    )


def buyer_signals(known: BuyerHistory, policy: Policy) -> tuple[str, ...]:
    """`often_withdrawn` and `often_lost`, where there are enough disputes to say so (S3)."""
    rules = policy.rates
    measured = (
        ("often_withdrawn", known.withdrawn, known.closed),
        ("often_lost", known.lost, known.ruled),
    )
    return tuple(
        name
        for name, count, of in measured
        if count >= rules.buyer_disputes and count * 100 >= of * rules.buyer_percent
    )


def _closed(dispute: Dispute) -> Closed | None:
    return dispute.stage if isinstance(dispute.stage, Closed) else None
