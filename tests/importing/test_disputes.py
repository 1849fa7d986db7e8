"""The disputes of imported orders: opened by the rule, answered by the hash, and all of them end."""

import pytest

from amends.core.dispute import Closed
from amends.core.moments import parse_instant
from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from amends.importing import behaviour
from amends.importing.behaviour import chance
from tests.importing.tables import Tables, contents, log, placed


def number_whose(want: str, what: str, low: int, high: int) -> str:
    """An order's number for which the people behave as wanted."""
    for n in range(10_000):
        if low <= chance(f"{want}{n}/1", what) < high:
            return f"{want}{n}"
    raise AssertionError("no number behaves so")


def disputed(
    engine: Engine, tables: Tables, number: str, message: str = "Chegou quebrado", **changes: str
) -> list[str]:
    """The names of what happened to a disputed order."""
    tables.order(number, **changes)
    tables.item(number)
    tables.review(number, message=message)
    tables.import_into(engine, disputes=True)
    assert engine.audit().sound
    order = placed(engine, f"{number}/1")
    assert all(isinstance(dispute.stage, Closed) for dispute in order.disputes)
    return [name for name, _, _ in log(engine, f"{number}/1")]


def closing(engine: Engine, number: str) -> tuple[str, int]:
    """How the dispute ended, and what was refunded."""
    [dispute] = placed(engine, f"{number}/1").disputes
    assert isinstance(dispute.stage, Closed)
    return dispute.stage.outcome, dispute.stage.refund


def test_without_the_option_nobody_disputes(engine: Engine, tables: Tables) -> None:
    tables.order()
    tables.item()
    tables.review(message="Chegou quebrado")
    tables.import_into(engine)
    assert placed(engine).disputes == ()


def test_a_seller_who_accepts_settles_it(engine: Engine, tables: Tables) -> None:
    number = number_whose("accepts", "seller 1", 0, behaviour.ACCEPTS)
    disputed(engine, tables, number)
    assert closing(engine, number) == ("settled", 2000)
    [dispute] = placed(engine, f"{number}/1").disputes
    assert dispute.opened_at == parse_instant("2018-03-11T00:00:00-03:00")
    assert (dispute.grounds, dispute.received) == ("not_as_described.damaged", True)
    assert [exhibit.kind for exhibit in dispute.exhibits] == ["photo"]
    assert "Chegou quebrado" in engine.texts(placed(engine, f"{number}/1").id).values()


def test_a_silent_seller_loses_by_silence(engine: Engine, tables: Tables) -> None:
    number = number_whose("silent", "seller 1", behaviour.ACCEPTS + behaviour.COUNTERS, 100)
    disputed(engine, tables, number)
    assert closing(engine, number) == ("by_default", 2000)


def counter(said: int) -> str:
    """A number whose seller offers half, and whose buyer rejects (0) or stays silent (50)."""
    for n in range(10_000):
        number = f"counter{n}"
        seller, buyer = chance(f"{number}/1", "seller 1"), chance(f"{number}/1", "buyer 1")
        offers = behaviour.ACCEPTS <= seller < behaviour.ACCEPTS + behaviour.COUNTERS
        if offers and (buyer >= behaviour.REJECTS) == bool(said):
            return number
    raise AssertionError("no number behaves so")


def test_a_buyer_silent_after_half_was_offered_gets_half(engine: Engine, tables: Tables) -> None:
    number = counter(50)
    disputed(engine, tables, number)
    assert closing(engine, number) == ("by_default", 1000)


def test_who_rejects_half_gets_a_ruling_by_the_recommendation(
    engine: Engine, tables: Tables
) -> None:
    number = counter(0)
    names = disputed(engine, tables, number, message="Qualidade ruim")
    assert "Escalated" in names
    assert "RulingIssued" in names
    assert closing(engine, number) == ("ruled", 2000)
    [dispute] = placed(engine, f"{number}/1").disputes
    assert dispute.rulings[0].recommended == "seller"


def test_where_the_recommendation_is_open_half_is_ruled(engine: Engine, tables: Tables) -> None:
    number = counter(0)
    disputed(engine, tables, number)
    assert closing(engine, number) == ("ruled", 1000)


@pytest.mark.parametrize("n", range(8))
def test_a_return_ends_whoever_does_nothing(engine: Engine, tables: Tables, n: int) -> None:
    disputed(engine, tables, f"return{n}", message="Veio errado")
    assert placed(engine, f"return{n}/1").escrow == 0


def test_what_never_came_is_claimed_and_ends(engine: Engine, tables: Tables) -> None:
    disputed(engine, tables, "never", message="", order_delivered_customer_date="")
    order = placed(engine, "never/1")
    assert [d.grounds for d in order.disputes] == ["not_received.in_transit"]
    assert order.refunded > 0


def test_three_lines_that_never_came_are_three_disputes(engine: Engine, tables: Tables) -> None:
    tables.order(order_delivered_customer_date="")
    for n, price in enumerate(("5.00", "9.00", "7.00", "1.00"), 1):
        tables.item(n=n, price=price, product_id=f"p{n}")
    tables.import_into(engine, disputes=True)
    assert [d.line for d in placed(engine).disputes] == ["2", "3", "1"]


def test_what_was_never_sent_needs_no_dispute(engine: Engine, tables: Tables) -> None:
    tables.order(order_status="processing", order_delivered_carrier_date="", order_delivered_customer_date="")  # fmt: skip
    tables.item()
    tables.review(message="Cadê?")
    tables.import_into(engine, disputes=True)
    assert placed(engine).disputes == ()
    assert placed(engine).status == "cancelled"
    assert tables.reasons() == []


def test_a_review_after_protection_is_refused_and_told_with_its_line(
    engine: Engine, tables: Tables
) -> None:
    tables.order()
    tables.item()
    tables.review(message="Quebrou", review_creation_date="2018-09-01 00:00:00")
    played = tables.import_into(engine, disputes=True)
    assert (played.orders, played.disputes) == (1, 0)
    [reason] = tables.reasons()
    assert reason.startswith("orders.csv:2: order o1/1: OpenDispute was refused (protection_over)")


def test_an_unreadable_review_costs_the_dispute_and_not_the_order(
    engine: Engine, tables: Tables
) -> None:
    tables.order()
    tables.item()
    tables.review(score="seven", message="Quebrou")
    played = tables.import_into(engine, disputes=True)
    assert (played.orders, played.disputes) == (1, 0)
    assert tables.reasons() == ["order_reviews.csv:2: review_score is 'seven'; it is from 1 to 5"]


def test_the_shares_of_sellers_are_as_stated() -> None:
    said = [chance(f"order {n}", "seller 1") for n in range(10_000)]
    accepts = sum(each < behaviour.ACCEPTS for each in said) / 100
    assert accepts == pytest.approx(behaviour.ACCEPTS, abs=2)
    silent = sum(each >= behaviour.ACCEPTS + behaviour.COUNTERS for each in said) / 100
    assert silent == pytest.approx(100 - behaviour.ACCEPTS - behaviour.COUNTERS, abs=2)


# Running it again


def many(tables: Tables) -> None:
    """Thirty orders, half of them disputed."""
    for n in range(30):
        tables.order(f"o{n:02}")
        tables.item(f"o{n:02}")
        if n % 2:
            tables.review(f"o{n:02}", message=("Quebrado", "Veio errado", "Ruim")[n % 3])


def test_a_second_run_changes_nothing(engine: Engine, tables: Tables) -> None:
    many(tables)
    first = tables.import_into(engine, disputes=True)
    before = contents(engine)
    again = tables.import_into(engine, disputes=True)
    assert (first.orders, again.orders, again.already) == (30, 0, 30)
    assert contents(engine) == before


def test_an_import_that_was_stopped_goes_on_where_it_stopped(
    engine: Engine, tables: Tables
) -> None:
    many(tables)
    asked = iter([False, False, True])
    part = tables.import_into(engine, disputes=True, at_once=5, stop=lambda: next(asked))
    assert (part.stopped, part.orders) == (True, 15)
    rest = tables.import_into(engine, disputes=True, at_once=5)
    assert (rest.orders, rest.already) == (15, 15)
    assert sum(engine.count().values()) == 30
    assert engine.audit().sound


class Interrupted(Exception):
    """As if the process had been killed between two batches."""


def test_one_that_died_between_two_rounds_of_a_dispute_goes_on(
    engine: Engine, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tables)
    execute = engine.execute
    calls = iter(range(100))

    def dies(batch: object) -> object:
        if next(calls) == 1:
            raise Interrupted
        return execute(batch)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "execute", dies)
    with pytest.raises(Interrupted):
        tables.import_into(engine, disputes=True)
    unfinished = engine.store.select("SELECT count(*) FROM orders WHERE next_due_at IS NOT NULL")
    assert unfinished[0][0] > 0
    tables.import_into(engine, disputes=True)
    assert [d for d in engine.disputes(limit=1000) if d.stage != "closed"] == []
    assert engine.store.select("SELECT count(*) FROM orders WHERE next_due_at IS NOT NULL") == [
        (0,)
    ]
    assert engine.audit().sound


def test_whether_in_one_batch_or_many_the_same_happens(engine: Engine, tables: Tables) -> None:
    many(tables)
    tables.import_into(engine, disputes=True, at_once=1)
    first = [log(engine, f"o{n:02}/1") for n in range(30)]
    other = _fresh(tables)
    try:
        tables.import_into(other, disputes=True, at_once=100)
        assert [log(other, f"o{n:02}/1") for n in range(30)] == first
    finally:
        other.close()


def _fresh(tables: Tables) -> Engine:
    return open_engine(tables.folder / "other", SuppliedClock(), create=True)


def test_on_postgresql_the_same_happens(engine: Engine, tables: Tables, postgres_url: str) -> None:
    many(tables)
    tables.import_into(engine, disputes=True)
    first = [log(engine, f"o{n:02}/1") for n in range(30)]
    other = open_engine(postgres_url, SuppliedClock(), create=True)
    try:
        tables.import_into(other, disputes=True)
        assert [log(other, f"o{n:02}/1") for n in range(30)] == first
        assert tables.import_into(other, disputes=True).already == 30
        assert other.audit().sound
    finally:
        other.close()
