"""The door: what one batch does, and what it leaves alone."""

from typing import Any

import pytest

from amends.core.commands.make_statement import MakeStatement
from amends.core.commands.pause_clock import PauseClock
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.value import changed
from amends.engine.envelope import Receipt
from amends.telling.refusals import said
from tests.engine.market import Market
from tests.people import ALICE, BOB, CARRIER, EVE, EVE_AS_SELLER, SHOP


def test_an_order_is_placed_with_its_money_policy_and_text(market: Market) -> None:
    order_id = market.placed()
    order = market.engine.order(order_id)
    assert order is not None
    assert (order.number, order.policy, order.escrow) == ("1", "aliexpress-2017@1", 2000)
    assert [t.purpose for t in market.engine.transfers(order_id)] == ["hold"]
    assert market.engine.texts(order_id) == {order.postcode: "28013"}
    assert market.engine.order_id("shop", "1") == order_id
    assert market.engine.find("1") == [order_id]
    assert market.engine.find(order_id.upper()) == [order_id]


def test_a_case_runs_from_claim_to_refund_and_every_invariant_holds(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(BOB, "accept_proposal", order_id, proposal=1)
    assert [(t.purpose, t.minor) for t in market.engine.transfers(order_id)] == [
        ("hold", 2000),
        ("refund", 900),
        ("release", 1100),
    ]
    records = market.engine.records(order_id)
    assert [record.position for record in records] == list(range(1, len(records) + 1))
    assert market.engine.outbox(order_id)
    assert market.is_sound()


def test_a_batch_may_mean_one_order_many_times(market: Market) -> None:
    order_id = market.disputed()
    answers = market.engine.execute(
        [market.envelope(ALICE, "make_statement", order_id, text=f"Word {n}.") for n in range(20)]
        + [market.envelope(BOB, "accept_proposal", order_id, proposal=1)]
        + [market.envelope(ALICE, "cancel_dispute", order_id, confirm=True)]
    )
    assert [isinstance(answer, Receipt) for answer in answers] == [True] * 21 + [False]
    assert market.is_sound()


def test_a_refused_command_writes_nothing_and_costs_its_neighbours_nothing(market: Market) -> None:
    order_id = market.disputed()
    before = market.contents()
    assert market.refused(BOB, "cancel_dispute", order_id, confirm=True).code
    assert market.contents() == before
    other = market.placing("2")
    answers = market.engine.execute(
        [market.envelope(BOB, "cancel_dispute", order_id, confirm=True), other]
    )
    assert isinstance(answers[0], Refusal)
    assert isinstance(answers[1], Receipt)


def test_what_fell_due_before_a_refused_command_is_written(market: Market) -> None:
    order_id = market.disputed()
    market.clock.step(6 * DAY)
    refusal = market.refused(BOB, "reject_proposal", order_id, proposal=1)
    assert refusal.code == "not_in_this_stage"
    order = market.engine.order(order_id)
    assert order is not None
    assert order.disputes[0].stage.name == "closed"
    assert market.is_sound()


@pytest.mark.parametrize("stranger", [EVE, EVE_AS_SELLER])
def test_a_strangers_command_expires_nothing_and_learns_nothing(
    market: Market, stranger: Any
) -> None:
    order_id = market.disputed()
    market.clock.step(6 * DAY)
    before = market.contents()
    not_hers = market.refused(stranger, "make_statement", order_id, text="Hello.")
    not_there = market.refused(
        stranger, "make_statement", "01a20000-0000-7000-8000-000000000000", text="Hello."
    )
    assert not_hers == not_there
    assert market.contents() == before


def test_a_name_that_is_no_id_is_an_unknown_order(market: Market) -> None:
    for name in ("", "7", "}'; DROP TABLE orders; --", "x" * 10_000):
        assert market.refused(ALICE, "make_statement", name, text="Hi.").code == "unknown_order"


def test_the_same_key_gets_the_first_answer(market: Market) -> None:
    order_id = market.disputed()
    first = market.accepted(BOB, "accept_proposal", order_id, key="once", proposal=1)
    before = market.contents()
    market.clock.step(40 * DAY)
    again = market.accepted(BOB, "accept_proposal", order_id, key="once", proposal=1)
    assert again.replayed
    assert (again.position, again.events) == (first.position, first.events)
    assert market.contents() == before


def test_the_same_key_in_one_batch_is_carried_out_once(market: Market) -> None:
    order_id = market.disputed()
    envelope = market.envelope(ALICE, "make_statement", order_id, key="once", text="Look.")
    first, second = market.engine.execute([envelope, envelope])
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (first.replayed, second.replayed) == (False, True)
    assert first.events == second.events


def test_a_key_with_another_body_is_refused(market: Market) -> None:
    order_id = market.disputed()
    market.accepted(ALICE, "make_statement", order_id, key="once", text="Look.")
    before = market.contents()
    assert (
        market.refused(ALICE, "make_statement", order_id, key="once", text="Look!").code
        == "key_reused"
    )
    assert market.contents() == before
    # Bob's keys are his own.
    market.accepted(BOB, "make_statement", order_id, key="once", text="I do.")


def test_a_refused_command_leaves_its_key_free(market: Market) -> None:
    order_id = market.shipped()
    claim = {
        "line": "kettle", "grounds": "not_as_described.quality", "received": True,
        "remedy": "refund_only", "amount": "9.00", "statement": "Cracked.",
        "exhibits": [{"kind": "photo", "sha256": "ab" * 32}],
    }  # fmt: skip
    early = market.refused(ALICE, "open_dispute", order_id, key="k", **claim)
    assert early.later
    market.clock.step(12 * DAY)
    market.accepted(ALICE, "open_dispute", order_id, key="k", **claim)


def test_an_order_number_is_placed_once(market: Market) -> None:
    envelope = market.placing("7", key="first try")
    answers = market.engine.execute([envelope, market.placing("7", key="second try")])
    before = market.contents()
    answers += market.engine.execute([market.placing("7", key="third try")])
    assert [a.replayed for a in answers if isinstance(a, Receipt)] == [False, True, True]
    assert len({a.order_id for a in answers if isinstance(a, Receipt)}) == 1
    other = market.engine.execute([market.placing("7", buyer="anna")])[0]
    assert isinstance(other, Refusal)
    assert other.code == "order_number_used"
    assert market.contents() == before


def test_another_shop_may_use_the_same_number(market: Market) -> None:
    first = market.placed("7")
    other = changed(market.placing("7"), actor=Actor(role="shop", name="other"))
    answer = market.engine.execute([other])[0]
    assert isinstance(answer, Receipt)
    assert answer.order_id != first


def test_a_shop_cannot_take_a_number_of_another(market: Market) -> None:
    answer = market.engine.execute([market.placing("7", shop="other")])[0]
    assert isinstance(answer, Refusal)
    assert answer.code == "bad_argument"
    assert market.engine.order_id("other", "7") is None


def test_a_repeat_after_other_things_happened_still_gets_the_first_receipt(market: Market) -> None:
    envelope = market.placing("7", key="k")
    first = market.engine.execute([envelope])[0]
    assert isinstance(first, Receipt)
    market.clock.step(DAY)
    market.accepted(BOB, "ship", first.order_id, parcel="p", carrier="c", tracking="T1")
    again = market.engine.execute([envelope])[0]
    assert isinstance(again, Receipt)
    assert (again.position, again.events) == (1, first.events)


def test_the_clock_never_goes_behind_an_orders_last_event(market: Market) -> None:
    order_id = market.disputed()
    market.clock.step(-DAY)
    market.accepted(ALICE, "make_statement", order_id, text="Look.")
    last, before = market.engine.records(order_id)[-1], market.engine.records(order_id)[-2]
    assert last.at == before.at


def test_private_text_is_not_in_the_log(market: Market) -> None:
    order_id = market.disputed()
    log = "".join(entry.body.decode() for entry in market.engine.entries(order_id))
    for text in ("The lid is cracked.", "RB123456785GB", "28013"):
        assert text not in log
        assert text in market.engine.texts(order_id).values()


def test_a_tracking_number_is_the_same_however_it_is_written(market: Market) -> None:
    order_id = market.shipped(tracking="rb 1234 5678-5 gb")
    market.accepted(
        CARRIER, "report_tracking", order_id, tracking="RB123456785GB", status="in_transit"
    )


def test_equal_texts_of_two_orders_have_two_digests(market: Market) -> None:
    first, second = market.disputed("1"), market.disputed("2", tracking="RB123456799GB")
    assert not market.engine.texts(first).keys() & market.engine.texts(second).keys()


def test_a_number_that_went_to_another_postcode_does_not_count_as_delivered(
    market: Market,
) -> None:
    market.shipped("1", postcode="10115")
    order_id = market.shipped("2", postcode="28013")
    market.accepted(
        CARRIER, "report_tracking", order_id, tracking="RB123456785GB", status="delivered"
    )
    order = market.engine.order(order_id)
    assert order is not None
    assert order.parcels[0].delivered_at is None
    assert order.parcels[0].elsewhere
    # To the same postcode in another writing it is one parcel with two orders in it.
    third = market.shipped("3", tracking="RR987654321CN", postcode="28013")
    fourth = market.shipped("4", tracking="rr 987654321 cn", postcode="2801 3")
    for one in (third, fourth):
        market.accepted(
            CARRIER, "report_tracking", one, tracking="RR987654321CN", status="delivered"
        )
        found = market.engine.order(one)
        assert found is not None
        assert found.parcels[0].delivered_at is not None


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_that_no_database_keeps_is_refused_and_puts_nothing_aside(
    market: Market, text: str
) -> None:
    order_id = market.disputed()
    before = market.contents()
    for command in (MakeStatement(text=text), PauseClock(reason=text)):
        envelope = market.envelope(ALICE, "make_statement", order_id, text="Hi.")
        envelope = changed(envelope, command=command)
        answer = market.engine.execute([envelope])[0]
        assert isinstance(answer, Refusal)
        assert answer.code == "bad_argument"
    assert market.contents() == before
    assert not market.engine.aside()


@pytest.mark.parametrize("name", ["", "k" * 201, "k" * 9000, "a\0b", "a\ud800b"])
def test_a_hostile_name_or_key_costs_its_neighbours_nothing(market: Market, name: str) -> None:
    order_id = market.disputed()
    good = market.envelope(ALICE, "make_statement", order_id, text="Hi.")
    bad_key = changed(market.envelope(ALICE, "make_statement", order_id, text="Hi."), key=name)
    bad_actor = changed(good, actor=Actor(role="buyer", name=name), key="other")
    answers = market.engine.execute([bad_key, good, bad_actor])
    said = [answer.code if isinstance(answer, Refusal) else "accepted" for answer in answers]
    assert said == ["bad_argument", "accepted", "bad_argument"]
    assert not market.engine.aside()
    assert market.is_sound()


def test_long_names_of_an_order_are_refused(market: Market) -> None:
    for changes in ({"buyer": "b" * 5000}, {"shop": "s" * 5000}, {"seller": "s" * 5000}):
        answer = market.engine.execute([market.placing("9", **changes)])[0]
        assert isinstance(answer, Refusal)
        assert answer.code == "bad_argument"
    answer = market.engine.execute([market.placing("9" * 5000)])[0]
    assert isinstance(answer, Refusal)
    assert answer.code == "bad_argument"


def test_an_unknown_policy_is_refused(market: Market) -> None:
    envelope = changed(market.placing(), policy="somewhere-1999")
    answer = market.engine.execute([envelope])[0]
    assert isinstance(answer, Refusal)
    assert answer.code == "bad_argument"
    assert "somewhere-1999" in said(answer).sentence


def test_a_shop_can_choose_another_policy(market: Market) -> None:
    envelope = changed(market.placing(), policy="aliexpress-2010")
    receipt = market.engine.execute([envelope])[0]
    assert isinstance(receipt, Receipt)
    order = market.engine.order(receipt.order_id)
    assert order is not None
    assert order.policy == "aliexpress-2010@1"


def test_a_batch_of_any_size_is_carried_out(market: Market) -> None:
    order_id = market.disputed()
    same = market.envelope(ALICE, "make_statement", order_id, key="once", text="Look.")
    answers = market.engine.execute([same] * 12_000)
    assert sum(isinstance(answer, Receipt) and not answer.replayed for answer in answers) == 1
    assert len(answers) == 12_000
    assert market.engine.execute([]) == []


def test_only_a_shop_places_orders(market: Market) -> None:
    envelope = changed(market.placing(), actor=ALICE)
    answer = market.engine.execute([envelope])[0]
    assert isinstance(answer, Refusal)
    assert market.engine.count() == {}
    assert SHOP.role == "shop"


@pytest.mark.parametrize("blank", [" ", "\t\n", "\u200b\u2060", "\u00a0"])
def test_blank_words_are_no_words(market: Market, blank: str) -> None:
    """Rules see digests, so what says nothing has to be nothing before it is sealed (A4, C6)."""
    order_id = market.disputed()
    answer = market.give(BOB, "make_statement", order_id, text=blank)
    assert isinstance(answer, Refusal)
    assert answer.code == "statement_needed"
    assert blank not in market.engine.texts(order_id).values()
