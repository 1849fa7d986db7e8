"""Worklists: the orders and disputes that somebody has before them, each as they may see it.

An item is an order as it stands now, without its past, and the number of the dispute that it is
about, 0 for the order itself. A damaged order is in no list; the operator sees it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from amends.app.order_view import view_of
from amends.core.dispute import Closed
from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.engine.engine import Engine
from amends.engine.sold import Place
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue

PER_PAGE = 20
# So many like cases make an outcome usual; what most of them came to lies between the quarters.
ENOUGH = 5

type Item = tuple[Seen, int]


def going_on(engine: Engine, buyer: Actor, shop: str, tongue: Tongue) -> list[Item]:
    """A buyer's disputes that are not over, and the orders without one that are not."""
    running = {order.id: order for order in engine.running(buyer.name, limit=PER_PAGE)}
    disputed = engine.disputes(buyer=buyer.name, limit=PER_PAGE)
    missing = sorted({each.order_id for each in disputed} - running.keys())
    orders = [*running.values(), *engine.several(missing)]
    return [item for seen in _bought(engine, buyer, shop, tongue, orders) for item in _items(seen)]


def all_bought(
    engine: Engine, buyer: Actor, shop: str, tongue: Tongue, before: str = ""
) -> tuple[list[Seen], str]:
    """A page of everything that somebody bought, the newest first, and where the next one begins.

    `before` is the last id seen; the next page begins after the id that is given, if any.
    """
    orders = engine.bought(buyer.name, before=before, limit=PER_PAGE + 1)
    shown, more = orders[:PER_PAGE], len(orders) > PER_PAGE
    return list(_bought(engine, buyer, shop, tongue, shown)), shown[-1].id if more else ""


@dataclass(frozen=True)
class Asked:
    """What a seller wants to see: a list, of which grounds, after which row, or what is sought."""

    tab: str = "duties"
    grounds: str = ""
    after: Place | None = None
    sought: str = ""


@dataclass(frozen=True)
class Sold:
    """A page of a seller's list. `mark` tells whether the list has changed since.

    `last` is the last row where more follow it. `usual` says by grounds what share of the claim
    was usually paid back, as two quarters in percent.
    """

    items: tuple[Item, ...]
    last: Place | None
    mark: str
    now: Instant
    usual: Mapping[str, tuple[int, int]]


def sold(engine: Engine, seller: Actor, tongue: Tongue, asked: Asked) -> Sold:
    """A page of a list, read in a handful of statements whatever the number of orders."""
    now, name = engine.now(), seller.name
    places = _sought(engine, name, asked.sought) if asked.sought else _listed(engine, name, asked)
    page, more = places[:PER_PAGE], places[PER_PAGE:]
    orders = engine.several(sorted({place.order_id for place in page}))
    seen = {each.order.id: each for each in _views(engine, seller, tongue, now, orders)}
    return Sold(
        items=tuple((seen[p.order_id], p.number) for p in page if p.order_id in seen),
        last=page[-1] if more else None,
        mark=_mark(page),
        now=now,
        usual=_usual(engine.results(name)) if orders else {},
    )


def mark_of(engine: Engine, seller: Actor, asked: Asked) -> str:
    """The mark of a list as it is now (`Sold`)."""
    return _mark(_listed(engine, seller.name, asked)[:PER_PAGE])


def sold_of(
    engine: Engine, seller: Actor, tongue: Tongue, names: Sequence[tuple[str, int]]
) -> list[Item]:
    """The orders and disputes of these names, those that are there and this seller's."""
    found = engine.several(sorted({order_id for order_id, _ in names}))
    theirs = (order for order in found if order.seller == seller.name)
    seen = {each.order.id: each for each in _views(engine, seller, tongue, engine.now(), theirs)}
    return [
        (seen[order_id], number)
        for order_id, number in names
        if order_id in seen and (not number or seen[order_id].order.dispute(number) is not None)
    ]


def _bought(
    engine: Engine, buyer: Actor, shop: str, tongue: Tongue, orders: Iterable[Order]
) -> Iterable[Seen]:
    """Each order as its buyer sees it, with what silence would do."""
    # An account that a shop made is nobody at another shop.
    own = (order for order in orders if shop in ("", order.shop))
    for seen in _views(engine, buyer, tongue, engine.now(), own):
        yield replace(seen, coming=seen.rules.coming())


def _views(
    engine: Engine, reader: Actor, tongue: Tongue, now: Instant, orders: Iterable[Order]
) -> Iterable[Seen]:
    for stored in orders:
        yield view_of(stored, engine.policy(stored.policy), reader, now, tongue)


def _items(seen: Seen) -> list[Item]:
    """An item for each dispute that is not over, or else one for an order that is not."""
    found = [(seen, d.number) for d in seen.order.disputes if not isinstance(d.stage, Closed)]
    over = seen.order.status in ("completed", "cancelled")
    return found if found or over else [(seen, 0)]


def _listed(engine: Engine, seller: str, asked: Asked) -> list[Place]:
    """The rows of the list, one more than a page has."""
    grounds, after, limit = asked.grounds, asked.after, PER_PAGE + 1
    if asked.tab in ("buyer", "platform"):
        return engine.waiting(seller, asked.tab, grounds=grounds, after=after, limit=limit)
    read = {"returns": engine.going_back, "closed": engine.over}.get(asked.tab, engine.duties)
    return read(seller, grounds=grounds, after=after, limit=limit)


def _sought(engine: Engine, seller: str, sought: str) -> list[Place]:
    found = engine.several(engine.sold_to(seller, sought))
    places = []
    for order in sorted(found, key=lambda order: order.id, reverse=True):
        numbers = [dispute.number for dispute in order.disputes] or [0]
        places += [Place(at=order.last_at, order_id=order.id, number=n) for n in numbers]
    return places[:PER_PAGE]


def _mark(page: Iterable[Place]) -> str:
    """A short text that differs when the list does, the same in every process."""
    said = "\n".join(f"{p.at} {p.order_id} {p.number} {p.about}" for p in page)
    return f"{crc32(said.encode()):08x}"


def _usual(results: Sequence[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    shares: dict[str, list[int]] = defaultdict(list)
    for grounds, claim, refund in results:
        if claim > 0:
            shares[grounds].append(min(100, refund * 100 // claim))
    return {
        grounds: (sorted(found)[len(found) // 4], sorted(found)[len(found) * 3 // 4])
        for grounds, found in shares.items()
        if len(found) >= ENOUGH
    }
