"""What Bob's rates lead to: decided in one place, with reasons, and carried out on his payouts."""

import pytest

from amends.core.moments import DAY
from tests.accounts.stall import Stall, adopt

REASON = "One order in three was disputed."
LONGER = f"""
[[rates.bands]]
rate = "dispute"
share_permille = 330
orders = 2
disputes = 1
consequence = "longer_payout_hold"
reason = "{REASON}"
"""


@pytest.fixture
def strict(stall: Stall) -> str:
    """A policy with one band: a third of at least two orders."""
    return adopt(stall.market.engine, "strict", LONGER)


def test_a_seller_is_new_until_the_policys_bands_can_say_something(
    stall: Stall, strict: str
) -> None:
    stall.sold("100.00", strict)
    assert [each.why for each in stall.bob().withheld] == ["protection"]
    stall.sold("100.00", strict)
    assert stall.bob().withheld == ()
    assert stall.bob().payable == 20000


def test_an_order_that_was_only_paid_makes_nobody_known(stall: Stall, strict: str) -> None:
    """Attack: Bob buys from himself, and leaves the parcel at home."""
    stall.sold("100.00", strict)
    stall.market.placed("by a friend")
    assert [each.why for each in stall.bob().withheld] == ["protection"]


def test_a_rate_that_reaches_a_band_makes_money_wait_until_protection_ends(
    stall: Stall, strict: str
) -> None:
    orders = [stall.sold("100.00", strict) for _ in range(3)]
    assert stall.accounts.consequences("bob") == ()
    stall.settled(orders[2], "10.00")
    (reached,) = stall.accounts.consequences("bob")
    assert reached.consequence == "longer_payout_hold"
    assert reached.reasons == (
        f"{REASON} The dispute rate is 1/3, which reaches 33 percent"
        " with at least 2 orders and 1 disputes."
    )
    assert stall.bob().payable == 10000, "the first order's protection has ended"
    assert {each.why for each in stall.bob().withheld} == {"protection"}
    stall.market.clock.step(15 * DAY + 1)
    assert stall.bob().payable == 29000


def test_a_consequence_ends_with_the_window_of_its_rate(stall: Stall, strict: str) -> None:
    orders = [stall.sold("100.00", strict) for _ in range(2)]
    stall.settled(orders[1], "10.00")
    stall.market.clock.step(18 * DAY)
    assert len(stall.accounts.consequences("bob")) == 1, "the first order counted 30 days ago"
    stall.market.clock.step(12 * DAY)
    assert len(stall.accounts.consequences("bob")) == 0, "one order of one is less than two"


def test_orders_under_another_policy_wait_as_that_one_says(stall: Stall, strict: str) -> None:
    stall.sold("100.00", strict)
    stall.sold("50.00", stall.held)
    assert [(each.why, each.minor) for each in stall.bob().withheld] == [("hold", 5000)]


def test_nobody_has_no_consequences(stall: Stall) -> None:
    assert stall.accounts.consequences("eve") == ()
