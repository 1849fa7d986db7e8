"""Instants and windows: milliseconds cut, spans of 24 hours, working days of a calendar."""

from datetime import UTC, date, datetime

import pytest

from amends.core.moments import (
    DAY,
    HOUR,
    Calendar,
    MomentError,
    Window,
    format_duration,
    format_instant,
    instant,
    parse_duration,
    parse_instant,
)

SHANGHAI = Calendar(zone="Asia/Shanghai", holidays=(date(2024, 10, 1), date(2024, 10, 2)))


def test_instants_are_cut_to_the_millisecond() -> None:
    assert instant(datetime(2024, 3, 1, 0, 0, 0, 999_999, tzinfo=UTC)) % 1000 == 999
    assert instant(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


@pytest.mark.parametrize(
    "text", ["2024-03-01T00:00:00Z", "2024-03-01T00:00:00.125Z", "1999-12-31T23:59:59Z"]
)
def test_instants_read_as_they_are_written(text: str) -> None:
    assert format_instant(parse_instant(text)) == text


def test_a_zone_is_needed_and_counts() -> None:
    assert parse_instant("2024-03-01T08:00:00+08:00") == parse_instant("2024-03-01T00:00:00Z")
    for text in ("2024-03-01T00:00:00", "yesterday", "", "2024-13-01T00:00:00Z"):
        with pytest.raises(MomentError):
            parse_instant(text)


@pytest.mark.parametrize(
    ("text", "span", "again"),
    [
        ("P5D", 5 * DAY, "P5D"), ("PT48H", 2 * DAY, "P2D"), ("P2W", 14 * DAY, "P14D"),
        ("P1DT12H", DAY + 12 * HOUR, "P1DT12H"), ("PT1M30S", 90_000, "PT1M30S"), ("P0D", 0, "P0D"),
    ],
)  # fmt: skip
def test_spans(text: str, span: int, again: str) -> None:
    assert parse_duration(text) == span
    assert format_duration(span) == again


@pytest.mark.parametrize("text", ["P", "PT", "P1M", "P1Y", "5D", "P-1D", "P1.5D", "P1D ", "p1d"])
def test_months_and_other_things_are_no_spans(text: str) -> None:
    with pytest.raises(MomentError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Friday 15:00 in Shanghai and two working days: Tuesday 15:00.
        ("2024-03-01T15:00:00+08:00", 2, "2024-03-05T15:00:00+08:00"),
        # Saturday counts from Monday.
        ("2024-03-02T11:00:00+08:00", 2, "2024-03-06T00:00:00+08:00"),
        # Monday 30 September; the next two days are holidays.
        ("2024-09-30T10:00:00+08:00", 1, "2024-10-03T10:00:00+08:00"),
        ("2024-03-04T00:00:00+08:00", 1, "2024-03-05T00:00:00+08:00"),
        # Still Sunday in London, Monday in Shanghai.
        ("2024-03-03T20:00:00Z", 1, "2024-03-04T20:00:00Z"),
    ],
)
def test_working_days_of_a_calendar(start: str, days: int, end: str) -> None:
    found = Window(working_days=days).after(parse_instant(start), SHANGHAI)
    assert format_instant(found) == format_instant(parse_instant(end))


def test_a_span_is_not_a_calendar_day() -> None:
    """Over the change to summer time five days are 120 hours (readings 1)."""
    start = parse_instant("2024-03-29T12:00:00+01:00")
    berlin = Calendar(zone="Europe/Berlin")
    assert Window(span=5 * DAY).after(start, berlin) == start + 120 * HOUR
    assert str(Window(span=5 * DAY)) == "P5D"
    assert str(Window(working_days=2)) == "2 working days"
