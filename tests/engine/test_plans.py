"""What is done for every command is looked up by key: no statement walks over a table."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from amends.core.moments import DAY
from amends.engine.sold import Place
from amends.engine.store.sqlite import SqliteStore
from tests.engine.market import Market, opened
from tests.people import ALICE, BOB, CAROL, CARRIER

SEEN: set[str] = set()


class Noting(sqlite3.Connection):
    """A connection that remembers the statements."""

    def execute(self, *given: Any) -> sqlite3.Cursor:
        """Carry it out and remember it."""
        SEEN.add(given[0])
        return super().execute(*given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        """Carry it out and remember it."""
        SEEN.add(given[0])
        return super().executemany(*given)


def _look_at_a_sellers_desk(market: Market) -> None:
    engine = market.engine
    for after in (None, Place(at=1, order_id="0", number=1)):
        for grounds in ("", "not_as_described.quality"):
            engine.duties("bob", grounds=grounds, after=after)
            engine.going_back("bob", grounds=grounds, after=after)
            engine.over("bob", grounds=grounds, after=after)
            for of in ("buyer", "platform"):
                engine.waiting("bob", of, grounds=grounds, after=after)
    engine.counts("bob")
    engine.results("bob")
    engine.sold_to("bob", "alice")
    engine.counted("bob", 0, 1)
    engine.counted_by_day("bob", 0, 1)
    engine.counted_orders("bob", 0, [1])
    engine.policy_of_latest("bob")
    engine.given_keys("seller:bob", [("0", "key")])


def test_no_statement_of_a_command_or_a_sweep_walks_over_a_table(tmp_path: Path) -> None:
    opened(tmp_path).close()
    market = Market(SqliteStore(tmp_path / "amends.sqlite3", Noting))
    SEEN.clear()
    order_id = market.shipped()
    market.clock.step(12 * DAY)
    market.accepted(
        CARRIER, "report_tracking", order_id, tracking="RB123456785GB", status="delivered"
    )
    market.open_dispute(order_id)
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    market.engine.sweep()
    market.accepted(
        CAROL, "issue_ruling", order_id, remedy="refund_only", amount="5.00", liable="seller",
        reasons="It is cracked.",
    )  # fmt: skip
    market.accepted(ALICE, "appeal", order_id, grounds="result", statement="It is broken.")
    market.engine.order(order_id)
    market.engine.transfers(order_id)
    market.engine.texts(order_id)
    market.engine.people(order_id)
    market.engine.find("1")
    market.engine.seen_elsewhere(order_id)
    market.engine.put_aside(order_id)
    market.engine.disputes(seller="bob")
    market.engine.disputes(buyer="alice")
    market.engine.disputes(turn="arbitrator")
    market.engine.orders(buyer="alice")
    _look_at_a_sellers_desk(market)
    walks = []
    looked = [s for s in SEEN if re.match(r"SELECT|WITH|UPDATE|DELETE|INSERT", s)]
    for statement in looked:
        nothing = [None] * statement.count("?")
        plan = market.store.select(f"EXPLAIN QUERY PLAN {statement}", nothing)
        walks += [
            f"{row[3]}: {statement}"
            for row in plan
            if re.match(r"SCAN (?!(w|wanted|few|\d+ CONSTANT|CONSTANT)\b)", row[3])
        ]
    market.engine.close()
    assert len(looked) > 20
    assert walks == []
