"""Every reason of a built-in policy's table can be said in the reader's language."""

import pytest

from amends.policies.loading import load
from amends.telling.recommending import REASONS


@pytest.mark.parametrize("name", ["aliexpress-2010", "aliexpress-2017", "ebay-money-back"])
def test_every_reason_of_a_built_in_policy_is_among_the_sentences(name: str) -> None:
    assert {row.reason for row in load(name).policy.platform.liability} <= REASONS
