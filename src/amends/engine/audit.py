"""`amends audit`: every invariant of architecture.md, counted, with the first offender."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from amends.core.deadlines import expire, next_due, to_the_end
from amends.core.dispute import Closed, Dispute
from amends.core.events import OrderResumed
from amends.core.evolve import evolve
from amends.core.order import Order
from amends.core.people import CLOCK
from amends.core.policy import Policy
from amends.core.value import value
from amends.engine.chapters import Chapter, chapters
from amends.engine.dossier import kept_policies
from amends.engine.errors import EngineError
from amends.engine.exhibited import upload_problems
from amends.engine.fold import fold, moved, opened, read_rows
from amends.engine.payouts import payout_problems
from amends.engine.projection import order_row, posted
from amends.engine.store.base import Store
from amends.engine.store.tables import ORDERS
from amends.engine.texts import text_problems
from amends.engine.verify import chain_problem, policy_problems
from amends.ledger.invariants import order_problems
from amends.log.record import Record

# Silence ends everything that it can end within this time; no window is half as long.
_WAITS_FOR = ("platform", "bank", "operator")

CHECKS: dict[str, str] = {
    "money": "1 · what was held = what left escrow + what is in it; refunds within what was paid",
    "transfers": "2 · every transfer is what its event says, and every event's are there",
    "chain": "3 · positions 1, 2, 3 … and every hash",
    "texts": "3 · every private text is the one that its digest in the log stands for",
    "policies": "3 · every policy that orders pin is the one that they were sold under",
    "fold": "3 · folding the log gives the stored order",
    "tables": "3 · the read tables are what the order gives",
    "payouts": "2 · nobody was paid out more than had been released to them by then",
    "silence": "4 · every open dispute ends by silence, or waits for platform, bank or operator",
    "lateness": "5 · no event stands before a deadline that had passed; silence did what it does",
    "receipts": "6 · every receipt names events of its own actor, once",
    "refusals": "7 · every event was accepted, or fell due",
    "uploads": "7 · every file that counts for a person in a case is an exhibit of theirs there",
}


@value
class Offender:
    """Where an invariant does not hold: `order_id` empty or `position` 0, not a matter of one."""

    order_id: str
    position: int
    sentence: str


class Check:
    """One invariant: how often it was looked at, how often it did not hold, and where first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.says = CHECKS[name]
        self.looked = 0
        self.wrong = 0
        self.first: Offender | None = None

    @property
    def percent(self) -> float:
        """The share that holds, in percent."""
        return 100.0 if not self.looked else 100.0 * (self.looked - self.wrong) / self.looked


class Audit:
    """The findings, which grow while orders are looked at."""

    def __init__(self) -> None:
        self.orders = 0
        self.events = 0
        self.checks = {name: Check(name) for name in CHECKS}
        self.waiting = dict.fromkeys(_WAITS_FOR, 0)

    @property
    def sound(self) -> bool:
        """Whether every invariant holds."""
        return not any(check.wrong for check in self.checks.values())

    def hold(self, name: str, order_id: str, looked: int, wrong: list[tuple[int, str]]) -> None:
        """Count a check over `looked` things, of which these are wrong."""
        check = self.checks[name]
        check.looked += max(looked, len(wrong))
        check.wrong += len(wrong)
        if wrong and check.first is None:
            position, sentence = wrong[0]
            check.first = Offender(order_id=order_id, position=position, sentence=sentence)


def audit(
    store: Store,
    policy: Callable[[str], Policy],
    tell: Callable[[int], None] = lambda orders: None,
) -> Audit:
    """Look at every order. `tell` hears how many have been, now and then."""
    found = Audit()
    changed = [(0, sentence) for sentence in policy_problems(store)]
    found.hold("policies", "", len(kept_policies(store)), changed)
    for payouts, wrong in payout_problems(store):
        found.hold("payouts", "", payouts, [(0, sentence) for sentence in wrong])
    for order_id, files, unnamed in upload_problems(store):
        found.hold("uploads", order_id, files, unnamed)
    for chapter in chapters(store):
        _look_at(found, chapter, policy)
        found.orders += 1
        found.events += len(chapter.entries)
        if found.orders % 500 == 0:
            tell(found.orders)
    tell(found.orders)
    return found


def _look_at(found: Audit, chapter: Chapter, policy: Callable[[str], Policy]) -> None:
    order_id = chapter.order_id
    if chapter.row is None:
        found.hold("fold", order_id, 1, [(0, "There are rows of an order that does not exist.")])
        return
    broken = chain_problem(chapter)
    entries = len(chapter.entries)
    found.hold("chain", order_id, entries, [(broken.position, broken.sentence)] if broken else [])
    texts = text_problems(chapter.entries, chapter.texts, chapter.salts)
    found.hold("texts", order_id, len(chapter.texts), texts)
    if broken:
        return
    records = opened(chapter.entries)
    order = fold(records)
    _look_at_rows(found, chapter, records, order)
    _look_at_money(found, chapter, order)
    _look_at_receipts(found, chapter)
    try:
        pinned = policy(order.policy)
    except EngineError as error:
        found.hold("policies", order_id, 1, [(1, error.sentence)])
        return
    late = list(_lateness(records, pinned))
    found.hold("lateness", order_id, entries, late)
    _look_at_silence(found, order, pinned)


def _look_at_rows(found: Audit, chapter: Chapter, records: list[Record[Any]], order: Order) -> None:
    order_id = chapter.order_id
    assert chapter.row is not None
    expected = order_row(order, chapter.entries[-1].hash)
    wrong = [
        (order.version, f"{column} is {_short(there)}, folding the log gives {_short(given)}.")
        for column, there, given in zip(ORDERS.names, chapter.row, expected, strict=True)
        if there != given
    ]
    found.hold("fold", order_id, 1, wrong[:1])
    given = moved(records, order.currency)
    differ = [
        (row.position, f"{_short(tuple(row))} is not what its event says.")
        for row in set(chapter.transfers) ^ set(given)
    ]
    found.hold("transfers", order_id, len(given), sorted(differ))
    disputes, exhibits = read_rows(order)
    tables = [
        (0, f"{_short(tuple(row))} is not what the order gives.")
        for row in {*chapter.disputes, *chapter.exhibits} ^ {*disputes, *exhibits}
    ]
    found.hold("tables", order_id, len(disputes) + len(exhibits), tables)


def _look_at_money(found: Audit, chapter: Chapter, order: Order) -> None:
    transfers = posted(chapter.transfers)
    completed = order.status == "completed"
    problems = order_problems(order.id, order.currency, transfers, order.escrow, completed)
    found.hold("money", order.id, 1, [(p.position, p.sentence) for p in problems][:1])


def _look_at_receipts(found: Audit, chapter: Chapter) -> None:
    actors = {entry.position: f"{entry.role}:{entry.name}" for entry in chapter.entries}
    covered: set[int] = set()
    wrong = []
    for _, actor, key, _, first, last, _ in sorted(chapter.receipts, key=lambda row: row.first):
        positions = range(first, last + 1)
        if any(actors.get(p) != actor or p in covered for p in positions):
            wrong.append((first, f"The receipt {key} of {actor} names {first} to {last}."))
        covered.update(positions)
    found.hold("receipts", chapter.order_id, len(chapter.receipts), wrong)
    stray = [
        (position, f"{actor} caused this, and was given no receipt.")
        for position, actor in actors.items()
        if position not in covered and not actor.startswith("clock:")
    ]
    found.hold("refusals", chapter.order_id, len(actors), stray)


def _lateness(records: list[Record[Any]], policy: Policy) -> Iterator[tuple[int, str]]:
    """Events that stand where silence should have done something else first."""
    order: Order | None = None
    for silent, group in groupby(records, key=_is_silence):
        run = list(group)
        if silent and order is not None:
            _, fallen = expire(order, policy, run[-1].at + 1)
            if [(record.at, record.event) for record in run] != list(fallen):
                yield run[0].position, "Silence did something else than its deadlines say."
        for record in run:
            due = None if order is None or silent else next_due(order)
            # While an order was put aside nothing fell; the time did not count.
            if due is not None and due < record.at and not isinstance(record.event, OrderResumed):
                yield record.position, "A deadline had passed and had not been applied."
            order = evolve(order, record.event, record.at)


def _is_silence(record: Record[Any]) -> bool:
    return record.actor == CLOCK and not isinstance(record.event, OrderResumed)


def _look_at_silence(found: Audit, order: Order, policy: Policy) -> None:
    still_open = [dispute.number for dispute in order.disputes if _is_open(dispute)]
    if not still_open:
        return
    after, _ = to_the_end(order, policy, order.last_at)
    stuck = []
    for number in still_open:
        dispute = after.disputes[number - 1]
        if not _is_open(dispute):
            continue
        if after.chargeback is not None:
            found.waiting["bank"] += 1
        elif after.pause is not None:
            found.waiting["operator"] += 1
        elif dispute.turn == "arbitrator":
            found.waiting["platform"] += 1
        else:
            stuck.append((0, f"Dispute {number} would stay in {dispute.stage.name} for ever."))
    found.hold("silence", order.id, len(still_open), stuck)


def _is_open(dispute: Dispute) -> bool:
    return not isinstance(dispute.stage, Closed)


def _short(content: object) -> str:
    text = str(content)
    return text if len(text) <= 80 else f"{text[:77]}…"
