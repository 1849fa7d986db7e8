"""Attacks on the engine that no rule sees: clocks, keys, texts and releases (safeguards.md 25–32)."""

from typing import Any

from amends.core.moments import DAY, Instant
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.value import changed
from amends.engine.clock import SystemClock
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope, Receipt
from tests.engine.market import CLAIM, START, TABLES, Market
from tests.people import ALICE, BOB, CAROL


def test_an_instant_that_a_door_makes_up_decides_nothing(market: Market) -> None:
    order_id = market.disputed()
    in_time = market.clock.now()
    market.clock.step(6 * DAY)
    late = market.envelope(BOB, "reject_proposal", order_id, proposal=1)
    (answer,) = market.engine.execute([changed(late, seen_at=in_time)])
    assert isinstance(answer, Refusal)
    order = market.engine.order(order_id)
    assert order is not None
    assert order.disputes[0].stage.name == "closed"


def test_a_batch_has_one_instant_and_it_is_the_databases(market: Market) -> None:
    engine = Engine(market.store, SystemClock())
    before = market.store.now()
    claimed: dict[str, Instant] = {"1": 0, "2": START, "3": 2**52}
    answers = engine.execute(
        [changed(market.placing(number), seen_at=at) for number, at in claimed.items()]
    )
    after = market.store.now()
    ids = [answer.order_id for answer in answers if isinstance(answer, Receipt)]
    instants = {record.at for order_id in ids for record in engine.records(order_id)}
    assert len(ids) == 3
    assert len(instants) == 1
    assert before <= instants.pop() <= after
    kept = market.store.select("SELECT seen_at FROM receipt ORDER BY seen_at")
    assert [row[0] for row in kept] == sorted(claimed.values())


def test_a_strangers_key_finds_nothing_of_somebody_elses(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(ALICE, "make_statement", order_id, "secret", text="Look.")
    before = market.contents()
    mallory = Actor(role="buyer", name="mallory")
    again = market.refused(mallory, "make_statement", order_id, "secret", text="Look.")
    assert again.code == "unknown_order"
    assert market.contents() == before
    # Bob may use the same key: it is another one.
    assert not market.accepted(BOB, "make_statement", order_id, "secret", text="Look.").replayed


def test_two_engines_never_act_on_what_they_remember(market: Market) -> None:
    order_id = market.disputed()
    other = Market(market.store)
    other.clock.set(market.clock.now())
    engines: list[Engine] = [market.engine, other.engine]
    for n in range(6):
        words = market.envelope(ALICE, "make_statement", order_id, text=f"Word {n}.")
        (answer,) = engines[n % 2].execute([words])
        assert isinstance(answer, Receipt)
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    late: Envelope = market.envelope(BOB, "reject_proposal", order_id, proposal=1)
    assert isinstance(other.engine.execute([late])[0], Refusal)
    assert market.is_sound()


def test_no_word_number_or_postcode_stands_anywhere_but_beside_its_salt(market: Market) -> None:
    said: dict[str, Any] = {**CLAIM, "statement": "A secret of Alice."}
    order_id = market.shipped(tracking="LX987654321CN", postcode="08001")
    market.clock.step(12 * DAY)
    market.open_dispute(order_id, **said)
    market.accepted(BOB, "reject_proposal", order_id, proposal=1, statement="A secret of Bob.")
    market.clock.step(6 * DAY)
    market.accepted(
        CAROL, "issue_ruling", order_id, remedy="refund_only", amount="9.00", liable="seller",
        reasons="A secret of Carol.",
    )  # fmt: skip
    secrets = ("A secret of", "LX987654321CN", "08001")
    for table in TABLES:
        rows = str(market.store.select(f"SELECT * FROM {table}"))
        assert any(secret in rows for secret in secrets) == (table == "private_text"), table


def test_a_digest_that_somebody_writes_down_is_a_text_like_any_other(market: Market) -> None:
    order_id = market.disputed()
    mine = next(d for d, text in market.engine.texts(order_id).items() if "cracked" in text)
    market.accepted(BOB, "make_statement", order_id, text=mine)
    assert mine in market.engine.texts(order_id).values()
    assert market.is_sound()
    # In a field that is not private it is no digest that could be missed.
    market.placed("2", lines=[{"id": "a", "price": "1.00", "title": "hmac:" + "ab" * 32}])
    assert market.is_sound()


def test_a_snapshot_of_a_later_shape_is_not_read_as_if_it_were_ours(market: Market) -> None:
    order_id = market.disputed()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET shape = shape + 1")
    before = market.contents()
    market.clock.step(6 * DAY)
    for name, arguments in (
        ("accept_proposal", {"proposal": 1}),
        ("make_statement", {"text": "!"}),
    ):
        assert market.refused(BOB, name, order_id, **arguments).code == "put_aside"
    assert market.engine.sweep().events == 0
    assert market.contents() == before
