"""The seller's desk: one list at a time, its tabs with their counts, and the rates beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from amends.core.grounds import GROUNDS
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.engine.engine import Engine
from amends.engine.sold import COUNTED, Counts, Place
from amends.rates import Rates, rates_of, window_begins
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.shown.selling.rows import Reader, Row, row_of, usual_outcomes

PER_PAGE = 20
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
class Asked:
    """What the reader wants to see: a list, of which grounds, after which row, or what is sought."""

    tab: str = "duties"
    grounds: str = ""
    after: Place | None = None
    sought: str = ""


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
    now = engine.now()
    places = (
        _sought(engine, actor.name, asked) if asked.sought else listed(engine, actor.name, asked)
    )
    page, more = places[:PER_PAGE], places[PER_PAGE:]
    orders = {order.id: order for order in engine.several(sorted({p.order_id for p in page}))}
    reader = reader_of(engine, actor, tongue, now, orders.values())
    counts = engine.counts(actor.name)
    return Desk(
        tab=asked.tab,
        title=_title(tongue, asked),
        tabs=tuple(_tab(tongue, counts, name, asked) for name in TABS),
        grounds=asked.grounds,
        choices=tuple((code, tongue.word(code)) for code in GROUNDS),
        sought=asked.sought,
        rows=tuple(_rows(reader, page, orders)),
        empty=_empty(tongue, asked),
        following=_written(page[-1]) if more else "",
        mark=mark_of(page),
        now=now,
        rates=_rates(engine, actor.name, tongue, now),
    )


def listed(engine: Engine, seller: str, asked: Asked) -> list[Place]:
    """The rows of the list, one more than a page has."""
    grounds, after, limit = asked.grounds, asked.after, PER_PAGE + 1
    if asked.tab in ("buyer", "platform"):
        return engine.waiting(seller, asked.tab, grounds=grounds, after=after, limit=limit)
    read = {"returns": engine.going_back, "closed": engine.over}.get(asked.tab, engine.duties)
    return read(seller, grounds=grounds, after=after, limit=limit)


def mark_of(page: Iterable[Place]) -> str:
    """A short text that differs when the list does, the same in every process."""
    said = "\n".join(f"{p.at} {p.order_id} {p.number} {p.about}" for p in page)
    return f"{crc32(said.encode()):08x}"


def reader_of(
    engine: Engine, actor: Actor, tongue: Tongue, now: Instant, orders: Iterable[Order]
) -> Reader:
    """Who reads these orders, with the policies that they pin."""
    policies = {name: engine.policy(name) for name in {order.policy for order in orders}}
    usual = usual_outcomes(engine.results(actor.name)) if policies else {}
    return Reader(actor, tongue, now, policies, usual)


def _sought(engine: Engine, seller: str, asked: Asked) -> list[Place]:
    found = engine.several(engine.sold_to(seller, asked.sought))
    places = []
    for order in sorted(found, key=lambda order: order.id, reverse=True):
        numbers = [dispute.number for dispute in order.disputes] or [0]
        places += [Place(at=order.last_at, order_id=order.id, number=n) for n in numbers]
    return places[:PER_PAGE]


def _rows(reader: Reader, page: Iterable[Place], orders: dict[str, Order]) -> Iterable[Row]:
    for place in page:
        # A damaged order is not shown here; the operator sees it.
        if place.order_id in orders:
            yield row_of(reader, orders[place.order_id], place.number)


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
