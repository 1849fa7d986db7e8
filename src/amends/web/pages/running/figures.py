"""Outcomes, money and liability over a period, as charts, tables and sheets."""

from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from amends.core.moments import DAY
from amends.web.asking import for_role
from amends.web.engine import engine
from amends.web.jobs.asking import latest
from amends.web.reader import Request
from amends.web.shown.periods import Period, date_of, day_of, period
from amends.web.shown.running.days import by_month, instant_of, summed
from amends.web.shown.running.figures import shown_figures
from amends.web.shown.running.tables import plain_amount, tables
from amends.web.shown.sheets import Cell, sheet

_YEAR = ("month", "subject", "name", "part", "currency", "count", "amount")


@for_role("operator")
def figures(request: Request) -> HttpResponse:
    """Charts and tables of one week, month, quarter or year."""
    chosen, today = _period(request), engine().now() // DAY
    reckoned = latest("figures")
    return render(
        request,
        "amends/running/figures.html",
        {
            "page": shown_figures(request.tongue, chosen, today) if reckoned else None,
            "period": chosen,
            "first": instant_of(chosen.first),
            "last": instant_of(chosen.last),
            "earlier": chosen.back + 1,
            "later": chosen.back - 1,
            "lengths": [
                ("week", request.tongue.say("Week")),
                ("month", request.tongue.say("Month")),
                ("quarter", request.tongue.say("Quarter")),
                ("year", request.tongue.say("Year")),
            ],
            "year": date_of(chosen.last).year,
            "reckoned_at": reckoned.answer["at"] if reckoned else None,
            "here": "figures",
        },
    )


@for_role("operator")
def table(request: Request, name: str) -> HttpResponse:
    """One table of the period as CSV."""
    chosen = _period(request)
    found = next(
        (each for each in tables(request.tongue, summed(chosen.first, chosen.last)) if each.name == name),
        None,
    )  # fmt: skip
    if found is None:
        raise Http404
    return sheet(f"{name}-{date_of(chosen.first)}-{chosen.length}", found.plain_head, found.plain)


@for_role("operator")
def year(request: Request, year: int) -> HttpResponse:
    """Every figure of a year by month, as CSV."""
    if not 1970 <= year <= 9000:
        raise Http404
    return sheet(f"amends-{year}", _YEAR, _months(year))


def _months(year: int) -> Iterator[tuple[Cell, ...]]:
    first, next_first = (day_of(date(each, 1, 1)) for each in (year, year + 1))
    for month, subject, each in by_month(first, next_first - 1):
        yield (
            month, subject, each.name, each.part, each.currency, each.count,
            plain_amount(each.minor, each.currency),
        )  # fmt: skip


def _period(request: Request) -> Period:
    today = engine().now() // DAY
    return period(request.GET.get("period", ""), request.GET.get("back", ""), today)
