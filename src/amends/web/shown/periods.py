"""Weeks, months, quarters and years as days from 1970 (UTC), and the steps in which they are drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Length = Literal["week", "month", "quarter", "year"]
LENGTHS: tuple[Length, ...] = get_args(Length)
_EPOCH = date(1970, 1, 1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_FURTHEST = 1200


@dataclass(frozen=True)
class Period:
    """A period of whole days; `back` is how many periods it lies before the one of today."""

    length: Length
    back: int
    first: int
    last: int

    def step_of(self, day: int) -> int:
        """The first day of the step to which a day belongs: days, weeks or months."""
        if self.length in ("week", "month"):
            return day
        if self.length == "quarter":
            return max(self.first, day - (day + 3) % 7)
        return day_of(date_of(day).replace(day=1))

    @property
    def steps(self) -> list[int]:
        """The first day of every step."""
        return list(dict.fromkeys(self.step_of(day) for day in range(self.first, self.last + 1)))


def period(length: str, back: str, today: int) -> Period:
    """The period that an address names; this month where it names none."""
    known: Length = next((each for each in LENGTHS if each == length), "month")
    far = min(int(back), _FURTHEST) if back.isdecimal() and len(back) < 6 else 0
    if known == "week":
        first = today - (today + 3) % 7 - 7 * far
        return Period(known, far, first, first + 6)
    here, months = date_of(today), _MONTHS[known]
    count = (here.year * 12 + here.month - 1) // months * months - far * months
    count = max(count, 12)
    start, end = _month(count), _month(count + months)
    return Period(known, far, day_of(start), day_of(end) - 1)


def _month(count: int) -> date:
    return date(count // 12, count % 12 + 1, 1)


def day_of(when: date) -> int:
    """The number of a day."""
    return (when - _EPOCH).days


def date_of(day: int) -> date:
    """The day of a number."""
    return _EPOCH + timedelta(days=day)
