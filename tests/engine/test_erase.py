"""What a person wrote can be erased, not before it is over, and the log still verifies."""

from amends.core.moments import DAY
from amends.core.refusals import Refusal
from amends.engine.erase import Erased
from amends.log.chain import verify
from tests.engine.market import Market
from tests.people import ALICE, BANK, BOB


def test_nothing_is_erased_while_a_dispute_is_open(market: Market) -> None:
    order_id = market.disputed()
    before = market.contents()
    answer = market.engine.erase(order_id, "buyer")
    assert isinstance(answer, Refusal)
    assert answer.later
    assert "2024-03-20" in answer.instead
    assert market.contents() == before


def test_nothing_is_erased_while_an_appeal_is_possible(market: Market) -> None:
    order_id = market.disputed()
    market.clock.step(6 * DAY)
    market.engine.sweep()
    answer = market.engine.erase(order_id, "buyer")
    assert isinstance(answer, Refusal)
    assert "2024-04-04" in answer.instead
    market.clock.step(15 * DAY)
    assert isinstance(market.engine.erase(order_id, "buyer"), Erased)


def test_nothing_is_erased_while_the_bank_decides(market: Market) -> None:
    order_id = market.shipped()
    market.accepted(BANK, "open_chargeback", order_id, amount="20.00")
    answer = market.engine.erase(order_id, "seller")
    assert isinstance(answer, Refusal)
    assert "bank" in answer.sentence


def test_a_buyers_words_go_and_the_sellers_stay(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "make_statement", order_id, text="It was whole.")
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    log = market.engine.entries(order_id)
    answer = market.engine.erase(order_id, "buyer")
    assert answer == Erased(order_id=order_id, texts=3)
    assert list(market.engine.texts(order_id).values()) == ["It was whole."]
    assert market.engine.salts(order_id).keys() == {"seller"}
    assert market.engine.entries(order_id) == log
    assert verify(log) is None
    assert market.is_sound()
    assert market.engine.erase(order_id, "buyer") == Erased(order_id=order_id, texts=0)


def test_a_settled_order_takes_new_words_with_a_new_salt(market: Market) -> None:
    order_id = market.shipped()
    old = market.engine.salts(order_id)["parcel"]
    assert isinstance(market.engine.erase(order_id, "buyer"), Erased)
    market.clock.step(12 * DAY)
    market.open_dispute(order_id)
    assert "The lid is cracked." in market.engine.texts(order_id).values()
    assert old not in market.engine.salts(order_id).values()
    assert ALICE.name == "alice"
    assert market.is_sound()


def test_an_order_that_is_not_there_has_nothing_to_erase(market: Market) -> None:
    answer = market.engine.erase("01a20000-0000-7000-8000-000000000000", "buyer")
    assert isinstance(answer, Refusal)
    assert answer.code == "unknown_order"
