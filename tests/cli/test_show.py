"""What people read about an order: the sentences, not the layout."""

import json
from pathlib import Path

import pytest

from amends.engine.engine import open_store
from tests.cli.conftest import Amends


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_headline_names_person_amount_and_default(kettle: Amends) -> None:
    shown = _words(kettle("show", "4711").output)

    assert "Order 4711 · shop · Alice buys from Bob" in shown
    assert "Bob has until" in shown
    assert "to answer Alice's claim of $9.00. If not, Alice gets $9.00 back." in shown


def test_alice_and_bob_are_spoken_to(kettle: Amends) -> None:
    alice = _words(kettle("show", "4711", "--as", "buyer:alice").output)
    bob = _words(kettle("show", "4711", "--as", "seller:bob").output)

    assert "If not, you get $9.00 back." in alice
    assert "It is your turn: answer Alice's claim of $9.00 by" in bob
    assert "If not, Alice gets $9.00 back." in bob
    assert "You can now:" in bob
    assert "accept_proposal" in bob


def test_each_standing_proposal_shows_every_transfer(kettle: Amends) -> None:
    shown = _words(kettle("show", "4711").output)

    assert (
        "If proposal 1 is accepted: $9.00 escrow → Alice refund $11.00 escrow → Bob release"
        in shown
    )


def test_what_comes_by_itself_is_what_the_rules_do(kettle: Amends) -> None:
    shown = _words(kettle("show", "4711").output)

    assert "Bob did not answer, so proposal 1 is carried out." in shown
    assert "Dispute 1 closed by silence. $9.00 back to Alice. $11.00 to Bob." in shown


def test_the_timeline_tells_from_payment_on(kettle: Amends) -> None:
    shown = _words(kettle("show", "4711").output)

    parts = [
        "Alice paid $20.00; it is held.",
        "Bob shipped parcel p1: UPU RB123456785GB.",
        "Parcel p1: delivered.",
        "Alice opened dispute 1 (Kettle, poor quality) and asked for $9.00 back",
        "“The lid is cracked.”",
    ]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_json_holds_what_the_reader_may_see_in_words(kettle: Amends) -> None:
    told = json.loads(kettle("show", "4711", "--as", "buyer:alice", "--json").stdout)

    (dispute,) = told["disputes"]
    assert dispute["statements"][0]["text"] == "The lid is cracked."
    assert dispute["headline"].startswith("Bob has until")
    assert told["parcels"][0]["tracking"] == "RB123456785GB"
    assert told["money"]["held"] == "20.00"
    assert told["coming"][-1]["event"] == "OrderCompleted"
    assert "hmac:" not in json.dumps(told)


def test_it_is_found_by_number_by_id_and_by_its_beginning(kettle: Amends) -> None:
    order_id = json.loads(kettle("show", "4711", "--json").stdout)["order"]

    for name in (order_id, order_id[:13], "47"):
        assert json.loads(kettle("show", name, "--json").stdout)["order"] == order_id


def test_a_beginning_that_two_have_is_asked_about(kettle: Amends) -> None:
    kettle(
        "do", "place_order", "4712", "--with", "buyer=alice", "--with", "seller=bob",
        "--with", "currency=USD", "--with", 'lines=[{id = "mug", price = "5.00"}]',
    )  # fmt: skip

    answer = kettle("show", "471")

    assert answer.exit_code == 1
    assert "More than one order" in answer.stderr


@pytest.mark.parametrize("name", ["buyer:eve", "seller:eve", "seller:alice", "arbitrator:bob"])
def test_not_yours_looks_like_not_there(kettle: Amends, name: str) -> None:
    not_yours = kettle("show", "4711", "--as", name)
    not_there = kettle("show", "nowhere", "--as", name)

    assert not_yours.exit_code == not_there.exit_code == 1
    assert not_yours.stderr == not_there.stderr


def test_the_guard_warns_the_one_it_speaks_to(kettle: Amends) -> None:
    kettle(
        "do", "make_statement", "4711", "--by", "seller",
        "--with", "text=Please cancel, I will pay you by PayPal.",
    )  # fmt: skip

    assert "Take care" in kettle("show", "4711", "--as", "buyer").output
    assert "Take care" not in kettle("show", "4711", "--as", "seller").output


def test_text_from_outside_moves_no_cursor(kettle: Amends) -> None:
    kettle(
        "do", "make_statement", "4711", "--by", "seller", "--with", "text=\x1b[2J[red]gone[/red]"
    )

    shown = kettle("show", "4711").output

    assert "\x1b[2J" not in shown
    assert "[red]gone[/red]" in shown


def test_a_long_history_is_cut_in_the_middle_unless_all_is_asked_for(kettle: Amends) -> None:
    for n in range(30):
        kettle("do", "make_statement", "4711", "--by", "buyer", "--with", f"text=Line {n}.")

    glance, everything = kettle("show", "4711").output, kettle("show", "4711", "--all").output

    assert "… 14 more in between; --all shows them …" in glance
    assert "Alice paid $20.00" in glance
    assert "“Line 29.”" in glance
    assert "“Line 3.”" not in glance
    assert "“Line 3.”" in everything


def test_a_damaged_order_is_put_aside_and_says_so(kettle: Amends, home: Path) -> None:
    store = open_store(home)
    with store.transaction() as transaction:
        transaction.change("UPDATE orders SET state = '{'")
    shown = kettle("show", "4711")
    assert shown.exit_code == 1
    assert "cannot be read" in shown.stderr
    assert "amends rebuild" in shown.stderr
    assert "There is no such order." in kettle("show", "4711", "--as", "buyer:eve").stderr

    answer = kettle("do", "make_statement", "4711", "--by", "buyer", "--with", "text=Hello.")
    assert answer.exit_code == 1
    assert "Refused (put_aside)" in answer.stderr
    assert "put aside since" in kettle("show", "4711").stderr

    assert kettle("rebuild").exit_code == 0
    assert "is put aside" not in kettle("show", "4711").output
    with store.transaction() as transaction:
        transaction.change(
            "INSERT INTO aside SELECT order_id, 1709251200000, 'sweep', 'Error: a bug', 1,"
            " 1709251200000 FROM orders"
        )
    store.close()
    said = _words(kettle("show", "4711").output)
    assert "This order is put aside since" in said
    assert "sweep: Error: a bug" in said
    assert "a bug" not in kettle("show", "4711", "--as", "buyer:alice").output
    assert "put aside since" in json.loads(kettle("show", "4711", "--json").stdout)["aside"]
