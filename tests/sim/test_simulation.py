"""Half a year of a seeded marketplace, in which workers are late and processes die."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from amends.config import DATABASE_NAME
from amends.core.commands import COMMANDS
from amends.core.moments import Instant
from amends.core.refusals import Refusal
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.sim.ending import look_back
from amends.sim.figures import Figures
from amends.sim.house import MortalHouse
from amends.sim.market import Market
from amends.sim.people import STRANGER
from amends.sim.simulate import simulate
from amends.sim.workers import Worker
from tests.sim.killed import KilledHouse
from tests.sim.postgres import PostgresHouse

Figure = Callable[[str, int | str], None]


def test_who_dies_and_which_worker_comes_changes_nothing(tmp_path: Path, figure: Figure) -> None:
    punctual = simulate(tmp_path / "punctual", 1, 180, 200, workers="punctual")
    crashing = simulate(tmp_path / "crashing", 1, 180, 200, workers="crashing")
    assert punctual.findings == []
    assert crashing.findings == []
    assert crashing.deaths.total() > 20, "who never dies proves nothing"
    assert {n for n, log in punctual.logs.items() if crashing.logs[n] != log} == set()
    assert punctual.log_hash == crashing.log_hash
    report(figure, crashing)


def report(figure: Figure, figures: Figures) -> None:
    """The figures of a simulation at the end of the test run."""
    figure("simulation: orders", figures.orders)
    figure("simulation: events", figures.events)
    figure("simulation: commands given", figures.commands)
    figure("simulation: commands accepted", figures.accepted.total())
    figure("simulation: forbidden commands, all refused", figures.misdeeds.total())
    for code, count in figures.refusals.most_common(8):
        figure(f"simulation: refused, {code}", count)
    for outcome, count in figures.disputes.items():
        figure(f"simulation: disputes, {outcome}", count)
    figure("simulation: deadlines' events", figures.fallen.total())
    for death, count in figures.deaths.items():
        figure(f"simulation: deaths, {death}", count)
    figure("simulation: payouts", figures.payouts.total())
    figure("simulation: log", figures.log_hash[:16])


def test_a_batch_is_so_many_single_commands(tmp_path: Path) -> None:
    together = simulate(tmp_path / "together", 2, 100, 40, workers="absent")
    alone = simulate(tmp_path / "alone", 2, 100, 40, workers="late", batch=1)
    assert together.findings == alone.findings == []
    assert together.log_hash == alone.log_hash


def test_both_databases_come_to_the_same_log(tmp_path: Path, postgres_url: str) -> None:
    house = PostgresHouse(postgres_url, 10)
    on_postgres = simulate(postgres_url, 10, 100, 60, workers="late", house=house)
    on_sqlite = simulate(tmp_path, 10, 100, 60, workers="crashing")
    assert on_postgres.findings == on_sqlite.findings == []
    assert on_postgres.log_hash == on_sqlite.log_hash
    assert on_postgres.paid_out == on_sqlite.paid_out


def test_another_seed_is_another_marketplace(tmp_path: Path) -> None:
    first, second = (simulate(tmp_path / str(seed), seed, 60, 8) for seed in (3, 4))
    assert set(first.logs) == set(second.logs)
    assert not set(first.logs.values()) & set(second.logs.values())


def played(home: Path) -> tuple[Market, MortalHouse]:
    """A small marketplace that is not over yet."""
    worker = Worker(5, "absent")
    house = MortalHouse(home, 5, worker.death)
    market = Market(5, 90, 25, house, worker, 64)
    market.run()
    return market, house


SPOILT = {
    "an event": "UPDATE event SET body = replace(body, '\"USD\"', '\"EUR\"') WHERE type = 'OrderPlaced'",
    "money": "UPDATE transfer SET minor = minor + 1 WHERE purpose = 'release'",
    "an order": "UPDATE orders SET state = replace(state, '\"shipped\"', '\"paid\"')",
    "a receipt": "DELETE FROM receipt WHERE key = '1/1' OR key = 'placed'",
    "who acted": "UPDATE event SET actor = 'seller:eve' WHERE actor LIKE 'seller:%'",
}


@pytest.mark.parametrize("statement", SPOILT.values(), ids=SPOILT)
def test_what_is_spoilt_is_found(tmp_path: Path, statement: str) -> None:
    market, house = played(tmp_path)
    house.close()
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()
    look_back(tmp_path, market.scenes, market.figures)
    assert market.figures.findings


class LaxHouse(MortalHouse):
    """A house that says yes to Eve."""

    def execute(self, batch: Sequence[Envelope], now: Instant) -> list[Answer]:
        """What is refused to her becomes a receipt without events."""
        return [
            Receipt(order_id=each.order_id or "", position=0, events=())
            if isinstance(answer, Refusal) and each.actor.name == STRANGER
            else answer
            for each, answer in zip(batch, super().execute(batch, now), strict=True)
        ]


def test_a_misdeed_that_is_accepted_is_found(tmp_path: Path) -> None:
    worker = Worker(6, "absent")
    house = LaxHouse(tmp_path, 6, worker.death)
    market = Market(6, 90, 25, house, worker, 64)
    market.run()
    house.close()
    assert any("stranger was accepted" in found for found in market.figures.findings)


@pytest.mark.slow
def test_kill_9_changes_nothing(tmp_path: Path, figure: Figure) -> None:
    quiet = simulate(tmp_path / "quiet", 7, 100, 25, workers="late")
    (tmp_path / "killed").mkdir()
    house = KilledHouse(tmp_path / "killed", 7, percent=3)
    killed = simulate(tmp_path / "killed", 7, 100, 25, workers="late", house=house)
    assert quiet.findings == killed.findings == []
    assert house.kills > 5
    assert quiet.logs == killed.logs
    figure("simulation: processes killed with kill -9", house.kills)


@pytest.mark.slow
def test_in_a_large_marketplace_everything_happens(tmp_path: Path, figure: Figure) -> None:
    figures = simulate(tmp_path, 8, 240, 600)
    assert figures.findings == []
    expected = set(COMMANDS) - {"expire"}
    assert expected - set(figures.accepted) == set()
    report(figure, figures)
