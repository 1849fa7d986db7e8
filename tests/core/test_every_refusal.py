"""Every refusal can be met, says what to do instead, and leaves no trace."""

import pytest

from amends.core.refusals.every import REFUSALS
from amends.telling.refusals import said
from tests.core.refused import REFUSED

# Given by the engine, which tests them: they are about keys, numbers, erasing and orders put aside.
OF_THE_ENGINE = {"put_aside", "key_reused", "order_number_used", "not_yet_erasable"}


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_given_and_nothing_happened(code: str) -> None:
    play, actor, name, arguments = REFUSED[code]()
    refusal = play.refuses(actor, name, code, **arguments)
    assert type(refusal) is REFUSALS[code]
    words = said(refusal)
    assert words.sentence.endswith(".")
    assert words.instead.endswith((".", "}."))
    assert "{" not in words.sentence


def test_no_refusal_is_left_that_nobody_can_meet() -> None:
    assert set(REFUSED) | OF_THE_ENGINE == set(REFUSALS)
    assert not set(REFUSED) & OF_THE_ENGINE
