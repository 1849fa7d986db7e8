"""A PostgreSQL full of disputes in every stage: a few are lived through the engine, then copied by SQL.

Every copy has an id, a number, a buyer and exhibits of its own. Fifty sellers share all of
them, so a seller's own lists grow with the whole. Every twentieth copy also has its history: the
events, transfers and texts that only its own page reads.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import psycopg

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope, Receipt
from amends.engine.store.base import Store

START = 1_709_251_200_000
END = START + 90 * DAY
SELLERS = 50
HISTORY_EACH = 20

_BUYER, _SELLER, _NUMBER = "sample-buyer", "sample-seller", "sample-number"
_PEOPLE = {
    "buyer": Actor(role="buyer", name=_BUYER),
    "seller": Actor(role="seller", name=_SELLER),
    "shop": Actor(role="shop", name="shop"),
    "carrier": Actor(role="carrier", name="carrier"),
    "arbitrator": Actor(role="arbitrator", name="carol"),
}
_TRACKING = "RB123456785GB"

type Step = tuple[float, str, str, dict[str, Any]]


class Kind(NamedTuple):
    """A kind of order: how many of a hundred disputes are so, and what happens to it, day by day."""

    name: str
    share: int
    steps: tuple[Step, ...]


def _claim(remedy: str = "refund_only", amount: str = "9.00") -> Step:
    return 13, "buyer", "open_dispute", {
        "line": "kettle", "grounds": "not_as_described.quality", "received": True,
        "remedy": remedy, "amount": amount, "statement": "The lid is cracked.",
        "exhibits": [{"kind": "photo", "sha256": "ab" * 32}],
    }  # fmt: skip


_SHIPPED: tuple[Step, ...] = (
    (2, "seller", "ship", {"parcel": "p1", "carrier": "upu", "tracking": _TRACKING}),
)
_DELIVERED: tuple[Step, ...] = (
    *_SHIPPED,
    (12, "carrier", "report_tracking", {"tracking": _TRACKING, "status": "delivered"}),
)
_REFUSED: tuple[Step, ...] = (*_DELIVERED, _claim(), (14, "seller", "reject_proposal", {}))
_RULING = {
    "remedy": "refund_only", "amount": "5.00", "liable": "seller", "reasons": "It is cracked.",
}  # fmt: skip

KINDS = (
    Kind("answer", 10, (*_DELIVERED, _claim())),
    Kind("buyer", 8, (*_DELIVERED, _claim(),
                      (14, "seller", "propose", {"remedy": "refund_only", "amount": "4.00"}))),
    Kind("platform", 6, (*_REFUSED, (20, "clock", "", {}))),
    Kind("back", 4, (*_DELIVERED, _claim("return_and_refund", "20.00"),
                     (14, "seller", "accept_proposal", {}))),
    Kind("settled", 50, (*_DELIVERED, _claim(), (14, "seller", "accept_proposal", {}))),
    Kind("ruled", 22, (*_REFUSED, (20, "arbitrator", "issue_ruling", _RULING))),
    # Beside the hundred: orders without a dispute.
    Kind("ship", 10, ()),
    Kind("confirmed", 30, (*_DELIVERED, (13, "buyer", "confirm_receipt", {"confirm": True}))),
)  # fmt: skip


class Filled(NamedTuple):
    """What was filled in: the id of one order of each kind, with its whole history."""

    disputes: int
    samples: dict[str, str]


def fill(store: Store, url: str, disputes: int) -> Filled:
    """Fill a database that has the tables and nothing in them, with so many disputes."""
    clock = SteppedClock(START)
    engine = Engine(store, clock)
    lived = {kind.name: _lived(engine, clock, kind) for kind in KINDS}
    clock.set(END)
    samples = {}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        for nth, kind in enumerate(KINDS):
            copies = disputes * kind.share // 100
            _copy(connection, nth, lived[kind.name], copies)
            samples[kind.name] = _id(nth, HISTORY_EACH)
        for table in ("orders", "order_number", "dispute", "exhibit", "event", "transfer"):
            connection.execute(f"VACUUM ANALYZE {table}".encode())
    return Filled(disputes, samples)


def _id(nth: int, n: int) -> str:
    return f"018e0000-0000-7{nth:03x}-8000-{n:012x}"


def _lived(engine: Engine, clock: SteppedClock, kind: Kind) -> str:
    """One order of a kind, lived through the engine so that it ends shortly before the end."""
    days = max((step[0] for step in kind.steps), default=0)
    begins = END - int((days + 0.5) * DAY)
    clock.set(begins)
    placing: dict[str, object] = {
        "number": f"{_NUMBER}-{kind.name}", "buyer": _BUYER, "seller": _SELLER, "currency": "USD",
        "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00"}], "shipping": "2.00",
        "ship_to": "ES", "commission": "10%",
    }  # fmt: skip
    order_id = _given(engine, clock, None, "shop", "place_order", placing)
    for day, role, command, arguments in kind.steps:
        clock.set(begins + int(day * DAY))
        if role == "clock":
            engine.sweep()
            continue
        needs = {"proposal": 1} if command in ("accept_proposal", "reject_proposal") else {}
        _given(engine, clock, order_id, role, command, {**arguments, **needs})
    return order_id


def _given(
    engine: Engine,
    clock: SteppedClock,
    order_id: str | None,
    role: str,
    command: str,
    arguments: dict[str, object],
) -> str:
    envelope = Envelope(
        actor=_PEOPLE[role], order_id=order_id, command=build(command, arguments),
        key=f"{command} {clock.now()}", seen_at=clock.now(),
    )  # fmt: skip
    (answer,) = engine.execute([envelope])
    assert isinstance(answer, Receipt), answer
    return answer.order_id


def _copy(connection: psycopg.Connection[Any], nth: int, order_id: str, copies: int) -> None:
    """Copies 1, 2, 3 … of an order; spread over some days by what lists sort on."""
    new_id = f"('018e0000-0000-7{nth:03x}-8000-' || lpad(to_hex(g.n), 12, '0'))"
    seller = f"('seller ' || mod(g.n, {SELLERS}))"
    buyer = f"('buyer {nth}-' || g.n)"
    number = f"('N{nth}-' || g.n)"
    state = f"replace(t.state, '{order_id}', {new_id})"
    for old, new in ((_BUYER, buyer), (_SELLER, seller)):
        state = f"replace({state}, '{old}', {new})"
    state = f"regexp_replace({state}, '{_NUMBER}-[a-z]+', {number})"
    spread = {
        name: f"t.{name} + mod(g.n, {DAY})"
        for name in ("next_due_at", "duty_by", "due", "answer_by")
    } | {
        name: f"t.{name} - mod(g.n * 7919::bigint, {20 * DAY})"
        for name in ("counted_at", "opened_at", "closed_at")
    }
    own = {
        "order_id": f"{new_id}::uuid", "buyer": buyer, "seller": seller, "number": number,
        "state": state, **spread,
    }  # fmt: skip
    few = {"order_id": f"{new_id}::uuid"}
    every, some = (1, copies, 1), (HISTORY_EACH, copies, HISTORY_EACH)
    digest = "encode(sha256((t.sha256 || g.n)::bytea), 'hex')"
    within_dispute = {
        **own,
        "number": "t.number",
        "language": "(ARRAY['en','es'])[mod(g.n, 2) + 1]",
    }
    for table, columns, range_ in (
        ("orders", own, every),
        ("order_number", own, every),
        ("dispute", within_dispute, every),
        ("exhibit", {**few, "sha256": digest}, every),
        ("event", {**few, "body": f"replace(t.body, '{order_id}', {new_id})"}, some),
        ("transfer", few, some),
        ("private_text", few, some),
    ):
        _insert(connection, table, columns, order_id, range_)


def _insert(
    connection: psycopg.Connection[Any],
    table: str,
    changed: dict[str, str],
    order_id: str,
    range_: Sequence[int],
) -> None:
    names = _columns(connection, table)
    values = ", ".join(changed.get(name, f"t.{name}") for name in names)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} t,"
        f" generate_series({range_[0]}, {range_[1]}, {range_[2]}) AS g(n)"
        f" WHERE t.order_id = '{order_id}'".encode()
    )


def _columns(connection: psycopg.Connection[Any], table: str) -> Iterable[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = 'public' ORDER BY ordinal_position",
        (table,),
    )
    return [row[0] for row in rows]
