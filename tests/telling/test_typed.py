"""Amounts as people of five languages type them."""

import pytest

from amends.telling.typed import amount


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("9.00", "9.00"), ("9", "9"), ("9,00", "9.00"), ("9,5", "9.5"), (" 9,00 ", "9.00"),
        ("1.250,00", "1250.00"), ("1,250.00", "1250.00"), ("1\u00a0250,00", "1250.00"),
        ("1,234,567.89", "1234567.89"), ("-9,00", "-9.00"), ("1.250", "1.250"),
    ],
)  # fmt: skip
def test_what_can_be_meant_in_one_way_is_read_so(typed: str, plain: str) -> None:
    assert amount(typed) == plain


@pytest.mark.parametrize("typed", ["1,250", "9,00,0", "1.2.3", "nine", "9.00$", "1,25.0", "٩,٠٠"])
def test_all_else_is_left_for_the_core_to_refuse(typed: str) -> None:
    assert amount(typed) == typed
