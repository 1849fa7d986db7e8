"""Money: whole minor units, what can be written, and splitting that always sums."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.core.money import (
    Money,
    MoneyError,
    example,
    exponent,
    format_minor,
    parse_minor,
    proportion,
    split,
)
from tests.auditor import half_even, largest_remainder

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("18.00", "USD", 1800), ("18", "USD", 1800), ("18.5", "USD", 1850), ("0.01", "USD", 1),
        ("-0.01", "USD", -1), ("500", "JPY", 500), ("1.250", "KWD", 1250), ("1.25", "KWD", 1250),
        ("0", "USD", 0), ("1.2345", "CLF", 12345), ("007", "USD", 700),
    ],
)  # fmt: skip
def test_amounts_as_they_are_written(text: str, currency: str, minor: int) -> None:
    assert parse_minor(text, currency) == minor
    assert parse_minor(format_minor(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.001", "USD"), ("1.0", "JPY"), ("1.0001", "KWD"), ("1,00", "USD"), ("1.", "USD"),
        (".5", "USD"), ("", "USD"), (" 1", "USD"), ("1e3", "USD"), ("+1", "USD"), ("--1", "USD"),
        ("NaN", "USD"), ("١", "USD"), ("1_000", "USD"), ("9" * 16, "USD"), ("1\n", "USD"),
        ("1.00", "usd"), ("1.00", "XXX"), ("1.00", ""),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_an_example(text: str, currency: str) -> None:
    with pytest.raises(MoneyError) as error:
        parse_minor(text, currency)
    assert "write" in str(error.value)


def test_formats_of_all_exponents() -> None:
    assert format_minor(5, "USD") == "0.05"
    assert format_minor(-5, "KWD") == "-0.005"
    assert format_minor(0, "JPY") == "0"
    assert (exponent("USD"), exponent("JPY"), exponent("KWD"), exponent("CLF")) == (2, 0, 3, 4)
    assert example("KWD") == "12.000"
    assert str(Money.parse("1.5", "EUR")) == "1.50 EUR"


@given(total=st.integers(-(10**9), 10**9), weights=WEIGHTS)
def test_parts_sum_to_the_whole_and_no_part_is_far_off(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(total * weight, whole)) < 1
            assert weight or not part
    if total >= 0:
        assert parts == largest_remainder(total, weights)
    assert split(-total, weights) == [-part for part in parts]


def test_the_odd_cent_goes_to_the_largest_remainder_then_to_the_earlier() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(101, [1, 1, 1]) == [34, 34, 33]
    assert split(10, [2, 3]) == [4, 6]
    assert split(1, [1, 2]) == [0, 1]
    assert split(200, [1800, 333, 333]) == [146, 27, 27]
    assert split(3, [0, 0]) == [2, 1]
    assert [part.minor for part in Money(minor=5, currency="USD").split((1, 1))] == [3, 2]


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_there_is_no_split_among_nobody_or_less(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|nothing"):
        split(1, weights)


@given(total=st.integers(0, 10**6), part=st.integers(0, 10**6), whole=st.integers(1, 10**6))
def test_proportions_are_rounded_half_to_even(total: int, part: int, whole: int) -> None:
    assert proportion(total, part, whole) == half_even(Fraction(total * part, whole))


@pytest.mark.parametrize(
    ("total", "part", "whole", "expected"),
    [(5, 1, 10, 0), (15, 1, 10, 2), (25, 1, 10, 2), (1, 0, 0, 0), (7, 7, 7, 7), (1, 51, 100, 1)],
)
def test_halves_by_hand(total: int, part: int, whole: int, expected: int) -> None:
    assert proportion(total, part, whole) == expected
