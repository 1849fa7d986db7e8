"""Outcomes, money and liability over a period, as charts and as tables."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.shown.charts import Chart, bar_chart, line_chart
from amends.web.shown.periods import Period
from amends.web.shown.running.days import by_day, instant_of, summed
from amends.web.shown.running.tables import (
    MISSED,
    Found,
    Table,
    account_word,
    bearer_word,
    tables,
)

# Charts of money are shown for so many currencies; the table has all.
_CURRENCIES = 3


@dataclass(frozen=True)
class FiguresShown:
    """Charts and tables of a period; `median` and `ninth` are sentences, empty without a close."""

    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    median: str
    ninth: str
    empty: bool


def shown_figures(tongue: Tongue, period: Period, today: int) -> FiguresShown:
    """The page, from two statements."""
    found = summed(period.first, period.last)
    lengths = {int(each.name): each.count for each in found.get("days", ())}
    median, ninth = quantile(lengths, 0.5), quantile(lengths, 0.9)
    return FiguresShown(
        charts=tuple(_charts(tongue, period, today, found, lengths)),
        tables=tables(tongue, found),
        median=_length(tongue, N_("Half of the disputes were over within {days}."), median),
        ninth=_length(tongue, N_("Nine in ten were over within {days}."), ninth),
        empty=not found,
    )


def quantile(lengths: dict[int, int], share: float) -> int | None:
    """The least length within which a share of all ended; none where none did."""
    total = sum(lengths.values())
    reached = 0
    for length in sorted(lengths):
        reached += lengths[length]
        if reached >= share * total:
            return length
    return None


def _length(tongue: Tongue, sentence: str, days: int | None) -> str:
    if days is None:
        return ""
    return tongue.say(sentence, days=tongue.count("{count} day", "{count} days", days))


def _charts(
    tongue: Tongue, period: Period, today: int, found: Found, lengths: dict[int, int]
) -> list[Chart]:
    def number(figure: float) -> str:
        return tongue.number(round(figure))

    disputes = tongue.say("Disputes")
    charts = [
        *over_time(tongue, period, today),
        bar_chart(
            tongue.say("How disputes ended"),
            _bars((tongue.word(each.part), each.count) for each in found.get("closed", ())),
            head=(tongue.say("Outcome"), disputes),
            say=number,
        ),
        bar_chart(
            tongue.say("What closed disputes were about"),
            _bars((tongue.word(each.name), each.count) for each in found.get("closed", ())),
            head=(tongue.say("Grounds"), disputes),
            say=number,
        ),
        bar_chart(
            tongue.say("How many days disputes were open"),
            _spread(tongue, lengths),
            head=(tongue.say("Days"), disputes),
            say=number,
        ),
        bar_chart(
            tongue.say("Who bore the loss"),
            _bars((bearer_word(tongue, each.name), each.count) for each in found.get("bearer", ())),
            head=(tongue.say("Who"), disputes),
            say=number,
        ),
        bar_chart(
            tongue.say("Deadlines that the platform missed"),
            _bars((tongue.say(MISSED[e.name]), e.count) for e in found.get("missed", ())),
            head=(tongue.say("Deadline"), tongue.say("Times")),
            say=number,
        ),
        *_money_charts(tongue, found),
    ]
    return [chart for chart in charts if chart.rows]


def _money_charts(tongue: Tongue, found: Found) -> list[Chart]:
    """Where money went from escrow, a chart for each of the currencies with most movements."""
    came = [each for each in found.get("credit", ()) if each.name != "escrow"]
    counts: Counter[str] = Counter()
    for each in came:
        counts[each.currency] += each.count
    return [
        bar_chart(
            tongue.say("Where money went, in {currency}", currency=currency),
            _bars((account_word(tongue, e.name), e.minor) for e in came if e.currency == currency),
            head=(tongue.say("Ledger account"), tongue.say("Came in")),
            say=partial(_money_said, tongue, currency),
        )
        for currency, _ in counts.most_common(_CURRENCIES)
    ]


def _money_said(tongue: Tongue, currency: str, minor: float) -> str:
    return tongue.money(round(minor), currency)


def over_time(tongue: Tongue, period: Period, today: int) -> list[Chart]:
    """Disputes opened and closed, a line each, with the same axis; days to come are left out."""
    counts: dict[str, Counter[int]] = {"opened": Counter(), "closed": Counter()}
    for day, subject, count in by_day(period.first, period.last, "opened", "closed"):
        counts[subject][period.step_of(day)] += count
    if not any(counts.values()):
        return []
    top = max(max(of.values(), default=0) for of in counts.values())
    titles = {
        "opened": tongue.say("Disputes opened"),
        "closed": tongue.say("Disputes closed"),
    }
    return [
        line_chart(
            titles[subject],
            [
                (tongue.day(instant_of(step)), float(of[step]) if step <= today else None)
                for step in period.steps
            ],
            head=(tongue.say("From"), tongue.say("Disputes")),
            say=lambda figure: tongue.number(round(figure)),
            least_top=float(top),
        )
        for subject, of in counts.items()
    ]


def _bars(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, float]]:
    """Sums by name, the largest first."""
    counts: Counter[str] = Counter()
    for name, count in pairs:
        counts[name] += count
    return [(name, float(count)) for name, count in counts.most_common()]


def _spread(tongue: Tongue, lengths: dict[int, int]) -> list[tuple[str, float]]:
    bounds = ((0, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 60), (61, 9999))
    found = []
    for low, high in bounds:
        count = sum(n for length, n in lengths.items() if low <= length <= high)
        name = (
            tongue.say("more than {days}", days=low - 1)
            if high == 9999
            else tongue.say("{low} to {high}", low=low, high=high)
        )
        found.append((name, float(count)))
    return found if lengths else []
