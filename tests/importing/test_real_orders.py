"""The real orders, from their tables to the end of every dispute, and every cent of them."""

from pathlib import Path

import pytest

from amends.engine.engine import Engine
from amends.importing.behaviour import onward
from amends.importing.olist import SHOP, Olist
from amends.importing.playing import Played, play
from amends.importing.rejected import Rejections
from amends.importing.summary import summary
from tests.conftest import Figure


def imported(engine: Engine, folder: Path) -> tuple[Played, Rejections]:
    rejections = Rejections()
    tables = Olist(folder / "orders", rejections, disputes=True)
    try:
        return play(engine, tables.stories(), rejections, onward=onward), rejections
    finally:
        tables.close()


@pytest.mark.slow
def test_all_real_orders_with_their_disputes_end_and_every_invariant_holds(
    engine: Engine, shared_folder: Path, figure: Figure
) -> None:
    played, rejections = imported(engine, shared_folder)
    assert (played.orders, played.already, played.refused) == (4028, 0, 0)
    assert played.disputes > 600
    found = engine.audit()
    assert found.sound, [(c.says, c.first) for c in found.checks.values() if c.wrong]
    assert found.waiting == {"platform": 0, "bank": 0, "operator": 0}
    assert engine.aside() == []
    told = summary(engine, [SHOP.name])
    assert {outcome for _, outcome, _ in told.disputes} <= {
        "settled", "by_default", "ruled", "lapsed", "cancelled",
    }  # fmt: skip
    assert sum(count for _, _, count in told.disputes) == played.disputes
    assert {status for status, _ in told.orders} == {"completed", "cancelled"}
    money = {purpose: amount for _, purpose, amount in told.money}
    assert money["escrow"] == "0.00"
    # Each is an order without items, or a step that a rule refused; none is a row that was lost.
    assert all(each.file == "orders.csv" for each in rejections.first)
    figure("real orders imported", played.orders)
    figure("their disputes, all ended", played.disputes)
    figure("events audited", found.events)

    again, _ = imported(engine, shared_folder)
    assert (again.orders, again.already) == (0, 4028)
