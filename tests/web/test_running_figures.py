"""Figures by day: they agree with the tables that they were reckoned from."""

import csv
import itertools
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse

from amends.core.moments import DAY
from amends.engine import sums
from amends.engine.days import reckon
from tests.web.conftest import World


@pytest.fixture
def reckoned(world: World) -> World:
    """A few orders, one of them with a dispute that a silent seller lost; all reckoned."""
    from amends.web import jobs
    from amends.web.models import Job

    Job.objects.all().delete()
    for _ in range(2):
        world.disputed()
    world.clock.step(20 * DAY)
    while world.engine.sweep().more:
        pass
    jobs.ask("figures", "dave")
    assert jobs.run_next()
    return world


def test_sums_by_day_are_those_of_the_ledger_and_the_disputes(reckoned: World) -> None:
    from amends.web.models import DayFigure, Job

    engine = reckoned.engine
    found = reckon(engine.store)
    moved: dict[tuple[str, str], int] = {}
    for key, minor in found.minor.items():
        if key.subject == "credit":
            at = (key.currency, key.part)
            moved[at] = moved.get(at, 0) + minor
    ledger: dict[tuple[str, str], int] = {}
    for row in sums.moved(engine.store):
        ledger[row.currency, row.purpose] = ledger.get((row.currency, row.purpose), 0) + row.minor
    assert moved == ledger
    opened = sum(n for key, n in found.count.items() if key.subject == "opened")
    assert opened == sum(row[3] for row in sums.outcomes(engine.store))
    closed = sum(n for key, n in found.count.items() if key.subject == "closed")
    assert closed == sum(row[3] for row in sums.outcomes(engine.store) if row[2])
    assert DayFigure.objects.count() == len(found.count)
    held = Job.objects.get(kind="figures").answer["money"]["USD"]["held"]
    ((escrow,),) = engine.store.select(
        "SELECT sum(CASE WHEN credit LIKE 'escrow:%' THEN minor WHEN debit LIKE 'escrow:%'"
        " THEN -minor ELSE 0 END) FROM transfer WHERE currency = 'USD'"
    )
    assert held == escrow


def test_charts_have_titles_and_tables_behind_them(reckoned: World) -> None:
    dave = reckoned.browser("dave", "operator")
    page = dave.get(reverse("running-figures"), {"period": "year"}).text
    assert "How disputes ended" in page
    assert "Half of the disputes were over within" in page
    assert page.count('class="chart"') == page.count("<details><summary>The figures as a table")
    assert "style=" not in page.replace('rel="stylesheet"', "")
    for period in ("week", "month", "quarter", "nonsense"):
        assert dave.get(reverse("running-figures"), {"period": period}).status_code == 200
    for back in ("1", "999999999999", "-1", "x"):
        answer = dave.get(reverse("running-figures"), {"period": "month", "back": back})
        assert answer.status_code == 200


def test_tables_are_fetched_for_a_spreadsheet(reckoned: World) -> None:
    dave = reckoned.browser("dave", "operator")
    for name in ("outcomes", "liability", "lateness", "money"):
        answer = dave.get(reverse("running-table", args=[name]), {"period": "year"})
        assert answer["Content-Type"].startswith("text/csv")
        rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff"))))
        assert len({len(row) for row in rows}) == 1, rows
    assert dave.get(reverse("running-table", args=["nothing"])).status_code == 404
    year = dave.get(reverse("running-year", args=[2026]))
    assert "credit,escrow,hold,USD" in year.text


@pytest.mark.parametrize(
    ("cell", "becomes"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2", "'-2"), ("@x", "'@x"), ("\t=1", "'\t=1"),
        (" =1", "' =1"), ("kettle", "kettle"), (-5, -5), ("", ""),
    ],
)  # fmt: skip
def test_no_spreadsheet_carries_out_a_cell(cell: Any, becomes: Any) -> None:
    from amends.web.shown.sheets import safe

    assert safe(cell) == becomes


def test_periods_are_whole_and_follow_each_other() -> None:
    from amends.web.shown.periods import LENGTHS, period

    for length in LENGTHS:
        for today in (0, 400, 20_000, 20_453):
            periods = [period(length, str(back), today) for back in range(5)]
            assert periods[0].first <= today <= periods[0].last or today < 400
            for later, earlier in itertools.pairwise(periods):
                assert earlier.last + 1 == later.first or today < 400
            assert periods[0].steps[0] >= periods[0].first or length == "year"
