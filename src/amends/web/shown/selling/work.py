"""The seller's desk: one list at a time, its tabs with their counts, and the rates beside it."""

from dataclasses import dataclass

from amends.app.worklists import Asked, sold
from amends.core.grounds import GROUNDS
from amends.core.moments import Instant
from amends.core.people import Actor
from amends.engine.engine import Engine
from amends.engine.sold import COUNTED, Counts, Place
from amends.rates import Rates, rates_of, window_begins
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.shown.selling.rows import Row, row_of

# A list's name in the address, and on its tab.
TABS = {
    "duties": N_("To do"),
    "buyer": N_("Waiting for the buyer"),
    "platform": N_("With the platform"),
    "returns": N_("Coming back"),
    "closed": N_("Closed"),
}
_EMPTY = {
    "duties": N_("Nothing waits for you. New claims appear here by themselves."),
    "buyer": N_("No dispute waits for its buyer."),
    "platform": N_("No dispute of yours is with the platform."),
    "returns": N_("No goods are on their way back."),
    "closed": N_("No dispute of yours has closed yet."),
}


@dataclass(frozen=True)
class Tab:
    """One list, and how much is in it."""

    name: str
    words: str
    count: str
    here: bool


@dataclass(frozen=True)
class Desk:
    """Everything on the desk. `mark` tells whether the list has changed since."""

    tab: str
    title: str
    tabs: tuple[Tab, ...]
    grounds: str
    choices: tuple[tuple[str, str], ...]
    sought: str
    rows: tuple[Row, ...]
    empty: str
    following: str
    mark: str
    now: Instant
    rates: tuple[tuple[str, str], ...]

    @property
    def answerable(self) -> bool:
        """Whether several rows could be answered together."""
        return any(row.pickable for row in self.rows)


def desk(engine: Engine, actor: Actor, tongue: Tongue, asked: Asked) -> Desk:
    """The desk of a seller, read in a handful of statements whatever the number of orders."""
    page = sold(engine, actor, tongue, asked)
    counts = engine.counts(actor.name)
    return Desk(
        tab=asked.tab,
        title=_title(tongue, asked),
        tabs=tuple(_tab(tongue, counts, name, asked) for name in TABS),
        grounds=asked.grounds,
        choices=tuple((code, tongue.word(code)) for code in GROUNDS),
        sought=asked.sought,
        rows=tuple(row_of(page.usual, seen, number) for seen, number in page.items),
        empty=_empty(tongue, asked),
        following="" if page.last is None else _written(page.last),
        mark=page.mark,
        now=page.now,
        rates=_rates(engine, actor.name, tongue, page.now),
    )


def _tab(tongue: Tongue, counts: Counts, name: str, asked: Asked) -> Tab:
    count: int = getattr(counts, name)
    shown = f"{tongue.number(COUNTED)}+" if count > COUNTED else tongue.number(count)
    return Tab(name, tongue.say(TABS[name]), shown, name == asked.tab and not asked.sought)


def _title(tongue: Tongue, asked: Asked) -> str:
    if asked.sought:
        return tongue.say("Orders that were found")
    if asked.tab == "duties":
        return tongue.say("What to do first")
    return tongue.say(TABS[asked.tab])


def _empty(tongue: Tongue, asked: Asked) -> str:
    if asked.sought:
        return tongue.say("No order has this number, and none of your buyers this name.")
    return tongue.say(_EMPTY[asked.tab])


def _written(place: Place) -> str:
    return f"{place.at}.{place.order_id}.{place.number}"


def _rates(
    engine: Engine, seller: str, tongue: Tongue, now: Instant
) -> tuple[tuple[str, str], ...]:
    reference = engine.policy_of_latest(seller)
    if not reference:
        return ()
    policy = engine.policy(reference)
    found = rates_of(engine.counted(seller, window_begins(policy, now), now), policy)
    return tuple((words, written(tongue, found, name)) for name, words in named(tongue))


def named(tongue: Tongue) -> tuple[tuple[str, str], ...]:
    """The three rates by their names."""
    return (
        ("dispute", tongue.say("Disputed orders")),
        ("escalation", tongue.say("Brought to the platform")),
        ("liability", tongue.say("You were held liable")),
    )


def written(tongue: Tongue, found: Rates, name: str) -> str:
    """A rate in percent with its two numbers; a dash where there is nothing to count."""
    rate = getattr(found, name)
    if not rate.below:
        return tongue.say("none yet")
    share = tongue.percent(rate.above / rate.below)
    return tongue.say(
        "{share} ({above} of {below})", share=share,
        above=tongue.number(rate.above), below=tongue.number(rate.below),
    )  # fmt: skip
