"""The audit sees every kind of damage, and rebuilding mends what is not the log or the ledger."""

import pytest

from amends.core.moments import DAY
from amends.core.refusals import Refusal
from amends.engine import chapters
from amends.engine.audit import Offender
from amends.engine.erase import Erased
from amends.engine.errors import PolicyChangedError
from amends.engine.verify import verify
from amends.telling.refusals import said
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
    "UPDATE private_text SET text = 'It is fine.' WHERE field = 'statement'": "texts",
    "UPDATE private_text SET scope = 'seller' WHERE field = 'statement'": "texts",
    "DELETE FROM private_text WHERE field = 'statement'": "texts",
    "DELETE FROM private_text WHERE field = 'parcel'": "texts",
    "DELETE FROM salt WHERE scope = 'buyer'": "texts",
    "UPDATE salt SET salt = NULL WHERE scope = 'parcel'": "texts",
}
# What `verify` sees as well: it looks at what was written once, and not at what follows from it.
VERIFIED = ("chain", "texts")


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
    verified = verify(market.store)
    if DAMAGE[damage] in VERIFIED:
        assert [each.order for each in verified.faults] == [order_id]
        assert not verified.sound


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE policy SET body = replace(body, 'P5D', 'P9D')",
        "UPDATE policy SET body = 'x'",
        "UPDATE policy SET body = body || ' '",
    ],
)
def test_a_policy_that_was_changed_behind_its_hash_is_used_for_nothing(
    market: Market, damage: str
) -> None:
    order_id = market.disputed()
    with market.store.transaction() as transaction:
        assert transaction.change(damage)
    for found in (verify(market.store).faults[0], audited(market, "policies")):
        assert "is not what its hash says" in found.sentence
    later = Market(market.store)
    later.clock.set(market.clock.now() + DAY)
    with pytest.raises(PolicyChangedError):
        later.engine.policy("aliexpress-2017@1")
    assert later.refused(BOB, "accept_proposal", order_id, proposal=1).code == "put_aside"
    (answer,) = later.engine.execute([later.placing("2")])
    assert isinstance(answer, Refusal)
    assert "is not what its hash says" in said(answer).sentence


def test_a_policy_that_is_gone_is_found(market: Market) -> None:
    market.disputed()
    with market.store.transaction() as transaction:
        assert transaction.change("DELETE FROM policy")
    later = Market(market.store)
    assert "no policy" in audited(later, "policies").sentence


def test_what_was_erased_is_not_missing_and_what_was_said_later_is_looked_at(
    market: Market,
) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    market.clock.step(200 * DAY)
    market.engine.sweep()
    assert isinstance(market.engine.erase(order_id, "buyer"), Erased)
    assert verify(market.store).sound
    with market.store.transaction() as transaction:
        # As if it had been erased before it was said.
        transaction.change("UPDATE salt SET erased_at = 1")
    assert not verify(market.store).sound


def audited(market: Market, check: str) -> Offender:
    """The first offender of a check; there is one."""
    first = market.engine.audit().checks[check].first
    assert first is not None
    return first


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
