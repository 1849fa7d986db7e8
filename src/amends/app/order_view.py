"""The one way to read an order: what this reader may see of it, with what happened and what comes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from amends.app.errors import NoSuchOrderError
from amends.core.deadlines import expire
from amends.core.events import Event
from amends.core.moments import Instant, format_instant
from amends.core.order import Order
from amends.core.people import Actor, Role
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.rules import Fallen, Rules
from amends.core.visibility import (
    OrderView,
    event_seen_by,
    order_seen_by,
    shown_transfers,
    strings,
)  # fmt: skip
from amends.engine.engine import Engine
from amends.engine.envelope import Receipt
from amends.engine.errors import UnreadableOrderError
from amends.engine.people import is_stranger
from amends.engine.snapshot import read_order
from amends.rates import buyer_signals, history
from amends.telling.seen import Seen
from amends.telling.tongue import ENGLISH, Tongue

# Who reads an order, by its people; nobody where they have no business with it.
type Choice = Callable[[dict[Role, str]], Actor | None]

OPERATOR = Actor(role="operator", name="operator")


def load_order_view(
    engine: Engine,
    order_id: str,
    reader: Actor | Choice,
    tongue: Tongue = ENGLISH,
    *,
    habits: bool = True,
) -> Seen:
    """Read an order for somebody; `NoSuchOrderError` where it is not there or not theirs.

    `reader` may be chosen by the order's people: nobody is a stranger. Without `habits` the buyer's
    earlier orders are not read for an arbitrator.
    """
    found = engine.stored(order_id)
    if found is None:
        raise NoSuchOrderError
    people, state, aside = found
    who = reader if isinstance(reader, Actor) else reader(people)
    if who is None or is_stranger(people, who):
        # A stranger is not even told that an order is damaged.
        raise NoSuchOrderError
    try:
        stored = read_order(order_id, state)
    except UnreadableOrderError as error:
        since = "" if aside is None else f" It is put aside since {format_instant(aside.since)}."
        raise UnreadableOrderError(f"{error.sentence}{since}", error.instead) from error
    if not stored.belongs(who):
        raise NoSuchOrderError
    now = max(engine.now(), stored.last_at)
    seen, fallen = _view_of(stored, engine.policy(stored.policy), who, now, tongue)
    order = seen.order
    records = [(r.at, str(r.actor), r.event) for r in engine.records(order_id)]
    past = [*records, *((at, "clock:clock", event) for at, event in fallen)]
    shown = [(at, by, event_seen_by(who, order, event)) for at, by, event in past]
    coming, texts = seen.rules.coming(), engine.texts(order_id)
    # Every transfer stands in the event that made it.
    return replace(
        seen,
        past=tuple((at, by, event) for at, by, event in shown if event is not None),
        coming=coming,
        transfers=shown_transfers((t for _, _, e in past for t in postings(e)), order, who),
        texts={name: texts[name] for name in strings((order, *shown, *coming)) if name in texts},
        seen_elsewhere=engine.seen_elsewhere(order_id) if order.disputes else frozenset(),
        owed=_owed(engine, order, past),
        aside=aside,
        habits=_habits(engine, order, seen.policy) if habits and who.role == "arbitrator" else (),
    )


def load_order(engine: Engine, order_id: str, who: Actor) -> OrderView:
    """The order as of its last event; for what needs no more of it, such as a picture.

    `NoSuchOrderError` as `load_order_view`.
    """
    stored = engine.order(order_id)
    if stored is None or not stored.belongs(who):
        raise NoSuchOrderError
    return order_seen_by(who, stored)


def led_to(receipt: Receipt, who: Actor) -> OrderView:
    """The order as a command has left it, for whoever gave the command."""
    assert receipt.order is not None, "what was accepted has led to an order"
    return order_seen_by(who, receipt.order)


def view_of(stored: Order, policy: Policy, reader: Actor, now: Instant, tongue: Tongue) -> Seen:
    """An order as it stands now, without its past and what is beside it: enough for a row."""
    return _view_of(stored, policy, reader, max(now, stored.last_at), tongue)[0]


def _view_of(
    stored: Order, policy: Policy, reader: Actor, now: Instant, tongue: Tongue
) -> tuple[Seen, Fallen]:
    order, fallen = expire(stored, policy, now)
    return Seen(Rules(order, policy, reader, now), tongue=tongue), fallen


def _owed(
    engine: Engine, order: Order, past: Sequence[tuple[Instant, str, Event]]
) -> dict[int, int]:
    """What the seller owes for this order, by dispute.

    Where the order took nothing from the seller nobody looks: most do not.
    """
    seller = f"seller:{order.seller}"
    if not any(moved.debit == seller for _, _, event in past for moved in postings(event)):
        return {}
    owed: dict[int, int] = {}
    for position, minor in engine.accounts.owed_since(order.id, order.seller).items():
        number = past[position - 1][2].about
        owed[number] = owed.get(number, 0) + minor
    return owed


def _habits(engine: Engine, order: Order, policy: Policy) -> tuple[str, ...]:
    earlier = (each for each in engine.orders_bought_by(order.buyer) if each.id != order.id)
    return buyer_signals(history(earlier), policy)
