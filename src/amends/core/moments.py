"""Instants, windows and working days.

An instant is a whole number of milliseconds since 1970-01-01T00:00:00Z, cut, never rounded
(safeguards.md 6). A window is a span of 24-hour days, or of working days of a calendar.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from amends.core.faults import Fault, NotAnInstant, NotASpan, NoZone
from amends.core.value import value

Instant = int
SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DURATION = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?", re.ASCII
)


class MomentError(ValueError):
    """An instant or span that cannot be meant: its `fault`, and a message for programs."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def instant(moment: datetime) -> Instant:
    """A datetime with a zone as an instant, cut to the millisecond."""
    if moment.tzinfo is None:
        raise MomentError(
            NoZone(given=moment.isoformat()),
            f"{moment.isoformat()} has no time zone; write it like 2024-03-01T00:00:00Z",
        )
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def parse_instant(text: str) -> Instant:
    """Read an ISO 8601 instant with a zone."""
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise MomentError(
            NotAnInstant(given=str(text)),
            f"{text!r} is not an instant; write it like 2024-03-01T00:00:00Z",
        ) from error
    return instant(moment)


def to_datetime(at: Instant) -> datetime:
    """The instant as a datetime in UTC."""
    return _EPOCH + timedelta(milliseconds=at)


def format_instant(at: Instant) -> str:
    """ISO 8601 in UTC: `2024-03-01T00:00:00Z`, with milliseconds only where there are any."""
    moment = to_datetime(at)
    return moment.isoformat(timespec="milliseconds" if at % SECOND else "seconds").replace(
        "+00:00", "Z"
    )


def parse_duration(text: str) -> int:
    """Read `P30D`, `PT6H`, `P1DT12H` as milliseconds; weeks, days, hours, minutes, seconds only."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None or not any(match.groups()):
        raise MomentError(
            NotASpan(given=str(text)),
            f"{text!r} is not a span of time; write it like P5D, PT48H or P1DT12H",
        )
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND


def format_duration(span: int) -> str:
    """The span as ISO 8601: `P5D`, `PT48H` is printed as `P2D`."""
    days, rest = divmod(span, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = rest // SECOND
    clock = "".join(f"{n}{u}" for n, u in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return f"P{f'{days}D' if days or not clock else ''}{f'T{clock}' if clock else ''}"


@value
class Calendar:
    """Whose days are working days: a time zone, the weekend, and the holidays known today.

    `weekend` holds weekday numbers, Monday 0. Future government days are unknown, therefore a
    deadline once computed is stored and never computed again.
    """

    zone: str = "UTC"
    weekend: tuple[int, ...] = (5, 6)
    holidays: tuple[date, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def after(self, start: Instant, days: int) -> Instant:
        """The instant at which `days` × 24 hours that lie in working days have passed since `start`.

        Friday 15:00 and two working days give Tuesday 15:00; a start on Saturday counts from Monday.
        """
        zone = ZoneInfo(self.zone)
        wall = to_datetime(start).astimezone(zone).replace(tzinfo=None)
        left = timedelta(days=days)
        while True:
            midnight = datetime(wall.year, wall.month, wall.day) + timedelta(days=1)
            if self.is_working(wall.date()):
                if left <= midnight - wall:
                    end = wall + left
                    return instant(end.replace(tzinfo=zone).astimezone(UTC))
                left -= midnight - wall
            wall = midnight


@value
class Window:
    """A length of time: a span of milliseconds, or a number of working days."""

    span: int = 0
    working_days: int = 0

    def after(self, start: Instant, calendar: Calendar) -> Instant:
        """The last instant of the window that begins at `start`."""
        if self.working_days:
            return calendar.after(start, self.working_days)
        return start + self.span

    def __str__(self) -> str:
        if self.working_days:
            return f"{self.working_days} working days"
        return format_duration(self.span)
