"""Amounts, instants, lengths and lists as each language writes them."""

import pytest

from amends.core.moments import DAY, HOUR, MINUTE, parse_instant
from amends.core.money import _EXPONENTS, format_minor
from amends.telling.tongue import LANGUAGES, Tongue

TUESDAY = 1_710_856_800_000  # 2024-03-19T14:00:00Z


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "$9.00"), ("es", "9,00 US$"), ("pt-br", "US$ 9,00"), ("ru", "9,00 $"),
        ("zh-hans", "US$9.00"),
    ],
)  # fmt: skip
def test_an_amount_is_written_as_the_language_does(language: str, said: str) -> None:
    assert Tongue(language).money(900, "USD").replace("\xa0", " ") == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["USD", *sorted(_EXPONENTS)])
def test_an_amount_has_the_decimals_of_its_currency(language: str, currency: str) -> None:
    said = Tongue(language).money(1_234_567, currency)
    digits = "".join(c for c in said if c.isdecimal())
    assert digits == format_minor(1_234_567, currency).replace(".", "")
    if "." in format_minor(1, currency):
        whole, _, rest = format_minor(1_234_567, currency).partition(".")
        mark = "." if language in ("en", "zh-hans") else ","
        assert f"{whole[-3:]}{mark}{rest}" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Tue 19 March 2024, 15:00 (Madrid)"),
        ("es", "mar, 19 mar 2024, 15:00 (Madrid)"),
        ("zh-hans", "2024年3月19日周二 15:00"),
        ("ru", "вт, 19 мар. 2024"),
        ("pt-br", "ter., 19 de mar. de 2024, 15:00 (Madri)"),
    ],
)
def test_an_instant_is_told_in_the_readers_zone_which_is_named(language: str, said: str) -> None:
    assert Tongue(language, "Europe/Madrid").instant(TUESDAY).startswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_utc_is_called_utc(language: str) -> None:
    said = Tongue(language, "UTC").instant(TUESDAY)
    assert said.endswith(" UTC")
    assert "14:00" in said


def test_the_city_is_in_the_readers_language() -> None:
    assert Tongue("ru", "Europe/Madrid").place() == "Мадрид"
    assert Tongue("zh-hans", "America/Sao_Paulo").place() == "圣保罗"
    assert Tongue("en", "UTC").place() == "UTC"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (4 * DAY + 6 * HOUR + 12 * MINUTE, "4 days 6 hours"),
        (DAY, "1 day"),
        (6 * HOUR + MINUTE, "6 hours 1 minute"),
        (30_000, "0 minutes"),
        (-5, "0 minutes"),
    ],
)
def test_a_length_of_time_is_told_by_its_two_largest_units(length: int, said: str) -> None:
    assert Tongue().span(length) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "a, b and c"), ("es", "a, b y c"), ("ru", "a, b и c"), ("zh-hans", "a、b和c")],
)
def test_several_things_stand_in_a_row(language: str, said: str) -> None:
    tongue = Tongue(language)
    assert tongue.listed(["a", "b", "c"]) == said
    assert tongue.listed(["a"]) == "a"
    assert tongue.listed([]) == ""


def test_numbers_and_shares_have_the_languages_separators() -> None:
    assert Tongue("en").number(1_234_567) == "1,234,567"
    assert Tongue("es").number(1_234_567) == "1.234.567"
    assert Tongue("en").percent(0.1234) == "12.3%"
    assert Tongue("pt-br").percent(0.5) == "50%"


def test_sentences_stand_together_without_a_space_in_chinese() -> None:
    assert Tongue("en").together("One.", "", "Two.") == "One. Two."
    assert Tongue("zh-hans").together("一。", "二。") == "一。二。"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1–30 Nov 2026"), ("zh-hans", "2026年11月1日至30日"), ("es", "1–30 nov 2026")],
)
def test_days_from_to_say_each_part_once(language: str, said: str) -> None:
    first, last = parse_instant("2026-11-01T00:00:00Z"), parse_instant("2026-11-30T00:00:00Z")
    assert Tongue(language).days(first, last).replace("\u2009", "") == said
