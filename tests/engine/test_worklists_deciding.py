"""The arbitrators' queue and what was decided before: the right rows, by indexes alone."""

import re
from collections.abc import Sequence
from typing import Any

from amends.core.moments import DAY
from amends.core.refusals import Refusal
from amends.engine.engine import Engine
from amends.engine.worklists_deciding import (
    Decided,
    Place,
    before,
    counts,
    languages,
    queue,
    ruled_by,
)
from tests.engine.market import Market
from tests.people import ALICE, BOB, CAROL, DAN


def escalated(market: Market, number: str, language: str = "", **claim: Any) -> str:
    """An order whose dispute went to the platform by itself."""
    order_id = market.shipped(number, f"T{number}", language=language)
    market.clock.step(12 * DAY)
    market.open_dispute(order_id, **claim)
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    market.engine.sweep()
    return order_id


def waiting(market: Market, person: str, **more: Any) -> list[tuple[str, str]]:
    """What the queue offers somebody: the task and the order's number."""
    found = queue(market.engine, person, market.clock.now(), **more)
    return [(each.task, each.order_number) for each in found]


def ruling(market: Market, order_id: str, by: Any = CAROL, **more: Any) -> None:
    """A ruling of $5.00 at the seller's cost."""
    arguments = {"amount": "5.00", "liable": "seller", "reasons": "It is cracked."} | more
    market.accepted(by, "issue_ruling", order_id, remedy="refund_only", **arguments)


def test_the_queue_is_by_deadline_and_language_and_says_what_is_to_do(market: Market) -> None:
    first = escalated(market, "1", "pt-BR")
    second = escalated(market, "2", "ES")
    assert waiting(market, "dan") == [("new", "1"), ("new", "2")]
    assert waiting(market, "dan", language="es") == [("new", "2")]
    assert languages(market.engine) == ["es", "pt"]
    market.accepted(CAROL, "propose", second, remedy="refund_only", amount="6.00")
    # While both sides may accept it, it is nobody else's turn.
    assert waiting(market, "dan") == [("new", "1")]
    market.accepted(BOB, "reject_proposal", second, proposal=3)
    market.accepted(CAROL, "request_exhibit", first, of="buyer", kinds=["photo"], within="P1D")
    assert waiting(market, "dan") == [("answered", "2")]
    market.clock.step(2 * DAY)
    market.engine.sweep()
    assert sorted(waiting(market, "dan")) == [("answered", "2"), ("lapsed", "1")]
    assert waiting(market, "dan", tasks=["lapsed"]) == [("lapsed", "1")]
    found = counts(market.engine, "dan", market.clock.now())
    assert {task: n for task, n in found.items() if n} == {"answered": 1, "lapsed": 1}
    ruling(market, first)
    assert waiting(market, "dan") == [("answered", "2")]


def test_nobody_is_offered_what_they_ruled_or_are_a_party_of(market: Market) -> None:
    order_id = escalated(market, "1")
    assert waiting(market, "bob") == waiting(market, "alice") == []
    ruling(market, order_id)
    market.accepted(ALICE, "appeal", order_id, grounds="result", statement="It is broken.")
    assert waiting(market, "dan") == []  # Bob may still answer
    market.accepted(BOB, "decline_appeal", order_id)
    assert waiting(market, "carol") == []
    assert waiting(market, "dan") == [("appeal", "1")]
    assert counts(market.engine, "carol", market.clock.now())["appeal"] == 0
    market.accepted(DAN, "decide_appeal", order_id, amount="9.00", liable="seller", reasons="So.")
    assert waiting(market, "dan") == []
    (mine,) = ruled_by(market.engine, "carol")
    assert (mine.order_id, mine.refund, mine.review) == (order_id, 900, "overturned")
    assert ruled_by(market.engine, "dan") == []


def test_a_large_ruling_is_offered_to_another(market: Market) -> None:
    order_id = market.shipped("1", "T1", lines=[{"id": "kettle", "price": "1800.00"}])
    market.clock.step(12 * DAY)
    market.open_dispute(order_id, amount="900.00")
    market.accepted(BOB, "reject_proposal", order_id, proposal=1)
    market.clock.step(6 * DAY)
    ruling(market, order_id, amount="900.00")
    assert waiting(market, "carol") == []
    assert waiting(market, "dan") == [("second", "1")]


def test_pages_of_the_queue_neither_repeat_nor_lose_a_case(market: Market) -> None:
    numbers = [str(n) for n in range(5)]
    for number in numbers:
        escalated(market, number)
    seen: list[str] = []
    after: Place | None = None
    while page := queue(market.engine, "dan", market.clock.now(), after=after, limit=2):
        seen += [each.order_number for each in page]
        after = Place(page[-1].answer_by, page[-1].order_id, page[-1].number)
    assert seen == numbers


POLICY = "aliexpress-2017@1"
QUALITY = "not_as_described.quality"


def like_cases(market: Market, but: tuple[str, int]) -> list[Decided]:
    """Rulings about the quality of something, as nobody's who is known here."""
    return before(market.engine, POLICY, QUALITY, ("anna", "carl"), but)[0]


def test_like_cases_are_rulings_on_the_same_grounds(market: Market) -> None:
    orders = [escalated(market, str(n)) for n in range(3)]
    other = escalated(market, "9", grounds="not_as_described.damaged")
    for order_id in (*orders[:2], other):
        ruling(market, order_id)
    found = like_cases(market, (orders[2], 1))
    assert [each.order_id for each in found] == orders[1::-1]
    assert {(each.claim, each.refund, each.bearer) for each in found} == {(900, 500, "seller")}
    again = like_cases(market, (orders[1], 1))
    assert [each.order_id for each in again] == orders[:1]


def test_earlier_cases_are_those_of_the_same_people(market: Market) -> None:
    first = escalated(market, "1")
    ruling(market, first)
    second = escalated(market, "2")
    _, (found,) = before(market.engine, POLICY, "none", ("alice", "bob"), (second, 1))
    assert (found.order_id, found.judge, found.outcome) == (first, "carol", "ruled")
    assert before(market.engine, POLICY, "none", ("anna", "carl"), (second, 1)) == ([], [])


def test_no_read_of_the_desk_walks_over_a_table(market: Market) -> None:
    said: list[tuple[str, Sequence[Any]]] = []

    class Noting:
        """A store that remembers what it was asked."""

        def select(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
            """Remember and ask."""
            said.append((statement, values))
            return market.store.select(statement, values)

    reads = Engine.__new__(Engine)
    reads.store = Noting()  # type: ignore[assignment]
    now = market.clock.now()
    here = ("0192f0c0-0000-7000-8000-000000000000", 1)
    queue(reads, "dan", now)
    queue(reads, "dan", now, language="es", tasks=["rule"], after=Place(now, *here))
    counts(reads, "dan", now, "es")
    counts(reads, "dan", now)
    languages(reads)
    before(reads, POLICY, QUALITY, ("alice", "bob"), here)
    ruled_by(reads, "dan", now)
    assert len(said) == 7
    sqlite = type(market.store).__name__ == "SqliteStore"
    for statement, values in said:
        assert _walks(market, statement, values, sqlite=sqlite) == [], statement


def _walks(market: Market, statement: str, values: Sequence[Any], *, sqlite: bool) -> list[str]:
    if sqlite:
        plan = market.store.select(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row[3] for row in plan if re.match(r"SCAN (dispute|orders|d|o)\b", row[3])]
    with market.store.transaction() as transaction:
        # With next to no rows the planner takes no index unless it has to.
        transaction.change("SET LOCAL enable_seqscan = off")
        plan = transaction.select(f"EXPLAIN {statement}", values)
    return [row[0] for row in plan if "Seq Scan" in row[0]]


def test_an_order_says_its_buyers_language_by_its_first_part(market: Market) -> None:
    for number, given, kept in (("1", "pt-BR", "pt"), ("2", "ZH-Hans-CN", "zh"), ("3", "", "")):
        order = market.engine.order(market.placed(number, language=given))
        assert order is not None
        assert order.language == kept
    for wrong in ("p", "português", "pt_BR", "-", "pt-"):
        (answer,) = market.engine.execute([market.placing("9", language=wrong)])
        assert isinstance(answer, Refusal)
        assert answer.code == "bad_argument"
