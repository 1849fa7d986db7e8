"""What a rule needs from other orders is looked up for it, and stored in the event."""

from pathlib import Path

import pytest

from amends.core.dispute import Closed
from amends.core.moments import DAY
from amends.engine.engine import Engine
from amends.engine.envelope import Receipt
from amends.policies import load
from tests.engine.market import Market
from tests.people import ALICE, BOB, CAROL, DAN, EVE

KETTLES = [{"id": "kettle", "price": "400.00"}]
RULING = {
    "remedy": "refund_only", "amount": "300.00", "liable": "seller", "reasons": "It is cracked.",
}  # fmt: skip


def in_arbitration(market: Market, number: str, buyer: str = "alice") -> str:
    """A dispute about 402.00 that has come to the platform."""
    order_id = market.shipped(number, f"T{number}", lines=KETTLES, buyer=buyer)
    market.clock.step(12 * DAY)
    who = ALICE if buyer == "alice" else EVE
    market.accepted(
        who, "open_dispute", order_id, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="400.00", statement="Cracked.",
        exhibits=[{"kind": "photo", "sha256": "ab" * 32}],
    )  # fmt: skip
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    market.engine.sweep()
    return order_id


def in_force(market: Market, order_id: str) -> bool:
    order = market.engine.order(order_id)
    assert order is not None
    return order.disputes[0].rulings[-1:] != () and order.disputes[0].rulings[-1].in_force


def test_small_rulings_between_the_same_two_add_up(market: Market) -> None:
    first, second = in_arbitration(market, "1"), in_arbitration(market, "2")
    market.accepted(CAROL, "issue_ruling", first, **RULING)
    assert in_force(market, first)
    market.accepted(CAROL, "issue_ruling", second, **RULING)
    assert not in_force(market, second)
    market.accepted(DAN, "confirm_ruling", second)
    assert in_force(market, second)
    assert market.is_sound()


def test_they_add_up_within_one_batch_too(market: Market) -> None:
    first, second = in_arbitration(market, "1"), in_arbitration(market, "2")
    answers = market.engine.execute(
        [market.envelope(CAROL, "issue_ruling", each, **RULING) for each in (first, second)]
    )
    assert all(isinstance(answer, Receipt) for answer in answers)
    assert in_force(market, first)
    assert not in_force(market, second)


@pytest.mark.parametrize("other", ["person", "buyer", "month"])
def test_other_rulings_do_not(market: Market, other: str) -> None:
    first = in_arbitration(market, "1")
    market.accepted(CAROL, "issue_ruling", first, **RULING)
    if other == "month":
        market.clock.step(31 * DAY)
    second = in_arbitration(market, "2", "eve" if other == "buyer" else "alice")
    market.accepted(DAN if other == "person" else CAROL, "issue_ruling", second, **RULING)
    assert in_force(market, second)


def test_how_long_they_add_up_is_the_policys_to_say(market: Market, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(
        'extends = "aliexpress-2017"\nname = "ours"\nversion = 1\ntitle = "Ours"\n'
        '[platform]\nsecond_person_window = "P90D"\n'
    )
    market.engine = Engine(market.store, market.clock, policy="ours@1")
    market.engine.adopt(load(ours))
    first = in_arbitration(market, "1")
    market.accepted(CAROL, "issue_ruling", first, **RULING)
    market.clock.step(31 * DAY)
    second = in_arbitration(market, "2")
    market.accepted(CAROL, "issue_ruling", second, **RULING)
    assert not in_force(market, second)


def test_the_check_digit_is_told_to_the_rule(market: Market) -> None:
    for number, tracking, expected in (
        ("1", "RB123456785GB", "ok"), ("2", "RB123456784GB", "wrong"), ("3", "1Z999", "unknown"),
    ):  # fmt: skip
        order = market.engine.order(market.shipped(number, tracking))
        assert order is not None
        assert order.parcels[0].check_digit == expected


def test_what_the_seller_has_covers_a_ruling_without_an_advance(market: Market) -> None:
    order_id = market.shipped(lines=KETTLES)
    market.accepted(ALICE, "confirm_receipt", order_id, confirm=True)
    market.clock.step(12 * DAY)
    market.accepted(
        ALICE, "open_dispute", order_id, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="400.00", statement="Cracked.",
        exhibits=[{"kind": "photo", "sha256": "ab" * 32}],
    )  # fmt: skip
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    market.accepted(CAROL, "issue_ruling", order_id, **RULING)
    order = market.engine.order(order_id)
    assert order is not None
    assert isinstance(order.disputes[0].stage, Closed)
    moved = {(t.purpose, t.minor) for t in market.engine.transfers(order_id)}
    # What was released for the kettle covers it, so the platform advances nothing.
    assert ("recovery", 30000) in moved
    assert not any(purpose == "advance" for purpose, _ in moved)
    assert market.is_sound()
