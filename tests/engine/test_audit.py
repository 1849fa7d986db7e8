"""The audit sees every kind of damage, and rebuilding mends what is not the log or the ledger."""

import pytest

from amends.core.moments import DAY
from amends.engine import chapters
from tests.engine.market import Market
from tests.people import ALICE, BANK, BOB

DAMAGE = {
    "UPDATE event SET body = replace(body, '900', '901') WHERE type = 'DisputeOpened'": "chain",
    "DELETE FROM event WHERE position = 2": "chain",
    "DELETE FROM event WHERE position = 3": "chain",
    "UPDATE event SET at = at + 1 WHERE position = 1": "chain",
    "UPDATE transfer SET minor = minor + 1 WHERE position = 1": "transfers",
    "DELETE FROM transfer": "transfers",
    "UPDATE orders SET status = 'completed'": "fold",
    "UPDATE orders SET next_due_at = NULL": "fold",
    "UPDATE orders SET state = replace(state, '900', '901')": "fold",
    "UPDATE dispute SET turn = 'buyer'": "tables",
    "DELETE FROM exhibit": "tables",
    "DELETE FROM receipt WHERE last = 3": "refusals",
    "UPDATE receipt SET last = 3 WHERE last = 2": "receipts",
    "DELETE FROM orders": "fold",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_named(market: Market, damage: str) -> None:
    order_id = market.disputed("1")
    with market.store.transaction() as transaction:
        assert transaction.change(damage)
    found = market.engine.audit()
    check = found.checks[DAMAGE[damage]]
    assert check.wrong
    assert check.percent < 100
    assert check.first is not None
    assert check.first.order_id == order_id
    assert not found.sound


def test_a_deadline_that_was_passed_over_is_found(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(ALICE, "make_statement", order_id, text="Look.")
    market.clock.step(9 * DAY)
    market.engine.sweep()
    assert market.is_sound()
    records = market.engine.records(order_id)
    assert any(record.actor.role == "clock" for record in records)


def test_waiting_for_the_bank_is_listed_and_no_offence(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BANK, "open_chargeback", order_id, amount="20.00")
    found = market.engine.audit()
    assert found.sound
    assert found.waiting == {"platform": 0, "bank": 1, "operator": 0}


def test_waiting_for_the_platform_is_listed(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    found = market.engine.audit()
    assert found.sound
    assert found.waiting["platform"] == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE orders SET state = '{', status = 'completed', next_due_at = 1",
        "UPDATE orders SET buyer = 'eve'",
        "UPDATE dispute SET turn = 'buyer', due = 1",
        "DELETE FROM dispute",
        "DELETE FROM exhibit",
    ],
)
def test_rebuilding_gives_back_what_the_log_says(market: Market, damage: str) -> None:
    market.disputed("1")
    market.disputed("2", tracking="RB123456799GB")
    before = market.contents()
    with market.store.transaction() as transaction:
        assert transaction.change(damage) == 2
    assert market.engine.rebuild(write=False).differing == 2
    found = market.engine.rebuild()
    assert (found.orders, found.differing) == (2, 2)
    assert all(each.mended for each in found.differences)
    assert market.contents() == before
    assert market.engine.rebuild().differing == 0


def test_rebuilding_never_touches_log_or_ledger(market: Market) -> None:
    market.disputed()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE transfer SET minor = 1")
    before = market.contents()
    found = market.engine.rebuild()
    assert [(each.what, each.mended) for each in found.differences] == [("transfer", False)]
    assert market.contents() == before


def test_many_orders_are_looked_at_in_pieces(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapters, "ORDERS_AT_ONCE", 3)
    for number in range(10):
        market.placed(str(number))
    told: list[int] = []
    found = market.engine.audit(told.append)
    assert (found.orders, found.events, told[-1]) == (10, 10, 10)
    assert found.sound
