"""`kill -9` of workers and writers, and a PostgreSQL that goes away in the middle."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from amends.core.moments import DAY
from amends.dev.places import ROOT
from amends.dev.postgres import Server, temporary_postgres
from amends.engine import engine as engine_module
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.engine.errors import DatabaseGoneError
from amends.workers.deadlines import Step, work
from tests.conftest import Figure
from tests.engine.market import Market, opened
from tests.faults.child import statement

pytestmark = pytest.mark.slow


@pytest.fixture
def placed_market(address: Any) -> Iterator[Market]:
    """A marketplace whose database other processes can open by its address."""
    market = Market(opened(address))
    yield market
    market.engine.close()


def child(task: str, address: Any, market: Market, *orders: str) -> subprocess.Popen[str]:
    """A process that has begun."""
    process = subprocess.Popen(
        [
            sys.executable, "-m", "tests.faults.child", task, str(address),
            str(market.clock.now()), *orders,
        ],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_worker_that_is_killed_leaves_its_orders_to_the_next(
    placed_market: Market, address: Any, figure: Figure
) -> None:
    market = placed_market
    batch = [market.placing(str(number)) for number in range(400)]
    market.engine.execute(batch)
    market.clock.step(60 * DAY)
    kills = 0
    for pause in (0.0, 0.02, 0.04):
        process = child("work", address, market)
        time.sleep(pause)
        process.kill()
        process.communicate()
        kills += process.returncode == -9
    done = market.engine.count().get("cancelled", 0)
    rest = work(market.engine, threading.Event(), until_idle=True)
    assert rest.orders == 400 - done
    assert market.engine.count() == {"cancelled": 400}
    assert market.is_sound()
    figure("workers killed with -9", kills)


def test_a_writer_that_is_killed_has_kept_what_it_acknowledged(
    placed_market: Market, address: Any, figure: Figure
) -> None:
    market = placed_market
    orders = market.all_disputed(4)
    process = child("write", address, market, *orders)
    time.sleep(0.3)
    process.kill()
    said, _ = process.communicate()
    # The last line may have been cut by the kill.
    acknowledged = [
        line.rstrip("\n") for line in said.splitlines(keepends=True) if line[-1:] == "\n"
    ]
    assert acknowledged
    at = market.clock.now()
    envelopes: list[Envelope] = [statement(key.split()[1], key, at) for key in acknowledged]
    for start in range(0, len(envelopes), 100):
        for answer in market.engine.execute(envelopes[start : start + 100]):
            assert isinstance(answer, Receipt)
            assert answer.replayed
    assert market.is_sound()
    figure("writers killed with -9", 1)
    figure("acknowledged commands found again", len(acknowledged))


@pytest.fixture
def own_server(postgres: Server) -> Iterator[Server]:
    """A server of the test's own, to be crashed. (The shared one says whether there can be one.)"""
    with temporary_postgres() as server:
        yield server


def test_a_server_that_crashes_loses_nothing_that_was_acknowledged(own_server: Server) -> None:
    market = Market(opened(own_server.create("shop")))
    # One person adds a limited number of statements to a dispute, and a restart may take long.
    orders = market.all_disputed(40)
    futures: list[tuple[Envelope, Future[Answer]]] = []
    stop = threading.Event()

    def talk() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            envelope = statement(orders[n % len(orders)], f"{n}", market.clock.now())
            futures.append((envelope, market.engine.submit(envelope)))
            time.sleep(0.001)

    thread = threading.Thread(target=talk)
    thread.start()
    time.sleep(0.2)
    own_server.halt("immediate")
    own_server.start()
    time.sleep(0.2)
    stop.set()
    thread.join()
    acknowledged, lost = [], []
    for envelope, future in futures:
        try:
            acknowledged.append((envelope, future.result(30)))
        except DatabaseGoneError:
            lost.append(envelope)
    assert len(acknowledged) > 10
    for envelope, answer in acknowledged:
        assert isinstance(answer, Receipt)
        again = market.engine.execute([envelope])[0]
        assert isinstance(again, Receipt)
        assert again.replayed
        assert again.events == answer.events
    for envelope in lost:
        assert isinstance(market.engine.execute([envelope])[0], Receipt)
    # Whoever only reads does not notice a restart at all.
    own_server.halt()
    own_server.start()
    assert market.engine.count() == {"shipped": len(orders)}
    own_server.halt()
    own_server.start()
    assert market.is_sound()
    market.engine.close()


def test_a_worker_waits_for_a_server_that_is_away(own_server: Server, monkeypatch: Any) -> None:
    monkeypatch.setattr(engine_module, "PAUSES", ())
    market = Market(opened(own_server.create("shop")))
    market.placed()
    market.clock.step(60 * DAY)
    own_server.halt()
    told: list[Step] = []
    stop = threading.Event()
    thread = threading.Thread(
        target=work, args=(market.engine, stop, told.append), kwargs={"pause": 0.02}
    )
    thread.start()
    while not told:
        time.sleep(0.01)
    assert "DATABASE_URL" in told[0].problem
    own_server.start()
    while not any(step.orders for step in told):
        time.sleep(0.01)
    stop.set()
    thread.join()
    assert market.engine.count() == {"cancelled": 1}
    market.engine.close()


def test_a_worker_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    program = (
        "import sys, threading; from pathlib import Path\n"
        "from amends.engine.engine import open_engine\n"
        "from amends.workers.deadlines import stop_on_signals, work\n"
        "engine = open_engine(Path(sys.argv[1]), create=True); stop = stop_on_signals()\n"
        "print('ready', flush=True); work(engine, stop, pause=60.0); engine.close(); print('bye')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.terminate()
    said, _ = process.communicate(timeout=10)
    assert (said, process.returncode) == ("bye\n", 0)
