"""Every SQL statement of every kind of command fails once: no trace or the whole effect."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.core.moments import DAY
from amends.engine import engine as engine_module
from amends.engine.envelope import Envelope, Receipt
from amends.engine.errors import EngineError
from amends.engine.store.postgres import PostgresStore
from amends.engine.store.sqlite import SqliteStore
from tests.conftest import Figure
from tests.engine.market import TABLES, Market, opened
from tests.faults.injector import FAULT, FailingCursor, FailingSqlite, When
from tests.people import ALICE, BOB, CARRIER


@pytest.fixture(params=["sqlite", "postgres"])
def failing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Market]:
    """A marketplace whose connections fail when they are told to."""
    if request.param == "sqlite":
        opened(tmp_path).close()
        market = Market(SqliteStore(tmp_path / "amends.sqlite3", FailingSqlite))
    else:
        market = Market(PostgresStore(request.getfixturevalue("shared_url"), FailingCursor))
        with market.store.transaction() as transaction:
            for table in TABLES:
                transaction.change(f"DELETE FROM {table}")
    yield market
    FAULT.disarm()
    market.engine.close()


type Scene = Callable[[Market, str], Envelope]


def placing(market: Market, number: str) -> Envelope:
    return market.placing(number)


def shipping(market: Market, number: str) -> Envelope:
    order_id = market.placed(number)
    return market.envelope(BOB, "ship", order_id, parcel="p", carrier="upu", tracking=f"T{number}")


def reporting(market: Market, number: str) -> Envelope:
    order_id = market.shipped(number, f"T{number}")
    return market.envelope(
        CARRIER, "report_tracking", order_id, tracking=f"T{number}", status="delivered"
    )


def claiming(market: Market, number: str) -> Envelope:
    order_id = market.shipped(number, f"T{number}")
    market.clock.step(12 * DAY)
    return market.envelope(
        ALICE, "open_dispute", order_id, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="9.00", statement="The lid is cracked.",
        exhibits=[{"kind": "photo", "sha256": "ab" * 32}],
    )  # fmt: skip


def accepting(market: Market, number: str) -> Envelope:
    order_id = market.disputed(number, tracking=f"T{number}")
    return market.envelope(BOB, "accept_proposal", order_id, proposal=1)


def answering_late(market: Market, number: str) -> Envelope:
    """What fell due first is written with the same command."""
    order_id = market.disputed(number, tracking=f"T{number}")
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(20 * DAY)
    return market.envelope(ALICE, "make_statement", order_id, text="Anybody?")


SCENES: tuple[Scene, ...] = (placing, shipping, reporting, claiming, accepting, answering_late)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_statement_that_fails_leaves_no_trace_or_the_whole_effect(
    failing: Market, scene: Scene, when: When, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    monkeypatch.setattr(engine_module, "PAUSES", ())
    FAULT.arm(0, when)
    whole = failing.engine.execute([scene(failing, "0")])[0]
    assert isinstance(whole, Receipt)
    at = injected = 0
    while True:
        at += 1
        envelope = scene(failing, str(at))
        before = failing.contents()
        FAULT.arm(at, when)
        try:
            answer: Any = failing.engine.execute([envelope])[0]
        except EngineError:
            answer = None
        reached, statement = FAULT.count >= at, FAULT.failed
        FAULT.disarm()
        if not reached:
            break
        injected += 1
        committed = failing.contents() != before
        assert committed == (statement == "COMMIT" and when == "after"), statement
        again = failing.engine.execute([envelope])[0]
        assert isinstance(again, Receipt), (statement, again)
        assert again.replayed == committed
        assert len(again.events) == len(whole.events)
        assert answer is None or answer == again
    assert at > 4
    failing.is_sound()
    figure("faults injected into statements", injected)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sweep_that_fails_is_done_again(
    failing: Market, when: When, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    monkeypatch.setattr(engine_module, "PAUSES", ())
    at = injected = 0
    while True:
        at += 1
        order_id = failing.disputed(str(at), tracking=f"T{at}")
        failing.clock.step(6 * DAY)
        before = failing.contents()
        FAULT.arm(at, when)
        failed = False
        try:
            failing.engine.sweep()
        except EngineError:
            failed = True
        reached, statement = FAULT.count >= at, FAULT.failed
        FAULT.disarm()
        if not reached:
            break
        injected += 1
        assert failed
        assert (failing.contents() != before) == (statement == "COMMIT" and when == "after")
        failing.engine.sweep()
        order = failing.engine.order(order_id)
        assert order is not None
        assert order.disputes[0].stage.name == "closed"
    assert at > 3
    failing.is_sound()
    figure("faults injected into statements", injected)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_whoever_waits_never_sees_a_lost_answer_to_commit(
    failing: Market, scene: Scene, figure: Figure
) -> None:
    """With its usual patience the engine finds its own receipt and gives the first answer."""
    FAULT.arm(0, "after")
    failing.engine.execute([scene(failing, "0")])
    envelope = scene(failing, "1")
    FAULT.arm(0, "after")
    statements = []
    original = FAULT.hits

    def hits(statement: object, when: When) -> bool:
        if when == "after" and statement == "COMMIT" and not FAULT.failed:
            FAULT.failed = "COMMIT"
            statements.append(statement)
            return True
        return original(statement, when)

    FAULT.hits = hits  # type: ignore[method-assign]
    try:
        answer = failing.engine.execute([envelope])[0]
    finally:
        del FAULT.hits
    assert statements == ["COMMIT"]
    assert isinstance(answer, Receipt)
    assert answer.replayed
    assert answer.events
    failing.is_sound()
    figure("answers to COMMIT lost", 1)
