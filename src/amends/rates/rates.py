"""The three rates of a seller: fractions of orders, and no value where there is no denominator."""

from collections.abc import Iterable

from amends.core.moments import Instant
from amends.core.policy import Policy
from amends.core.value import value
from amends.rates.facts import OrderFacts


@value
class Rate:
    """So many orders of so many. Written `1/20`, or `none` where there are no orders to count."""

    above: int
    below: int

    def __str__(self) -> str:
        return f"{self.above}/{self.below}" if self.below else "none"

    def reaches(self, permille: int) -> bool:
        """Whether the share is at or above `permille` thousandths; never without orders."""
        return self.below > 0 and self.above * 1000 >= permille * self.below


@value
class Rates:
    """A seller's rates at an instant (rules.md section 7)."""

    dispute: Rate
    escalation: Rate
    liability: Rate

    def written(self) -> dict[str, str]:
        """The rates as fractions by name."""
        return {
            "dispute": str(self.dispute),
            "escalation": str(self.escalation),
            "liability": str(self.liability),
        }


def rates(orders: Iterable[OrderFacts], policy: Policy, now: Instant) -> Rates:
    """The rates over the orders of one seller that count in the window that ends at `now`.

    A denominator is the number of orders of which at least one of its terms is true, so an order
    that was confirmed and disputed counts once (readings.md 37, safeguards.md 24).
    """
    counted = [order for order in orders if _in_window(order, policy, now)]
    # Every order with an instant was confirmed, completed by time or disputed.
    ended = [o for o in counted if o.done or o.resolved or o.at_platform]
    liable_from = policy.rates.liable_from_percent
    return Rates(
        dispute=Rate(
            above=sum(order.disputed and not order.withdrawn for order in counted),
            below=len(counted),
        ),
        escalation=Rate(above=sum(order.at_platform for order in ended), below=len(ended)),
        liability=Rate(
            above=sum(order.liable_percent >= liable_from for order in ended), below=len(ended)
        ),
    )


def _in_window(order: OrderFacts, policy: Policy, now: Instant) -> bool:
    at = order.counted_at
    return at is not None and at <= now <= policy.due(policy.rates.window, at)
