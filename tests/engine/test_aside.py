"""One bad order never stops the rest (safeguards.md 28)."""

import threading
from typing import Any

import pytest

from amends.core.decide import act
from amends.core.events import OrderResumed
from amends.core.moments import DAY, MINUTE
from amends.core.refusals import Refusal
from amends.engine.envelope import Receipt
from amends.engine.errors import UnreadableOrderError
from amends.workers.deadlines import work
from tests.engine.market import Market
from tests.people import ALICE, BOB, CAROL, EVE


def spoil(market: Market, order_id: str) -> None:
    """Damage an order's snapshot, as a disk may."""
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET state = '{' WHERE order_id = ?", (order_id,))


def test_an_order_that_raises_is_put_aside_and_its_neighbours_go_on(market: Market) -> None:
    bad, good = market.disputed("1"), market.disputed("2")
    spoil(market, bad)
    answers = market.engine.execute(
        [
            market.envelope(ALICE, "make_statement", order_id, text="Look.")
            for order_id in (bad, good, bad)
        ]
    )
    assert [isinstance(answer, Receipt) for answer in answers] == [False, True, False]
    assert isinstance(answers[0], Refusal)
    assert answers[0].code == "put_aside"
    (aside,) = market.engine.aside()
    assert (aside.order_id, aside.since, aside.attempts) == (bad, market.clock.now(), 1)
    assert aside.place == "MakeStatement"
    assert aside.reason


def test_the_worker_passes_over_what_is_aside_and_tries_again_later(market: Market) -> None:
    bad, good = market.disputed("1"), market.disputed("2")
    spoil(market, bad)
    market.clock.step(6 * DAY)
    done = work(market.engine, threading.Event(), until_idle=True)
    assert (done.orders, done.aside) == (2, 1)
    order = market.engine.order(good)
    assert order is not None
    assert order.disputes[0].stage.name == "closed"
    assert work(market.engine, threading.Event(), until_idle=True).orders == 0
    market.clock.step(2 * MINUTE)
    assert work(market.engine, threading.Event(), until_idle=True).aside == 1
    (aside,) = market.engine.aside()
    assert aside.attempts == 2
    assert aside.next_try - market.clock.now() == 2 * MINUTE


def test_when_it_works_again_the_time_since_did_not_count(market: Market) -> None:
    order_id = market.disputed()
    before = market.engine.order(order_id)
    assert before is not None
    turn = before.disputes[0].due
    assert turn is not None
    spoil(market, order_id)
    market.clock.step(DAY)
    assert market.refused(BOB, "accept_proposal", order_id, proposal=1).code == "put_aside"
    # Eight days later somebody has mended it; Bob still has the four days that he had left.
    market.clock.step(8 * DAY)
    market.engine.rebuild()
    market.engine.sweep()
    order = market.engine.order(order_id)
    assert order is not None
    assert order.disputes[0].stage.name == "negotiation"
    assert order.disputes[0].due == turn + 8 * DAY
    assert isinstance(market.engine.records(order_id)[-1].event, OrderResumed)
    assert not market.engine.aside()
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    assert market.is_sound()


def test_a_damaged_order_is_told_and_rebuilding_takes_it_back(market: Market) -> None:
    order_id = market.disputed()
    spoil(market, order_id)
    for read in (
        lambda: market.engine.order(order_id),
        lambda: market.engine.accounts.seller("bob"),
        lambda: market.engine.erase(order_id, "buyer"),
    ):
        with pytest.raises(UnreadableOrderError, match="amends rebuild"):
            read()
    assert list(market.engine.orders_of("bob")) == []
    assert market.refused(BOB, "accept_proposal", order_id, proposal=1).code == "put_aside"
    aside = market.engine.put_aside(order_id)
    assert aside is not None
    assert aside.since == market.clock.now()
    market.clock.step(DAY)
    market.engine.rebuild()
    assert market.engine.put_aside(order_id) is None
    (resumed,) = [
        each.event
        for each in market.engine.records(order_id)
        if isinstance(each.event, OrderResumed)
    ]
    assert resumed.since == aside.since
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    assert market.is_sound()


def test_a_stranger_is_not_told_of_a_damaged_order_and_puts_nothing_aside(market: Market) -> None:
    order_id = market.disputed()
    spoil(market, order_id)
    assert market.refused(EVE, "make_statement", order_id, text="Hi.").code == "unknown_order"
    assert market.engine.aside() == []
    answers = market.engine.execute(
        [market.envelope(who, "make_statement", order_id, text="Hi.") for who in (EVE, ALICE, EVE)]
    )
    codes = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert codes == ["unknown_order", "put_aside", "unknown_order"]
    assert market.refused(EVE, "make_statement", order_id, text="Hi.").code == "unknown_order"


def test_a_damaged_order_does_not_stop_what_asks_about_its_parties(market: Market) -> None:
    bad, good = market.disputed("1"), market.disputed("2", tracking="RB123456799GB")
    market.accepted(BOB, "reject_proposal", good, proposal=1)
    market.clock.step(6 * DAY)
    spoil(market, bad)
    market.accepted(
        CAROL, "issue_ruling", good, remedy="refund_only", amount="9.00", liable="seller",
        reasons="It is cracked.",
    )  # fmt: skip
    assert market.engine.aside() == []


def test_nothing_of_a_batch_stays_of_an_order_that_raises_later_in_it(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = market.disputed()
    log = market.engine.entries(order_id)
    real = act

    def raises(order: Any, command: Any, *rest: Any) -> Any:
        if (
            getattr(command, "text", "").startswith("hmac:")
            and len(order.disputes[0].statements) > 2
        ):
            raise ZeroDivisionError("a bug")
        return real(order, command, *rest)

    monkeypatch.setattr("amends.engine.answering.act", raises)
    answers = market.engine.execute(
        [market.envelope(ALICE, "make_statement", order_id, text=f"Word {n}.") for n in range(5)]
    )
    assert {answer.code for answer in answers if isinstance(answer, Refusal)} == {"put_aside"}
    assert len([a for a in answers if isinstance(a, Refusal)]) == 5
    assert market.engine.entries(order_id) == log


def test_an_order_of_a_newer_release_is_left_to_others(market: Market) -> None:
    order_id = market.disputed()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET shape = 99 WHERE order_id = ?", (order_id,))
    before = market.contents()
    market.clock.step(6 * DAY)
    assert market.engine.sweep().orders == 0
    assert market.refused(ALICE, "make_statement", order_id, text="Hi.").code == "put_aside"
    assert market.contents() == before


def refuse_from_now_on(market: Market, order_id: str) -> None:
    """Let the database itself refuse events of one order, as a damaged page may."""
    with market.store.transaction() as transaction:
        if "Sqlite" in type(market.store).__name__:
            transaction.change(
                "CREATE TRIGGER damaged BEFORE INSERT ON event"
                f" WHEN NEW.order_id = '{order_id}' BEGIN SELECT RAISE(ABORT, 'damaged'); END"
            )
        else:
            transaction.change(
                f"ALTER TABLE event ADD CONSTRAINT damaged CHECK (order_id <> '{order_id}') NOT VALID"
            )


def test_a_batch_that_the_database_refuses_is_halved(fresh_market: Market) -> None:
    market = fresh_market
    orders = market.all_disputed(9)
    refuse_from_now_on(market, orders[5])
    answers = market.engine.execute(
        [market.envelope(ALICE, "make_statement", each, text="Look.") for each in orders]
    )
    said = [answer.code if isinstance(answer, Refusal) else "accepted" for answer in answers]
    assert said == ["accepted"] * 5 + ["put_aside"] + ["accepted"] * 3
    (aside,) = market.engine.aside()
    assert aside.order_id == orders[5]
    assert "damaged" in aside.reason
    assert market.is_sound()


def test_a_sweep_that_the_database_refuses_leaves_one_order_behind(fresh_market: Market) -> None:
    market = fresh_market
    orders = market.all_disputed(9)
    refuse_from_now_on(market, orders[5])
    market.clock.step(6 * DAY)
    done = work(market.engine, threading.Event(), until_idle=True)
    assert done.aside == 1
    closed = {queued.order_id for queued in market.engine.disputes(closed=True)}
    assert closed == set(orders) - {orders[5]}
    assert [aside.order_id for aside in market.engine.aside()] == [orders[5]]
