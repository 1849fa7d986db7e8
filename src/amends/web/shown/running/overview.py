"""The operator's first page: is anything late, stuck or unusual?"""

from collections.abc import Sequence
from dataclasses import dataclass

from amends.core.moments import DAY, Instant
from amends.engine import figures
from amends.engine.beats import Heartbeat, heartbeats
from amends.engine.engine import Engine
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.jobs.asking import latest
from amends.web.models.jobs import Job
from amends.web.shown.charts import Chart, line_chart
from amends.web.shown.running.days import by_week, instant_of

_WEEKS = 8

# Places where an order can raise, as people say it.
_PLACES = {
    "sweep": N_("when a deadline fell"),
    "write": N_("when it was written"),
}

TASKS = {
    "new": N_("to step in"),
    "answered": N_("to go on: its proposal was answered"),
    "lapsed": N_("to go on: what was asked for did not come"),
    "rule": N_("to rule"),
    "second": N_("to confirm a ruling as the second person"),
    "appeal": N_("to decide an appeal"),
}


@dataclass(frozen=True)
class Overview:
    """Everything on the page. `quiet`: nothing is late, stuck or without a worker."""

    now: Instant
    quiet: bool
    problems: tuple[str, ...]
    overdue: tuple[figures.Waiting, ...]
    missed: Sequence[figures.Waiting]
    soon: Sequence[figures.Waiting]
    soon_says: str
    aside: list[figures.AsideOrder]
    aside_more: bool
    worker: str
    queues: Sequence[figures.Queue]
    money: list[tuple[str, dict[str, int]]]
    reckoned_at: Instant | None
    weeks: tuple[Chart, ...]
    jobs: tuple[Job, ...]


def overview(engine: Engine, tongue: Tongue) -> Overview:
    """The page, with counts that end at their bound."""
    now = engine.now()
    late = figures.overdue(engine.store, now)
    missed, missed_first = figures.platform_missed(engine.store, now)
    soon, soon_first = figures.platform_soon(engine.store, now)
    stuck = figures.aside(engine.store, limit=figures.LISTED + 1)
    beats = heartbeats(engine.store)
    reckoned = latest("figures")
    problems = _problems(tongue, late, missed, stuck, beats)
    return Overview(
        now=now,
        quiet=not problems,
        problems=tuple(problems),
        overdue=tuple(
            figures.Waiting(order_id, number, 0, "", at) for order_id, number, at in late.first
        ),
        missed=missed_first,
        soon=soon_first,
        soon_says=at_least(tongue, soon),
        aside=stuck[: figures.LISTED],
        aside_more=len(stuck) > figures.LISTED,
        worker=_worker(tongue, beats),
        queues=figures.queues(engine.store),
        money=sorted(reckoned.answer["money"].items()) if reckoned else [],
        reckoned_at=reckoned.answer["at"] if reckoned else None,
        weeks=_weeks(tongue, reckoned, now),
        jobs=tuple(Job.objects.filter(state__in=("waiting", "running")).order_by("made")[:5]),
    )


def _problems(
    tongue: Tongue,
    late: figures.Overdue,
    missed: figures.Bounded,
    stuck: list[figures.AsideOrder],
    beats: list[Heartbeat],
) -> list[str]:
    found = []
    if late.since is not None:
        found.append(
            tongue.count(
                "{count} order waits for a worker, since {since}.",
                "{count} orders wait for a worker, the first since {since}.",
                late.orders.size,
                since=tongue.instant(late.since),
            )
        )
    if stuck:
        found.append(
            tongue.count("{count} order is put aside.", "{count} orders are put aside.", len(stuck))
        )
    if missed.size:
        found.append(
            tongue.count(
                "The platform is late in {count} case.",
                "The platform is late in {count} cases.",
                missed.size,
            )
        )
    if not any(beat.alive for beat in beats):
        found.append(tongue.say("No worker is looking for deadlines."))
    found += [
        tongue.say("The worker {name} says: {problem}", name=beat.name, problem=beat.problem)
        for beat in beats
        if beat.alive and beat.problem
    ]
    return found


def at_least(tongue: Tongue, count: figures.Bounded | figures.Queue) -> str:
    """A count; a long one as "at least"."""
    if count.more:
        return tongue.say("at least {number}", number=tongue.number(count.size))
    return tongue.number(count.size)


def awaited(tongue: Tongue, task: str) -> str:
    """What a dispute waits for; without a task it is an order, and waits for a worker."""
    return tongue.say(TASKS[task]) if task else tongue.say("waits for a worker")


def place_of(tongue: Tongue, stuck: figures.AsideOrder) -> str:
    """Where an order raised."""
    known = _PLACES.get(stuck.place)
    return stuck.place if known is None else tongue.say(known)


def _worker(tongue: Tongue, beats: list[Heartbeat]) -> str:
    alive = [beat for beat in beats if beat.alive]
    if alive:
        return tongue.count(
            "{count} worker is looking for deadlines; it last looked {seconds} seconds ago.",
            "{count} workers are looking for deadlines; one last looked {seconds} seconds ago.",
            len(alive),
            seconds=alive[0].silent // 1000,
        )
    if beats:
        return tongue.say(
            "No worker is looking for deadlines. One was last heard of on {at}. Start one with"
            " `amends work`.",
            at=tongue.instant(beats[0].swept_at),
        )
    return tongue.say(
        "No worker has ever looked for deadlines here. Start one with `amends work`."
        " Whatever is asked for is right without it; it only comes later."
    )


def _weeks(tongue: Tongue, reckoned: Job | None, now: Instant) -> tuple[Chart, ...]:
    if reckoned is None:
        return ()
    counts = by_week(now // DAY, _WEEKS)
    top = float(max(max(opened, closed) for _, opened, closed in counts))
    titles = (tongue.say("Disputes opened, by week"), tongue.say("Disputes closed, by week"))
    return tuple(
        line_chart(
            title,
            [(tongue.day(instant_of(week[0])), float(week[n])) for week in counts],
            head=(tongue.say("Week from"), tongue.say("Disputes")),
            say=lambda figure: tongue.number(round(figure)),
            least_top=top,
        )
        for n, title in enumerate(titles, 1)
    )
