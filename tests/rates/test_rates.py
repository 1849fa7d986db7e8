"""Bob's rates: by order, over 30 days, and no value where there is nothing to divide by."""

import pytest

from amends.core.moments import DAY, Instant, parse_instant
from amends.core.policy import Policy
from amends.policies import load
from amends.rates import OrderFacts, Rate, consequences, rates

NOW = parse_instant("2024-05-01T00:00:00Z")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load("aliexpress-2017").policy


def order(at: Instant | None = NOW, **facts: object) -> OrderFacts:
    return OrderFacts(seller="bob", counted_at=at, **facts)  # type: ignore[arg-type]


CONFIRMED = order(done=True)
SETTLED = order(disputed=True, resolved=True)
WITHDRAWN = order(disputed=True, resolved=True, withdrawn=True)
OPEN = order(disputed=True)
RULED = order(disputed=True, at_platform=True, liable_percent=100)
RULED_FOR_BOB = order(disputed=True, at_platform=True)


def written(orders: list[OrderFacts], policy: Policy) -> tuple[str, str, str]:
    found = rates(orders, policy, NOW).written()
    return found["dispute"], found["escalation"], found["liability"]


def test_without_orders_there_is_no_value_and_not_zero(policy: Policy) -> None:
    assert written([], policy) == ("none", "none", "none")
    assert written([order(at=None)], policy) == ("none", "none", "none")


def test_each_term_counts_where_it_belongs(policy: Policy) -> None:
    assert written([CONFIRMED], policy) == ("0/1", "0/1", "0/1")
    assert written([SETTLED], policy) == ("1/1", "0/1", "0/1")
    assert written([RULED], policy) == ("1/1", "1/1", "1/1")
    assert written([RULED_FOR_BOB], policy) == ("1/1", "1/1", "0/1")
    assert written([CONFIRMED, SETTLED, WITHDRAWN, RULED], policy) == ("2/4", "1/4", "1/4")


def test_what_alice_withdrew_leaves_the_numerator_and_not_the_denominator(policy: Policy) -> None:
    assert written([WITHDRAWN], policy) == ("0/1", "0/1", "0/1")


def test_an_open_dispute_has_not_gone_anywhere_yet(policy: Policy) -> None:
    assert written([OPEN], policy) == ("1/1", "none", "none")


def test_an_order_confirmed_and_disputed_counts_once(policy: Policy) -> None:
    both = order(done=True, disputed=True, at_platform=True)
    assert written([both], policy) == ("1/1", "1/1", "0/1")


def test_half_the_liability_is_enough_and_less_is_not(policy: Policy) -> None:
    half = order(disputed=True, at_platform=True, liable_percent=50)
    less = order(disputed=True, at_platform=True, liable_percent=49)
    assert written([half], policy)[2] == "1/1"
    assert written([less], policy)[2] == "0/1"


@pytest.mark.parametrize(
    ("at", "counts"),
    [(NOW - 30 * DAY, 1), (NOW - 30 * DAY - 1, 0), (NOW, 1), (NOW + 1, 0)],
)
def test_the_window_holds_its_last_instant(at: Instant, counts: int, policy: Policy) -> None:
    assert rates([order(at, done=True)], policy, NOW).dispute.below == counts


def test_a_band_needs_its_share_and_both_minimum_numbers(policy: Policy) -> None:
    band = next(b for b in policy.rates.bands if b.rate == "dispute")
    least = max(band.disputes, -(-band.orders * band.share_permille // 1000))
    disputed = [SETTLED] * least
    exact = [*disputed, *[CONFIRMED] * (band.orders - least)]
    reached = consequences(rates(exact, policy, NOW), policy)
    assert [c.consequence for c in reached if c.band == band] == [band.consequence]
    for too_few in (exact[1:], exact[:-1]):
        assert band not in [c.band for c in consequences(rates(too_few, policy, NOW), policy)]


def test_a_consequence_names_its_figures_and_its_reason(policy: Policy) -> None:
    orders = [SETTLED] * 20 + [CONFIRMED] * 40
    found = consequences(rates(orders, policy, NOW), policy)
    assert {c.consequence for c in found} >= {"notice"}
    for consequence in found:
        assert consequence.band.reason in consequence.reasons
        assert str(consequence.measured) in consequence.reasons


def test_no_orders_reach_no_band() -> None:
    assert not Rate(above=0, below=0).reaches(0)
