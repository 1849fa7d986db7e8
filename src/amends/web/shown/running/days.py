"""Sums over the figures by day, for periods."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from amends.core.moments import DAY, Instant
from amends.web.models.jobs import DayFigure
from amends.web.shown.periods import date_of

WEEK_DAYS = 7
# The first of January 1970 was a Thursday.
_TO_MONDAY = 3


@dataclass(frozen=True)
class Summed:
    """A count and a sum over a period; `engine.days.Key` says of what."""

    name: str
    part: str
    currency: str
    count: int
    minor: int


def monday_of(day: int) -> int:
    """The Monday of the week of a day; days are counted from 1970."""
    return day - (day + _TO_MONDAY) % WEEK_DAYS


def by_week(today: int, weeks: int) -> list[tuple[int, int, int]]:
    """Monday, disputes opened and closed, for the last weeks up to this one."""
    first = monday_of(today) - (weeks - 1) * WEEK_DAYS
    found = {first + n * WEEK_DAYS: [0, 0] for n in range(weeks)}
    for day, subject, count in by_day(first, today + 1, "opened", "closed"):
        week = found.get(monday_of(day))
        if week is not None:
            week[subject == "closed"] += count
    return [(monday, opened, closed) for monday, (opened, closed) in found.items()]


def summed(first: int, last: int) -> dict[str, list[Summed]]:
    """Everything between two days, both included, by subject; one statement."""
    rows = (
        DayFigure.objects.filter(day__gte=first, day__lte=last)
        .values("subject", "name", "part", "currency")
        .annotate(counted=Sum("count"), moved=Sum("minor"))
        .order_by("subject", "name", "part", "currency")
    )
    found: dict[str, list[Summed]] = {}
    for row in rows:
        found.setdefault(row["subject"], []).append(
            Summed(row["name"], row["part"], row["currency"], row["counted"], row["moved"])
        )
    return found


def by_month(first: int, last: int) -> list[tuple[str, str, Summed]]:
    """Month, subject and sum of everything between two days, both included; one statement."""
    rows = (
        DayFigure.objects.filter(day__gte=first, day__lte=last)
        .values_list("day", "subject", "name", "part", "currency", "count", "minor")
        .iterator()
    )
    counts: Counter[tuple[str, ...]] = Counter()
    minors: Counter[tuple[str, ...]] = Counter()
    for day, subject, name, part, currency, count, minor in rows:
        key = (f"{date_of(day):%Y-%m}", subject, name, part, currency)
        counts[key] += count
        minors[key] += minor
    return [
        (month, subject, Summed(name, part, currency, counts[key], minors[key]))
        for key in sorted(counts)
        for month, subject, name, part, currency in [key]
    ]


def by_day(first: int, last: int, *subjects: str) -> list[tuple[int, str, int]]:
    """Day, subject and count of each day between two days, both included."""
    rows = (
        DayFigure.objects.filter(day__gte=first, day__lte=last, subject__in=subjects)
        .values_list("day", "subject")
        .annotate(Sum("count"))
        .order_by("day")
    )
    return [(day, subject, count) for day, subject, count in rows]


def instant_of(day: int) -> Instant:
    """The first instant of a day, in UTC."""
    return day * DAY
