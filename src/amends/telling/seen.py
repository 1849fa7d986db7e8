"""One order as one reader sees it: with what has happened, and what silence would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from amends.core.deadlines import expire
from amends.core.events import Event
from amends.core.moments import Instant, format_instant
from amends.core.order import Order
from amends.core.people import Actor, Role
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.rules import Fallen, Rules, Would
from amends.core.transfers import Transfer
from amends.core.view import plain
from amends.core.visibility import OrderView, event_seen_by, shown_transfers, strings
from amends.engine.engine import Engine
from amends.engine.errors import UnreadableOrderError
from amends.engine.reads import PutAside
from amends.engine.snapshot import read_order
from amends.log.private import is_digest
from amends.rates import buyer_signals, history
from amends.telling.errors import NoSuchOrderError
from amends.telling.tongue import ENGLISH, Tongue
from amends.telling.words import Words

OPERATOR = Actor(role="operator", name="operator")


@dataclass(frozen=True)
class Seen:
    """An order as its reader may see it now by the rules, whether or not a worker has come since.

    `rules` say what is open and what something would do. `past` is what happened with whoever
    caused it; `coming` is what would happen if nobody did anything from now on; `texts` are the
    private texts by digest; `owed` is what the seller still owes the buyer, by dispute; `habits`
    are signals of the buyer's earlier disputes, for arbitrators. `aside` says since when and why
    nothing goes on (safeguards.md 28). `alike` and `taken_before` are files whose pictures look
    like one in another order, or say that they are older than this order; who has looked at the
    files fills them in.
    """

    rules: Rules
    past: tuple[tuple[Instant, str, Event], ...] = ()
    coming: Fallen = ()
    transfers: tuple[Transfer, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    seen_elsewhere: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    taken_before: frozenset[str] = frozenset()
    owed: Mapping[int, int] = field(default_factory=dict)
    habits: tuple[str, ...] = ()
    aside: PutAside | None = None
    tongue: Tongue = ENGLISH

    @property
    def order(self) -> OrderView:
        """The order, with what is withheld from the reader left empty."""
        return self.rules.order

    @property
    def policy(self) -> Policy:
        """The policy that the order pins."""
        return self.rules.policy

    @property
    def reader(self) -> Actor:
        """Who reads."""
        return self.rules.reader

    @property
    def now(self) -> Instant:
        """The instant at which the order stands like this."""
        return self.rules.now

    @property
    def words(self) -> Words:
        """The words for this reader."""
        return Words(self.order, self.reader, self.texts, self.tongue)

    def after(self, done: Would) -> "Seen":
        """The order as the reader would see it afterwards, with what silence would do then."""
        return replace(self, rules=done.rules, coming=done.rules.coming())

    def as_json(self) -> dict[str, Any]:
        """What a program gets: what this reader may see, with private texts in words."""
        seen: dict[str, Any] = in_words(plain(self.rules), self.texts)
        if self.habits:
            seen["buyer_signals"] = list(self.habits)
        return seen


def see(
    engine: Engine,
    order_id: str,
    reader: Actor,
    tongue: Tongue = ENGLISH,
    people: dict[Role, str] | None = None,
    *,
    habits: bool = True,
) -> Seen:
    """Read an order for somebody; `NoSuchOrderError` where it is not there or not theirs.

    `people` are those of the order, where a door has looked them up already; without `habits` the
    buyer's earlier orders are not read for an arbitrator.
    """
    people = engine.people(order_id) if people is None else people
    if people.get(reader.role, reader.name) != reader.name:
        # A stranger is not even told that an order is damaged.
        raise NoSuchOrderError
    found = engine.stored(order_id)
    if found is None:
        raise NoSuchOrderError
    state, aside = found
    try:
        stored = read_order(order_id, state)
    except UnreadableOrderError as error:
        since = "" if aside is None else f" It is put aside since {format_instant(aside.since)}."
        raise UnreadableOrderError(f"{error.sentence}{since}", error.instead) from error
    if not stored.belongs(reader):
        raise NoSuchOrderError
    now = max(engine.now(), stored.last_at)
    seen, fallen = _standing(stored, engine.policy(stored.policy), reader, now, tongue)
    order = seen.order
    records = [(r.at, str(r.actor), r.event) for r in engine.records(order_id)]
    past = [*records, *((at, "clock:clock", event) for at, event in fallen)]
    shown = [(at, by, event_seen_by(reader, order, event)) for at, by, event in past]
    coming, texts = seen.rules.coming(), engine.texts(order_id)
    # Every transfer stands in the event that made it.
    return replace(
        seen,
        past=tuple((at, by, event) for at, by, event in shown if event is not None),
        coming=coming,
        transfers=shown_transfers((t for _, _, e in past for t in postings(e)), order, reader),
        texts={name: texts[name] for name in strings((order, *shown, *coming)) if name in texts},
        seen_elsewhere=engine.seen_elsewhere(order_id) if order.disputes else frozenset(),
        owed=_owed(engine, order, past),
        aside=aside,
        habits=_habits(engine, order, seen.policy)
        if habits and reader.role == "arbitrator"
        else (),
    )


def standing(stored: Order, policy: Policy, reader: Actor, now: Instant, tongue: Tongue) -> Seen:
    """An order as it stands now, without its past and what is beside it: enough for a row."""
    return _standing(stored, policy, reader, max(now, stored.last_at), tongue)[0]


def _standing(
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


def in_words(content: Any, texts: Mapping[str, str]) -> Any:
    """Plain content with each digest replaced by its text, or by nothing where it was erased."""
    if isinstance(content, dict):
        return {name: in_words(each, texts) for name, each in content.items()}
    if isinstance(content, list):
        return [in_words(each, texts) for each in content]
    if isinstance(content, str) and is_digest(content):
        return texts.get(content)
    return content
