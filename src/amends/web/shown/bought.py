"""A buyer's orders and disputes, each as one sentence: what is going on, whose turn, until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from amends.accounts.models import Person
from amends.app import worklists
from amends.core.deadlines import due_of
from amends.core.dispute import Dispute
from amends.core.moments import Instant
from amends.engine.engine import Engine
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.tongue import Tongue
from amends.web.shown.order.headline import standing
from amends.web.shown.order.page import title

URGENT = worklists.PER_PAGE
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
    found = worklists.going_on(engine, person.actor("buyer"), person.shop, tongue)
    rows = [_row(seen, number) for seen, number in found]
    rows.sort(key=lambda row: (not row.mine, row.due or _NEVER, row.order_id))
    return tuple(rows[:URGENT])


def all_bought(engine: Engine, person: Person, tongue: Tongue, before: str = "") -> Page:
    """Everything that somebody bought, the newest first; `before` is the last id seen."""
    buyer = person.actor("buyer")
    found, older = worklists.all_bought(engine, buyer, person.shop, tongue, before)
    return Page(tuple(_order(seen) for seen in found), older)


def with_drafts(rows: Iterable[Row], drafted: set[str]) -> tuple[Row, ...]:
    """The rows with a word about drafts that wait to be sent."""
    return tuple(replace(row, drafted=row.order_id in drafted) for row in rows)


def _row(seen: Seen, number: int) -> Row:
    dispute = seen.order.dispute(number)
    return _order(seen) if dispute is None else _dispute(seen, dispute)


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
