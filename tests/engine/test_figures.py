"""What the operator is shown agrees with the tables, on both databases, and walks over none."""

import re
from pathlib import Path

from amends.core.moments import DAY
from amends.engine import figures
from amends.engine.choosing import Choice, Place, count_chosen, next_chosen
from amends.engine.days import Key, reckon
from amends.engine.kept import kept_versions
from amends.engine.store.sqlite import SqliteStore
from amends.engine.sums import moved
from tests.engine.market import START, Market, opened
from tests.engine.test_plans import SEEN, Noting
from tests.people import BOB, CAROL


def test_bounded_counts_agree_with_the_tables(market: Market) -> None:
    talking, judged = market.all_disputed(2)
    market.accepted(BOB, "reject_proposal", talking, proposal=1)
    market.clock.step(12 * DAY)
    late = figures.overdue(market.store, market.clock.now())
    assert (late.orders.size, late.orders.more) == (2, False)
    assert late.since == min(each[2] for each in late.first)
    while market.engine.sweep().more:
        pass
    assert figures.overdue(market.store, market.clock.now()).orders.size == 0
    open_now = market.store.select("SELECT count(*) FROM dispute WHERE closed_at IS NULL")[0][0]
    assert sum(each.size for each in figures.queues(market.store)) == open_now
    assert figures.listed(market.store, [judged])[0].number == "1"
    assert figures.listed(market.store, []) == []


def test_the_platforms_own_deadlines_are_found_when_near_and_when_missed(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    while market.engine.sweep().more:
        pass
    (row,) = market.store.select("SELECT answer_by, task FROM dispute")
    assert row[1] == "new"
    soon, first = figures.platform_soon(market.store, row[0] - DAY // 2)
    assert soon.size == 1
    assert (first[0].order_id, first[0].order_number, first[0].task) == (order_id, "1", "new")
    assert figures.platform_missed(market.store, row[0] - DAY // 2)[0].size == 0
    assert figures.platform_missed(market.store, row[0] + 1)[0].size == 1


def test_figures_by_day_sum_to_the_ledger_and_the_disputes(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(10 * DAY)
    while market.engine.sweep().more:
        pass
    market.accepted(
        CAROL, "issue_ruling", order_id, remedy="refund_only", amount="5.00", liable="seller",
        reasons="It is cracked.",
    )  # fmt: skip
    told: list[int] = []
    found = reckon(market.store, told.append)
    assert told
    entered = {k: m for k, m in found.minor.items() if k.subject == "credit"}
    left = {k: m for k, m in found.minor.items() if k.subject == "debit"}
    assert (
        sum(entered.values()) == sum(left.values()) == sum(row.minor for row in moved(market.store))
    )
    first_day = START // DAY
    assert found.minor[Key(first_day, "credit", "escrow", "hold", "USD")] == 2000
    closed = [k for k in found.count if k.subject == "closed"]
    assert [(k.name, k.part) for k in closed] == [("not_as_described.quality", "ruled")]
    assert [k.name for k in found.count if k.subject == "bearer"] == ["seller"]
    assert "RulingIssued" in [k.name for k in found.count if k.subject == "acted"]


def test_chosen_orders_are_read_some_at_a_time_each_once(market: Market) -> None:
    ids = sorted(market.all_disputed(7))
    for choice in (Choice(stage="negotiation"), Choice(since=0, until=2**52)):
        assert count_chosen(market.store, choice) == (7, False)
        place, seen = Place(), []
        while True:
            some, place = next_chosen(market.store, choice, place, 3)
            if not some:
                break
            seen += some
        assert sorted(seen) == ids
    assert count_chosen(market.store, Choice(stage="appeal")) == (0, False)


def test_an_order_that_was_put_aside_is_tried_again(market: Market) -> None:
    order_id = market.disputed()
    now = market.clock.now()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET state = '{}' WHERE order_id = ?", (order_id,))
        transaction.change(
            "INSERT INTO aside (order_id, since, place, reason, attempts, next_try)"
            " VALUES (?, ?, 'sweep', 'ValueError', 1, ?)",
            (order_id, now, now + DAY),
        )
    assert [each.number for each in figures.aside(market.store)] == ["1"]
    assert figures.aside(market.store, after=order_id) == []
    assert market.engine.try_again(order_id)
    assert figures.aside(market.store) == []
    assert market.is_sound()


def test_an_order_whose_log_is_broken_stays_aside(market: Market) -> None:
    order_id = market.disputed()
    now = market.clock.now()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE event SET body = '{}' WHERE position = 2", ())
        transaction.change("UPDATE orders SET state = '{}' WHERE order_id = ?", (order_id,))
        transaction.change(
            "INSERT INTO aside (order_id, since, place, reason, attempts, next_try)"
            " VALUES (?, ?, 'sweep', 'ValueError', 1, ?)",
            (order_id, now, now + DAY),
        )
    assert not market.engine.try_again(order_id)
    (stuck,) = figures.aside(market.store)
    assert stuck.attempts == 2


def test_kept_versions_are_listed(market: Market) -> None:
    assert kept_versions(market.store) == []
    market.placed()
    (kept,) = kept_versions(market.store)
    assert kept.reference == "aliexpress-2017@1"


def test_no_read_of_the_overview_walks_over_a_table(tmp_path: Path) -> None:
    opened(tmp_path).close()
    store = SqliteStore(tmp_path / "amends.sqlite3", Noting)
    SEEN.clear()
    figures.overdue(store, START)
    figures.queues(store)
    figures.platform_missed(store, START)
    figures.platform_soon(store, START)
    next_chosen(store, Choice(since=0, until=START), Place(), 10)
    walks = [
        f"{row[3]}: {statement}"
        for statement in [each for each in SEEN if each.startswith("SELECT")]
        for row in store.select(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?"))
        if re.match(r"SCAN (?!\(|q$|t$|late$)", str(row[3]))
    ]
    assert walks == []
    store.close()
