"""A seller's rates: what they are, how they moved, which orders moved them, what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from amends.core.moments import DAY, Instant
from amends.core.policy import Band, Policy
from amends.engine.engine import Engine
from amends.engine.store.base import Row
from amends.rates import Rate, Rates, consequences, rates_of, window_begins
from amends.rates.facts import unpacked
from amends.telling.mark import N_
from amends.telling.policy_told import as_written
from amends.telling.tongue import Tongue
from amends.web.shown.charts import Chart, line_chart
from amends.web.shown.selling.work import named, written

WEEKS = 26
MOVED_BY = 20
_FORMULAS = {
    "dispute": N_("Orders that were disputed and not taken back, of all orders that count."),
    "escalation": N_("Orders whose dispute went to the platform, of all orders that ended."),
    "liability": N_("Orders for which a ruling held you liable, of all orders that ended."),
}
_CHARTS = {
    "dispute": N_("Disputed orders in percent, each week over the days that count then"),
    "escalation": N_("Orders brought to the platform in percent, each week"),
    "liability": N_("Orders for which you were held liable in percent, each week"),
}


@dataclass(frozen=True)
class ShownRate:
    """One rate with its formula, its trend, and the latest orders behind it.

    An order behind it is its id, its number, and the instant at which it counted (and as what).
    """

    code: str
    name: str
    value: str
    raw: str
    formula: str
    chart: Chart
    movers: list[tuple[str, str, Instant, int]]
    more: bool


@dataclass(frozen=True)
class Limit:
    """One band of the policy: from which share on, and whether it is reached."""

    rate: str
    says: str
    consequence: str
    reached: bool
    reason: str


@dataclass(frozen=True)
class RatesPage:
    """Everything on the page of rates; empty for somebody who never sold."""

    since: Instant
    now: Instant
    rates: tuple[ShownRate, ...] = ()
    limits: tuple[Limit, ...] = ()


def rates_page(engine: Engine, seller: str, tongue: Tongue) -> RatesPage:
    """The rates by the policy of the seller's latest order; each list is read by its index."""
    now = engine.now()
    reference = engine.policy_of_latest(seller)
    if not reference:
        return RatesPage(since=now, now=now)
    policy = engine.policy(reference)
    since = window_begins(policy, now)
    counted = engine.counted(seller, since, now)
    found = rates_of(counted, policy)
    trend = _trend(engine, seller, policy, now)
    movers = {
        code: engine.counted_orders(
            seller, since, [k for k in counted if _counts(k, policy, code)], MOVED_BY + 1
        )
        for code, _ in named(tongue)
    }
    return RatesPage(
        since=since,
        now=now,
        rates=tuple(
            ShownRate(
                code=code,
                name=name,
                value=written(tongue, found, code),
                raw=_raw(tongue, counted, found.dispute) if code == "dispute" else "",
                formula=tongue.say(_FORMULAS[code]),
                chart=_chart(tongue, code, trend),
                movers=movers[code][:MOVED_BY],
                more=len(movers[code]) > MOVED_BY,
            )
            for code, name in named(tongue)
        ),
        limits=tuple(_limit(tongue, found, policy, band) for band in policy.rates.bands),
    )


def _trend(
    engine: Engine, seller: str, policy: Policy, now: Instant
) -> list[tuple[Instant, Rates]]:
    """The rates as they were at the end of each week, the latest last."""
    days = -(-(now - window_begins(policy, now)) // DAY)
    by_day = engine.counted_by_day(seller, now - (WEEKS * 7 + days) * DAY, now)
    return [
        (now - week * 7 * DAY, rates_of(_within(by_day, week * 7, week * 7 + days), policy))
        for week in reversed(range(WEEKS))
    ]


def _within(by_day: Mapping[int, Row], first: int, last: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for age in range(first, last):
        for counts, count in by_day.get(age, ()):
            sums[counts] = sums.get(counts, 0) + count
    return sums


def _chart(tongue: Tongue, code: str, trend: list[tuple[Instant, Rates]]) -> Chart:
    points = []
    for at, found in trend:
        rate: Rate = getattr(found, code)
        points.append((tongue.day(at), rate.above / rate.below if rate.below else None))
    head = (tongue.say("Week until"), tongue.say("Rate"))
    return line_chart(
        tongue.say(_CHARTS[code]), points, head=head, say=tongue.percent, least_top=0.05
    )


def _raw(tongue: Tongue, counted: Mapping[int, int], adjusted: Rate) -> str:
    """The rate before claims that their buyers took back are left out; empty where it is the same."""
    above = sum(n for kind, n in counted.items() if unpacked(kind)["disputed"])
    if above == adjusted.above:
        return ""
    return tongue.say(
        "Counted with the claims that buyers took back: {above} of {below}.",
        above=tongue.number(above),
        below=tongue.number(adjusted.below),
    )


def _counts(kind: int, policy: Policy, code: str) -> bool:
    """Whether an order of this kind is in the rate's numerator."""
    return rates_of({kind: 1}, policy).above(code) > 0


def _limit(tongue: Tongue, found: Rates, policy: Policy, band: Band) -> Limit:
    reached = [each for each in consequences(found, policy) if each.band == band]
    says = tongue.say(
        "From {share} on, with at least {orders} orders and {disputes} disputes.",
        share=tongue.percent(band.share_permille / 1000),
        orders=tongue.number(band.orders),
        disputes=tongue.number(band.disputes),
    )
    return Limit(
        rate=dict(named(tongue))[band.rate],
        says=says,
        consequence=tongue.word(band.consequence),
        reached=bool(reached),
        reason=as_written(tongue, band.reason) if reached else "",
    )
