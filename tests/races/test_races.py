"""Five contestants on every order at once: exactly one ends its dispute, whoever comes first.

The quality bar is 10,000 races and none won twice. A race is won when the dispute is closed once,
its money has moved once, and each contestant was told the truth about it.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from amends.core.dispute import Closed
from amends.core.events import ChargebackOpened, DisputeClosed
from amends.core.order import Order
from amends.dev.places import ROOT
from amends.engine.engine import open_store
from amends.engine.envelope import Receipt
from tests.conftest import Figure
from tests.engine.market import Market, opened
from tests.people import ALICE
from tests.races.contest import CONTESTANTS, contest

pytestmark = pytest.mark.slow


BY_THREADS = 3_000
BY_PROCESSES = 2_000


@pytest.fixture
def shop(address: Any) -> Iterator[Market]:
    """A marketplace that others open by its address."""
    market = Market(opened(address))
    yield market
    market.engine.close()


def by_threads(address: str, at: int, orders: list[str]) -> dict[str, list[str]]:
    """All contestants in this process."""
    start = threading.Barrier(len(CONTESTANTS))
    said: dict[str, list[str]] = {}

    def run(who: str) -> None:
        start.wait()
        said[who] = contest(address, at, who, orders)

    threads = [threading.Thread(target=run, args=(who,)) for who in CONTESTANTS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def by_processes(address: str, at: int, orders: list[str]) -> dict[str, list[str]]:
    """A process for each contestant."""
    processes = {
        who: subprocess.Popen(
            [sys.executable, "-m", "tests.races.contest", address, str(at), who],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for who in CONTESTANTS
    }  # fmt: skip
    for process in processes.values():
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(" ".join(orders) + "\n")
        process.stdin.flush()
    for process in processes.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes.values():
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return {who: process.communicate()[0].split() for who, process in processes.items()}


@pytest.mark.parametrize("way", ["threads", "processes"])
def test_every_race_has_one_winner(shop: Market, address: Any, way: str, figure: Figure) -> None:
    races = BY_THREADS if way == "threads" else BY_PROCESSES
    orders = shop.all_disputed(races)
    run = by_threads if way == "threads" else by_processes
    said = run(str(address), shop.clock.now(), orders)
    assert said.keys() == set(CONTESTANTS)
    winners: dict[str, int] = {}
    for n, order_id in enumerate(orders):
        winner = winner_of(shop, order_id, {who: answers[n] for who, answers in said.items()})
        winners[winner] = winners.get(winner, 0) + 1
    assert sum(winners.values()) == races
    # A race that one of them always wins is none.
    assert len(winners) > 1, winners
    assert shop.is_sound()
    figure("races on one order", races)
    figure("races won twice", 0)


def winner_of(shop: Market, order_id: str, said: dict[str, str]) -> str:
    """Who ended the dispute; raises unless exactly one did and all were told so."""
    order = shop.engine.order(order_id)
    assert order is not None
    events = [record.event for record in shop.engine.records(order_id)]
    closings = sum(isinstance(event, DisputeClosed) for event in events)
    frozen = sum(isinstance(event, ChargebackOpened) for event in events)
    accepted = [who for who in ("accept", "accept again", "cancel") if said[who] == "accepted"]
    assert frozen == (said["chargeback"] == "accepted")
    assert closings <= 1
    assert len(accepted) <= closings
    refunded = sum(t.minor for t in shop.engine.transfers(order_id) if t.purpose == "refund")
    outcome = _outcome(order)
    assert refunded == {"settled": 900, "by_default": 900}.get(outcome, 0)
    if accepted:
        assert outcome == ("cancelled" if accepted == ["cancel"] else "settled")
        return accepted[0]
    if closings:
        assert outcome == "by_default"
        return "silence"
    assert frozen
    return "chargeback"


def _outcome(order: Order) -> str:
    stage = order.disputes[0].stage
    return stage.outcome if isinstance(stage, Closed) else "open"


def test_one_key_from_everywhere_is_carried_out_once(shop: Market, figure: Figure) -> None:
    orders = shop.all_disputed(100)
    envelopes = [
        shop.envelope(ALICE, "make_statement", order_id, key="once", text="Look.")
        for order_id in orders
    ]
    start = threading.Barrier(8)
    answers: list[Any] = []

    def submit(n: int) -> None:
        start.wait()
        turned = envelopes[n * 12 :] + envelopes[: n * 12]
        answers.extend(future.result() for future in [shop.engine.submit(e) for e in turned])

    threads = [threading.Thread(target=submit, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 800
    assert sum(isinstance(a, Receipt) and not a.replayed for a in answers) == 100
    assert sum(isinstance(a, Receipt) and a.replayed for a in answers) == 700
    assert shop.is_sound()
    figure("repeats of a key", 700)


def test_one_order_number_from_everywhere_is_one_order(shop: Market, address: Any) -> None:
    start = threading.Barrier(4)
    answers: list[Any] = []

    def place(n: int) -> None:
        other = Market(open_store(address))
        batch = [other.placing(str(number), key=f"{n} {number}") for number in range(50)]
        start.wait()
        for part in range(0, 50, 5):
            answers.extend(other.engine.execute(batch[part : part + 5]))
        other.engine.close()

    threads = [threading.Thread(target=place, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 200
    assert all(isinstance(answer, Receipt) for answer in answers)
    assert len({answer.order_id for answer in answers}) == 50
    assert sum(not answer.replayed for answer in answers) == 50
    assert shop.is_sound()
