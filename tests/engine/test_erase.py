"""What a person wrote can be erased, not before it is over, and the log still verifies."""

from amends.core.moments import DAY
from amends.core.refusals import Refusal
from amends.engine.erase import Erased
from amends.log.chain import verify
from amends.telling.refusals import said
from tests.engine.market import CLAIM, Market
from tests.people import ALICE, BANK, BOB, CARRIER


def test_nothing_is_erased_while_a_dispute_is_open(market: Market) -> None:
    order_id = market.disputed()
    before = market.contents()
    answer = market.engine.erase(order_id, "buyer")
    assert isinstance(answer, Refusal)
    assert answer.later
    assert "2024-03-20" in said(answer).instead
    assert market.contents() == before


def test_nothing_is_erased_while_an_appeal_is_possible(market: Market) -> None:
    order_id = market.disputed()
    market.clock.step(6 * DAY)
    market.engine.sweep()
    answer = market.engine.erase(order_id, "buyer")
    assert isinstance(answer, Refusal)
    assert "2024-04-04" in said(answer).instead
    market.clock.step(15 * DAY)
    answer = market.engine.erase(order_id, "buyer")
    assert isinstance(answer, Refusal)
    assert "protection" in said(answer).sentence
    market.clock.step(13 * DAY)
    assert isinstance(market.engine.erase(order_id, "buyer"), Erased)


def test_nothing_is_erased_while_the_bank_decides(market: Market) -> None:
    order_id = market.shipped()
    market.accepted(BANK, "open_chargeback", order_id, amount="20.00")
    answer = market.engine.erase(order_id, "seller")
    assert isinstance(answer, Refusal)
    assert "bank" in said(answer).sentence


def test_nothing_is_erased_while_goods_are_under_way(market: Market) -> None:
    paid, shipped = market.placed("1"), market.shipped("2")
    for order_id, until in ((paid, "2024-03-31"), (shipped, "2024-04-17")):
        before = market.contents()
        answer = market.engine.erase(order_id, "buyer")
        assert isinstance(answer, Refusal)
        assert answer.later
        assert "not completed" in said(answer).sentence
        assert until in said(answer).instead
        assert market.contents() == before
    # What the carrier reports is still known by its number and its postcode.
    market.clock.step(8 * DAY)
    market.accepted(
        CARRIER, "report_tracking", shipped, tracking="RB123456785GB", status="delivered",
        postcode="28013",
    )  # fmt: skip
    order = market.engine.order(shipped)
    assert order is not None
    assert order.status == "delivered"


def test_nothing_is_erased_while_protection_runs(market: Market) -> None:
    order_id = market.shipped()
    market.clock.step(8 * DAY)
    market.accepted(ALICE, "confirm_receipt", order_id, confirm=True)
    answer = market.engine.erase(order_id, "seller")
    assert isinstance(answer, Refusal)
    assert "protection" in said(answer).sentence
    assert "2024-03-26" in said(answer).instead
    market.clock.step(15 * DAY)
    assert isinstance(market.engine.erase(order_id, "seller"), Refusal)
    market.clock.step(1)
    assert isinstance(market.engine.erase(order_id, "seller"), Erased)


def test_a_buyers_words_go_and_the_sellers_stay(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "make_statement", order_id, text="It was whole.")
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    market.clock.step(40 * DAY)
    market.engine.sweep()
    log = market.engine.entries(order_id)
    answer = market.engine.erase(order_id, "buyer")
    assert answer == Erased(order_id=order_id, texts=3)
    assert list(market.engine.texts(order_id).values()) == ["It was whole."]
    assert market.engine.salts(order_id).keys() == {"seller"}
    assert market.engine.entries(order_id) == log
    assert verify(log) is None
    assert market.is_sound()
    assert market.engine.erase(order_id, "buyer") == Erased(order_id=order_id, texts=0)


def test_what_comes_after_erasing_compares_to_nothing_and_leaves_nothing(market: Market) -> None:
    order_id = market.shipped()
    market.clock.step(150 * DAY)
    market.engine.sweep()
    assert isinstance(market.engine.erase(order_id, "buyer"), Erased)
    assert not market.engine.salts(order_id)
    market.refused(
        CARRIER, "report_tracking", order_id, tracking="RB123456785GB", status="delivered",
        postcode="28013",
    )  # fmt: skip
    market.refused(ALICE, "open_dispute", order_id, **CLAIM)
    assert not market.engine.texts(order_id)
    assert not market.engine.salts(order_id)
    assert market.is_sound()


def test_an_order_that_is_not_there_has_nothing_to_erase(market: Market) -> None:
    answer = market.engine.erase("01a20000-0000-7000-8000-000000000000", "buyer")
    assert isinstance(answer, Refusal)
    assert answer.code == "unknown_order"
