"""Pure deciding: how many commands a second one core decides and applies, nothing written.

The commands are those of a whole case: an order placed, shipped, scanned and delivered, a dispute
with proposals of both sides, words and an exhibit, and the acceptance that settles it. Before each,
what has fallen due is looked for, as the engine does. The limit is the aim of 50,000 a second.
"""

import time

from amends.core.commands import Command, build
from amends.core.deadlines import expire
from amends.core.decide import act
from amends.core.known import Known
from amends.core.moments import DAY, HOUR, Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.policies import load
from bench.result import Result, Round

AIM = 50_000
KNOWN = Known(order="0190d1f6-0000-7000-8000-000000000001")
BUYER, SELLER = Actor(role="buyer", name="alice"), Actor(role="seller", name="bob")
SHOP, CARRIER = Actor(role="shop", name="shop"), Actor(role="carrier", name="upu")
NUMBER = "RB123456785GB"

CASE: tuple[tuple[Instant, Actor, str, dict[str, object]], ...] = (
    (0, SHOP, "place_order", {
        "number": "1", "buyer": "alice", "seller": "bob", "currency": "USD",
        "lines": [{"id": "kettle", "price": "18.00"}], "shipping": "2.00",
    }),
    (2 * DAY, SELLER, "ship", {"parcel": "p1", "carrier": "upu", "tracking": NUMBER}),
    (3 * DAY, CARRIER, "report_tracking", {"tracking": NUMBER, "status": "in_transit"}),
    (9 * DAY, CARRIER, "report_tracking", {"tracking": NUMBER, "status": "delivered"}),
    (10 * DAY, BUYER, "open_dispute", {
        "line": "kettle", "grounds": "not_as_described.quality", "received": True,
        "remedy": "refund_only", "amount": "9.00", "statement": "The lid is cracked.",
        "exhibits": ["photo"],
    }),
    (11 * DAY, SELLER, "propose", {"remedy": "refund_only", "amount": "5.00"}),
    (11 * DAY + HOUR, BUYER, "make_statement", {"text": "That is not enough."}),
    (12 * DAY, BUYER, "submit_exhibit", {"kind": "photo"}),
    (13 * DAY, BUYER, "propose", {"remedy": "refund_only", "amount": "8.00"}),
    (13 * DAY + HOUR, SELLER, "accept_proposal", {"proposal": 3}),
)  # fmt: skip


def run(rounds: int = 7, cases: int = 2_000) -> Result:
    """Commands a second beside the aim; every round decides `cases` whole cases."""
    policy = load("aliexpress-2017").policy
    script = [(at, who, build(name, arguments)) for at, who, name, arguments in CASE]
    measured = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(cases):
            play(script, policy)
        rate = cases * len(script) / (time.process_time() - began)
        measured.append(Round(figure=rate, limit=AIM))
    return Result(
        name="core",
        unit="commands a second of CPU time, one core",
        against="the aim itself",
        aim=1.0,
        rounds=tuple(measured),
    )


def play(script: list[tuple[Instant, Actor, Command]], policy: Policy) -> Order:
    """One case from payment to settlement."""
    order: Order | None = None
    for at, who, command in script:
        if order is not None:
            order, _ = expire(order, policy, at)
        done = act(order, command, who, policy, at, KNOWN)
        assert not isinstance(done, Refusal), done
        order = done[0]
    assert order is not None
    assert order.status == "completed"
    return order
