"""The three rates of a seller: fractions of orders, and no value where there is no denominator."""

from collections import Counter
from collections.abc import Iterable, Mapping

from amends.core.moments import DAY, Instant
from amends.core.policy import Policy
from amends.core.value import value
from amends.rates.facts import OrderFacts, packed, unpacked

# No two working days of a calendar lie further apart.
_LONGEST_WAIT = 30 * DAY


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

    def above(self, rate: str) -> int:
        """The number of orders that count against the seller in the rate of that name."""
        return {
            "dispute": self.dispute, "escalation": self.escalation, "liability": self.liability,
        }[rate].above  # fmt: skip

    def written(self) -> dict[str, str]:
        """The rates as fractions by name."""
        return {
            "dispute": str(self.dispute),
            "escalation": str(self.escalation),
            "liability": str(self.liability),
        }


def rates(orders: Iterable[OrderFacts], policy: Policy, now: Instant) -> Rates:
    """The rates over the orders of one seller that count in the window that ends at `now`."""
    return rates_of(Counter(packed(o) for o in orders if _in_window(o, policy, now)), policy)


def rates_of(counted: Mapping[int, int], policy: Policy) -> Rates:
    """The rates over orders that count: how many there are of each kind, as `packed` tells them apart.

    A denominator is the number of orders of which at least one of its terms is true, so an order
    that was confirmed and disputed counts once (readings.md 37, safeguards.md 24).
    """
    kinds = [(unpacked(number), count) for number, count in counted.items()]
    # Every order with an instant was confirmed, completed by time or disputed.
    ended = [(k, n) for k, n in kinds if k["done"] or k["resolved"] or k["at_platform"]]
    liable_from = policy.rates.liable_from_percent
    below = sum(n for _, n in ended)
    return Rates(
        dispute=Rate(
            above=sum(n for k, n in kinds if k["disputed"] and not k["withdrawn"]),
            below=sum(n for _, n in kinds),
        ),
        escalation=Rate(above=sum(n for k, n in ended if k["at_platform"]), below=below),
        liability=Rate(
            above=sum(n for k, n in ended if k["liable_percent"] >= liable_from), below=below
        ),
    )


def window_begins(policy: Policy, now: Instant) -> Instant:
    """The earliest instant that counts in the window that ends at `now`."""
    window = policy.rates.window
    early, late = now - window.span - (window.working_days + 1) * _LONGEST_WAIT, now
    while early < late:
        middle = (early + late) // 2
        if policy.due(window, middle) >= now:
            late = middle
        else:
            early = middle + 1
    return early


def _in_window(order: OrderFacts, policy: Policy, now: Instant) -> bool:
    at = order.counted_at
    return at is not None and at <= now <= policy.due(policy.rates.window, at)
