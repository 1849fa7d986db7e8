"""Late, absent or many workers change no outcome (decision 3, invariant 5)."""

import threading

from amends.core.moments import DAY, HOUR
from amends.workers.deadlines import Step, work
from tests.engine.market import Market
from tests.people import ALICE, BOB, CARRIER


def story(market: Market, punctual: bool) -> list[tuple[object, ...]]:
    """A rejection, an escalation by silence, a statement much later; the log without the salts."""

    def until(days: int) -> None:
        for _ in range(days * 4):
            market.clock.step(6 * HOUR)
            if punctual:
                market.engine.sweep()

    order_id = market.disputed()
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    until(9)
    market.give(ALICE, "make_statement", order_id, text="Anybody?")
    until(60)
    market.give(CARRIER, "report_tracking", order_id, tracking="RB123456785GB", status="delivered")
    market.engine.sweep()
    assert market.is_sound()
    return [
        (record.position, record.at, record.actor, type(record.event).__name__)
        for record in market.engine.records(order_id)
    ]


def test_an_absent_worker_changes_nothing(market: Market) -> None:
    first = story(market, punctual=True)
    assert len(first) > 5
    with market.store.transaction() as transaction:
        # The same again in an empty shop: only the worker differs.
        for table in ("orders", "order_number", "event", "transfer", "dispute", "exhibit",
                      "private_text", "salt", "outbox", "receipt"):  # fmt: skip
            transaction.change(f"DELETE FROM {table}")
    market.clock.set(1_709_251_200_000)
    assert story(market, punctual=False) == first


def test_due_means_that_the_clock_has_passed_it(market: Market) -> None:
    order_id = market.disputed()
    order = market.engine.order(order_id)
    assert order is not None
    due = order.disputes[0].due
    assert due is not None
    market.clock.set(due)
    assert market.engine.sweep().orders == 0
    market.clock.step(1)
    assert market.engine.sweep().orders == 1
    assert market.engine.sweep().orders == 0


def test_a_worker_wakes_everything_in_steps_and_says_so(market: Market) -> None:
    for number in range(7):
        market.placed(str(number))
    market.clock.step(60 * DAY)
    assert market.engine.overdue(market.clock.now())[0] == 7
    told: list[Step] = []
    done = work(market.engine, threading.Event(), told.append, limit=3, until_idle=True)
    assert done.orders == 7
    assert [step.orders for step in told] == [3, 3, 1]
    assert market.engine.overdue(market.clock.now()) == (0, None)
    assert market.engine.count() == {"cancelled": 7}
    assert market.is_sound()


def test_a_worker_that_is_to_stop_stops(market: Market) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(market.engine, stop), kwargs={"pause": 60.0})
    thread.start()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
