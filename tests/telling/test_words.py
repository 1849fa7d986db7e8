"""Sentences: every event has one, every dispute has a headline, and all of it fits 80 columns."""

import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from rich.console import Console

from amends.app.errors import NoSuchOrderError
from amends.app.order_view import OPERATOR, load_order_view
from amends.cli.picture import whole
from amends.core.events import EVENTS
from amends.core.people import Actor
from amends.demo.market import Market, make
from amends.engine.engine import open_store
from amends.telling import happened
from amends.telling.clean import clean
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.writing import instant, money, person, short_number
from tests.cli.conftest import START
from tests.people import CAROL

# What a sentence holds when something was not put into words; the last is a default left unsaid.
_BROKEN = re.compile(r"None|hmac:|_|  |\{|it goes on")


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """The marketplace of the demo, on its day."""
    store = open_store(tmp_path_factory.mktemp("words"))
    store.create()
    yield make(store, START)
    store.close()


def _disputed(market: Market, reader: str) -> Iterator[Seen]:
    """Every order with an open dispute and some with a closed one, as its reader sees it."""
    engine = market.engine
    rows = [*engine.disputes(limit=500), *engine.disputes(closed=True, limit=40)]
    for row in rows:
        people = {
            "buyer": Actor(role="buyer", name=row.buyer),
            "seller": Actor(role="seller", name=row.seller),
            "arbitrator": CAROL,
            "operator": OPERATOR,
        }
        yield load_order_view(engine, row.order_id, people[reader])


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (900, "USD", "$9.00"), (125_000, "EUR", "€1,250.00"), (500, "JPY", "¥500"),
        (1_250, "KWD", "1.250 KWD"), (-900, "USD", "-$9.00"), (5, "BRL", "R$0.05"),
    ],
)  # fmt: skip
def test_money_is_written_with_all_its_decimals(minor: int, currency: str, text: str) -> None:
    assert money(minor, currency) == text


def test_an_instant_names_day_and_zone() -> None:
    assert instant(1_710_856_800_000) == "Tue 19 March 2024, 14:00 UTC"


def test_people_are_called_by_name_and_long_ids_are_cut() -> None:
    assert person("alice") == "Alice"
    assert person("06b8999e2fba1a1fbc88172c00ba8bc7") == "06b8999e…"
    assert short_number("4711") == "4711"
    assert short_number("719628a909505f12f342015fd53a8d00/1") == "719628a90950…"


@pytest.mark.parametrize("mark", ["\x1b[2J", "\x07", "\r", "\x9b", "\u202e", "\u2067", "\t"])
def test_what_moves_a_cursor_is_replaced(mark: str) -> None:
    assert clean(f"a{mark}b") == "a" + "\ufffd" + clean(mark[1:]) + "b"
    assert clean("línea 1\n第二行 ✓") == "línea 1\n第二行 ✓"


def test_every_event_has_a_sentence() -> None:
    assert set(happened._SENTENCES) == set(EVENTS.values())


@pytest.mark.parametrize("reader", ["buyer", "seller", "arbitrator", "operator"])
def test_every_dispute_is_told_in_whole_sentences(market: Market, reader: str) -> None:
    told = 0
    for seen in _disputed(market, reader):
        sentences = [headline(seen, dispute) for dispute in seen.order.disputes]
        sentences += [happened.happened(seen.words, event) for _, _, event in seen.past]
        sentences += [happened.happened(seen.words, event) for _, event in seen.coming]
        for said in sentences:
            told += 1
            assert said[0].isupper() or said[0].isdigit(), said
            assert said.rstrip("”")[-1] == ".", said
            assert not _BROKEN.search(said), said
    assert told > 500


@pytest.mark.parametrize("reader", ["buyer", "seller"])
def test_nobody_is_both_you_and_a_name(market: Market, reader: str) -> None:
    for seen in _disputed(market, reader):
        own = person(seen.order.buyer if reader == "buyer" else seen.order.seller)
        for dispute in seen.order.disputes:
            assert own not in headline(seen, dispute).split()


@pytest.mark.parametrize("reader", ["buyer", "arbitrator"])
def test_it_fits_eighty_columns(market: Market, reader: str) -> None:
    for seen in islice(_disputed(market, reader), 0, None, 4):
        out = StringIO()
        Console(file=out, width=80, markup=False, highlight=False).print(whole(seen))
        shown = out.getvalue()
        assert max(len(line) for line in shown.splitlines()) <= 80
        assert "hmac:" not in shown


def test_only_arbitrators_read_of_a_ruling_that_waits(market: Market) -> None:
    waiting = 0
    for seen in _disputed(market, "arbitrator"):
        names = [type(event).__name__ for _, _, event in seen.past]
        dispute = seen.order.disputes[0]
        if "RulingIssued" not in names or dispute.stage.name != "arbitration":
            continue
        waiting += 1
        assert "A ruling waits for a second arbitrator" in headline(seen, dispute)
        buyer = load_order_view(
            market.engine, seen.order.id, Actor(role="buyer", name=seen.order.buyer)
        )
        assert "RulingIssued" not in [type(event).__name__ for _, _, event in buyer.past]
        assert "waits for a second" not in headline(buyer, dispute)
    assert waiting


def test_a_stranger_sees_no_order(market: Market, tmp_path: Path) -> None:
    with pytest.raises(NoSuchOrderError):
        load_order_view(market.engine, market.case, Actor(role="buyer", name="eve"))
