"""Outcomes, money and liability over a period, as charts and as tables."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from amends.core.money import format_minor
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.shown.charts import Chart, bar_chart, line_chart
from amends.web.shown.periods import Period
from amends.web.shown.running_days import Summed, by_day, instant_of, summed
from amends.web.shown.sheets import Cell

type Found = dict[str, list[Summed]]

_MISSED = {
    "step_in": N_("stepping in"),
    "rule": N_("ruling"),
    "appeal_decision": N_("deciding an appeal"),
}
_ACTED = {
    "PlatformSteppedIn": N_("stepping in"),
    "RulingIssued": N_("ruling"),
    "AppealDecided": N_("deciding an appeal"),
}
_ACCOUNTS = {
    "escrow": N_("held (escrow)"),
    "platform:fees": N_("the platform's fees"),
    "platform:protection": N_("the platform's protection fund"),
    "provider": N_("payment provider"),
    "world": N_("outside: cards and banks"),
}
_PURPOSES = {
    "hold": N_("paid, to be held"),
    "refund": N_("refund"),
    "release": N_("release to the seller"),
    "commission": N_("commission"),
    "payment_fee": N_("payment fee"),
    "recovery": N_("recovered"),
    "made_whole": N_("made whole"),
    "chargeback": N_("chargeback"),
    "repayment": N_("repaid by the buyer"),
    "reversal": N_("reversal"),
    "advance": N_("advanced by the platform"),
    "freight": N_("freight"),
}
# Charts of money are shown for so many currencies; the table has all.
_CURRENCIES = 3
_BEARERS = {"shared": N_("shared"), "": N_("nobody")}


@dataclass(frozen=True)
class Table:
    """A table of a page; `plain` are the same rows for a spreadsheet, under `plain_head`."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain_head: tuple[str, ...]
    plain: tuple[tuple[Cell, ...], ...]


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


def tables(tongue: Tongue, found: Found) -> tuple[Table, ...]:
    """Every table, each of which can be fetched for a spreadsheet."""
    return (
        _outcomes(tongue, found),
        _liability(tongue, found),
        _lateness(tongue, found),
        _money(tongue, found),
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
            _bars((_bearer(tongue, each.name), each.count) for each in found.get("bearer", ())),
            head=(tongue.say("Who"), disputes),
            say=number,
        ),
        bar_chart(
            tongue.say("Deadlines that the platform missed"),
            _bars((tongue.say(_MISSED[e.name]), e.count) for e in found.get("missed", ())),
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
            _bars((_account(tongue, e.name), e.minor) for e in came if e.currency == currency),
            head=(tongue.say("Account"), tongue.say("Came in")),
            say=partial(_money_said, tongue, currency),
        )
        for currency, _ in counts.most_common(_CURRENCIES)
    ]


def _money_said(tongue: Tongue, currency: str, minor: float) -> str:
    return tongue.money(round(minor), currency)


def _account(tongue: Tongue, name: str) -> str:
    return tongue.say(_ACCOUNTS[name]) if name in _ACCOUNTS else tongue.word(name)


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


def _bearer(tongue: Tongue, name: str) -> str:
    return tongue.say(_BEARERS[name]) if name in _BEARERS else tongue.word(name)


def plain_amount(minor: int, currency: str) -> str:
    """An amount for a spreadsheet: digits and a point."""
    return format_minor(minor, currency) if currency else ""


def _outcomes(tongue: Tongue, found: Found) -> Table:
    rows = found.get("closed", [])
    return Table(
        "outcomes",
        tongue.say("Outcomes by grounds"),
        tuple(map(tongue.say, (N_("Grounds"), N_("Outcome"), N_("Disputes"), N_("Refunded")))),
        tuple(
            (tongue.word(name), tongue.word(part), tongue.number(count), amounts)
            for (name, part), count, amounts in _together(tongue, rows)
        ),
        ("grounds", "outcome", "disputes", "refunded", "currency"),
        tuple((e.name, e.part, e.count, plain_amount(e.minor, e.currency), e.currency) for e in rows),
    )  # fmt: skip


def _liability(tongue: Tongue, found: Found) -> Table:
    rows = found.get("bearer", [])
    total = sum(each.count for each in rows) or 1
    return Table(
        "liability",
        tongue.say("Who bore the loss"),
        tuple(map(tongue.say, (N_("Who"), N_("Disputes"), N_("Share"), N_("Refunded")))),
        tuple(
            (_bearer(tongue, name), tongue.number(count), tongue.percent(count / total), amounts)
            for (name, _), count, amounts in _together(tongue, rows)
        ),
        ("bearer", "disputes", "refunded", "currency"),
        tuple((e.name, e.count, plain_amount(e.minor, e.currency), e.currency) for e in rows),
    )


def _together(tongue: Tongue, rows: list[Summed]) -> list[tuple[tuple[str, str], int, str]]:
    """Rows of one name and part in one: their count, and an amount for each currency."""
    found: dict[tuple[str, str], list[Summed]] = {}
    for each in rows:
        found.setdefault((each.name, each.part), []).append(each)
    return [
        (
            key,
            sum(each.count for each in of),
            " · ".join(tongue.money(each.minor, each.currency) for each in of if each.minor),
        )
        for key, of in found.items()
    ]


def _lateness(tongue: Tongue, found: Found) -> Table:
    acted = {tongue.say(_ACTED[e.name]): e.count for e in found.get("acted", ())}
    missed = {tongue.say(_MISSED[e.name]): e.count for e in found.get("missed", ())}
    names = list(dict.fromkeys([*acted, *missed]))
    return Table(
        "lateness",
        tongue.say("The platform's own deadlines"),
        tuple(map(tongue.say, (N_("What"), N_("Done"), N_("Deadlines missed")))),
        tuple(
            (name, tongue.number(acted.get(name, 0)), tongue.number(missed.get(name, 0)))
            for name in names
        ),
        ("what", "done", "missed"),
        tuple((name, acted.get(name, 0), missed.get(name, 0)) for name in names),
    )


def _money(tongue: Tongue, found: Found) -> Table:
    came = {(e.currency, e.name, e.part): e.minor for e in found.get("credit", ())}
    went = {(e.currency, e.name, e.part): e.minor for e in found.get("debit", ())}
    keys = sorted({*came, *went})
    return Table(
        "money",
        tongue.say("Money by account and purpose"),
        tuple(
            map(
                tongue.say,
                (N_("Currency"), N_("Account"), N_("Purpose"), N_("Came in"), N_("Went out")),
            )
        ),
        tuple(
            (
                currency,
                _account(tongue, account),
                tongue.say(_PURPOSES[purpose]) if purpose in _PURPOSES else purpose,
                _moved(tongue, came, (currency, account, purpose)),
                _moved(tongue, went, (currency, account, purpose)),
            )
            for currency, account, purpose in keys
        ),
        ("account", "purpose", "came_in", "went_out", "currency"),
        tuple(
            (
                account, purpose,
                plain_amount(came.get((currency, account, purpose), 0), currency),
                plain_amount(went.get((currency, account, purpose), 0), currency), currency,
            )
            for currency, account, purpose in keys
        ),
    )  # fmt: skip


def _moved(tongue: Tongue, of: dict[tuple[str, str, str], int], key: tuple[str, str, str]) -> str:
    return tongue.money(of[key], key[0]) if key in of else "–"
