"""Every refusal can be met, says what to do instead, and leaves no trace."""

import pytest

from amends.core.refusals import REFUSALS
from tests.core.refused import REFUSED

# Given by the engine, which tests them: they are about keys, numbers and orders put aside.
OF_THE_ENGINE = {"put_aside", "key_reused", "order_number_used"}


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_given_and_nothing_happened(code: str) -> None:
    play, actor, name, arguments = REFUSED[code]()
    refusal = play.refuses(actor, name, code, **arguments)
    assert refusal.sentence.endswith(".")
    assert refusal.instead.endswith((".", "}."))
    assert "{" not in refusal.sentence
    assert refusal.later is REFUSALS[code].later


def test_no_refusal_is_left_that_nobody_can_meet() -> None:
    assert set(REFUSED) | OF_THE_ENGINE == set(REFUSALS)
    assert not set(REFUSED) & OF_THE_ENGINE
