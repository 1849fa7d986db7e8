"""A wrong tracking number is found, a right one is not accused (rules.md section 8, D4)."""

import json
import re
from pathlib import Path

import pytest

from amends.guard.tracking_numbers import check, check_digit
from tests.conftest import Figure

_FORM = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")


@pytest.mark.parametrize("number", ["RB123456785GB", "rb 123 456 785 us", "RB-123456785-CF"])
def test_a_right_number_is_ok_however_it_is_written(number: str) -> None:
    assert check(number) == "ok"


@pytest.mark.parametrize("number", ["RB123456786US", "RB123456785XX", "RB123456785ZZ"])
def test_a_wrong_check_digit_or_country_is_wrong(number: str) -> None:
    assert check(number) == "wrong"


@pytest.mark.parametrize(
    "number",
    ["", "1Z5R89390357567127", "RB12345678GB", "RB123456785TW", "RB1234567855GB", "RB१२३४५६७८५GB"],
)
def test_other_forms_and_posts_outside_the_union_are_not_accused(number: str) -> None:
    assert check(number) == "unknown"


def test_exactly_one_digit_of_ten_is_right() -> None:
    for serial in ("00000000", "12345678", "99999999", "47312429"):
        right = check_digit(serial)
        answers = {digit: check(f"RB{serial}{digit}GB") for digit in range(10)}
        assert answers == {d: "ok" if d == right else "wrong" for d in range(10)}


def _numbers(folder: Path, kind: str) -> list[tuple[str, str]]:
    return [
        (f"{file.stem}: {form['name']}", re.sub(r"[\s-]", "", number).upper())
        for file in sorted(folder.glob("*.json"))
        for form in json.loads(file.read_text("utf-8"))["tracking_numbers"]
        for number in form["test_numbers"].get(kind, [])
    ]


def test_no_valid_number_of_any_carrier_is_accused(shared_folder: Path, figure: Figure) -> None:
    numbers = _numbers(shared_folder / "tracking" / "couriers", "valid")
    accused = [(name, number) for name, number in numbers if check(number) == "wrong"]
    figure("valid tracking numbers accused", f"{len(accused)} of {len(numbers)}")
    assert len(numbers) > 150
    assert not accused


def test_every_invalid_number_of_the_postal_form_is_found(
    shared_folder: Path, figure: Figure
) -> None:
    numbers = [
        number
        for name, number in _numbers(shared_folder / "tracking" / "couriers", "invalid")
        if name == "s10: S10" and _FORM.fullmatch(number)
    ]
    missed = [number for number in numbers if check(number) != "wrong"]
    figure("invalid S10 numbers missed", f"{len(missed)} of {len(numbers)}")
    assert numbers
    assert not missed
