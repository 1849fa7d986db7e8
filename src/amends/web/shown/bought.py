"""A buyer's orders and disputes, each as one sentence: what is going on, whose turn, until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from amends.accounts.models import Person
from amends.app.order_view import view_of
from amends.core.deadlines import due_of
from amends.core.dispute import Closed, Dispute
from amends.core.moments import Instant
from amends.core.order import Order
from amends.engine.engine import Engine
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.tongue import Tongue
from amends.web.shown.order.headline import standing
from amends.web.shown.order.page import title

URGENT = 20
PAGE = 20
_NEVER: Instant = 2**62


@dataclass(frozen=True)
class Row:
    """One order or dispute in a list. `drafted`: a dispute about it waits to be sent."""

    order_id: str
    address: str
    title: str
    number: str
    stage: str
    sentence: str
    due: Instant | None
    now: Instant
    mine: bool
    drafted: bool = False


@dataclass(frozen=True)
class Page:
    """A part of all orders of a buyer, the newest first; `older` is where the next part begins."""

    rows: tuple[Row, ...]
    older: str = ""


def urgent(engine: Engine, person: Person, tongue: Tongue) -> tuple[Row, ...]:
    """What is going on, most urgent first: the reader's own turn, then what changes first."""
    name, now = person.username, engine.now()
    running = {order.id: order for order in engine.running(name, limit=URGENT)}
    disputed = engine.disputes(buyer=name, limit=URGENT)
    missing = sorted({each.order_id for each in disputed} - running.keys())
    orders = [*running.values(), *engine.several(missing)]
    rows = [row for seen in _seen(engine, person, orders, now, tongue) for row in _going_on(seen)]
    rows.sort(key=lambda row: (not row.mine, row.due or _NEVER, row.order_id))
    return tuple(rows[:URGENT])


def all_bought(engine: Engine, person: Person, tongue: Tongue, before: str = "") -> Page:
    """Everything that somebody bought, the newest first; `before` is the last id seen."""
    orders = engine.bought(person.username, before=before, limit=PAGE + 1)
    shown, more = orders[:PAGE], len(orders) > PAGE
    rows = tuple(_order(seen) for seen in _seen(engine, person, shown, engine.now(), tongue))
    return Page(rows, shown[-1].id if more else "")


def with_drafts(rows: Iterable[Row], drafted: set[str]) -> tuple[Row, ...]:
    """The rows with a word about drafts that wait to be sent."""
    return tuple(replace(row, drafted=row.order_id in drafted) for row in rows)


def _seen(
    engine: Engine, person: Person, orders: Iterable[Order], now: Instant, tongue: Tongue
) -> Iterable[Seen]:
    """Each order as its buyer sees it, without its past: rows tell only where it stands."""
    for stored in orders:
        # An account that a shop made is nobody at another shop.
        if person.shop not in ("", stored.shop):
            continue
        policy, reader = engine.policy(stored.policy), person.actor("buyer")
        seen = view_of(stored, policy, reader, now, tongue)
        yield replace(seen, coming=seen.rules.coming())


def _going_on(seen: Seen) -> Iterable[Row]:
    """A row for each dispute that is not over, or else one for an order that is not."""
    found = [d for d in seen.order.disputes if not isinstance(d.stage, Closed)]
    if found:
        return [_dispute(seen, each) for each in found]
    return [] if seen.order.status in ("completed", "cancelled") else [_order(seen)]


def _order(seen: Seen) -> Row:
    where = standing(seen)
    return Row(
        order_id=seen.order.id,
        address=reverse("order", args=[seen.order.id]),
        title=title(seen),
        number=seen.order.number,
        stage=seen.order.status,
        sentence=seen.tongue.together(where.sentence, where.then),
        due=where.due,
        now=seen.now,
        mine=where.mine,
    )


def _dispute(seen: Seen, dispute: Dispute) -> Row:
    return Row(
        order_id=seen.order.id,
        address=reverse("dispute", args=[seen.order.id, dispute.number]),
        title=seen.words.line(dispute.line),
        number=seen.order.number,
        stage=dispute.stage.name,
        sentence=headline(seen, dispute),
        due=due_of(seen.order, dispute),
        now=seen.now,
        mine=dispute.turn == "buyer",
    )
