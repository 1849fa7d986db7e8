"""Where the window of the rates begins, and facts as one number."""

import itertools

import pytest

from amends.core.moments import DAY, Window
from amends.core.policy import Policy
from amends.policies.loading import load
from amends.rates import OrderFacts, window_begins
from amends.rates.facts import packed, unpacked
from tests.core.scene import START, under


@pytest.mark.parametrize("window", [Window(span=30 * DAY), Window(working_days=5)])
def test_the_first_instant_counts_and_the_one_before_does_not(window: Window) -> None:
    policy: Policy = under(load("aliexpress-2010").policy, "rates", window=window)
    for hours in range(0, 24 * 9, 7):
        now = START + 40 * DAY + hours * 3_600_000
        begins = window_begins(policy, now)
        assert policy.due(window, begins) >= now
        assert policy.due(window, begins - 1) < now


def test_every_combination_of_facts_is_a_number_of_its_own() -> None:
    names = ("done", "disputed", "withdrawn", "resolved", "at_platform")
    seen = set()
    for flags in itertools.product((False, True), repeat=len(names)):
        for share in (0, 1, 50, 100):
            facts = dict(zip(names, flags, strict=True))
            given = OrderFacts(seller="bob", counted_at=1, liable_percent=share, **facts)
            number = packed(given)
            assert unpacked(number) == {
                **{n: int(f) for n, f in facts.items()},
                "liable_percent": share,
            }
            seen.add(number)
    assert len(seen) == 32 * 4
