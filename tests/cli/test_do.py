"""Alice, Bob and Carol give commands in the terminal."""

import json
from pathlib import Path

import pytest

from amends.core.commands import COMMANDS
from tests.cli.conftest import ORDER, Amends


def test_an_order_is_placed_from_a_file(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "order.toml"
    file.write_text(ORDER, "utf-8")

    answer = amends("do", "place_order", "4711", "--with-file", str(file))

    assert answer.exit_code == 0
    assert "Alice paid $20.00; it is held." in answer.output


def test_an_order_is_placed_from_json_under_another_policy(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "order.json"
    order = {
        "buyer": "alice",
        "seller": "bob",
        "currency": "JPY",
        "lines": [{"id": "k", "price": "500"}],
    }
    file.write_text(json.dumps({**order, "number": "7"}), "utf-8")

    answer = amends("do", "place_order", "--with-file", str(file), "--policy", "aliexpress-2010")

    assert answer.exit_code == 0, answer.output
    assert json.loads(amends("show", "7", "--json").stdout)["policy"] == "aliexpress-2010@1"


def test_the_fees_of_the_bar_are_all_that_was_kept(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "order.toml"
    file.write_text(f'{ORDER}commission = "4.8%"\npayment_fee = "0.30"\n', "utf-8")
    amends("do", "place_order", "1", "--with-file", str(file))
    amends("do", "ship", "1", "--with", "carrier=upu", "--with", "tracking=RB123456785GB")
    done = amends("do", "confirm_receipt", "1", "--with", "confirm=true", "--json")
    assert done.exit_code == 0, done.output
    assert "commission" not in done.stdout
    assert "1874" not in done.stdout

    shown = amends("show", "1").stdout
    assert "to Bob $18.74" in shown
    assert "fees $1.26" in shown  # commission 0.96, payment 0.30
    to_the_buyer = amends("show", "1", "--as", "buyer").stdout
    assert "to Bob $20.00" in to_the_buyer
    assert "$20.00 to Bob." in to_the_buyer
    for told in ("fee", "commission", "$18.74"):
        assert told not in to_the_buyer


def test_with_comes_before_the_file(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "order.toml"
    file.write_text(ORDER, "utf-8")

    amends("do", "place_order", "1", "--with-file", str(file), "--with", "buyer=carla")

    assert json.loads(amends("show", "1", "--json").stdout)["buyer"] == "carla"


def test_bob_answers_and_alice_accepts(kettle: Amends) -> None:
    answer = kettle(
        "do", "propose", "4711", "--by", "seller:bob", "--with", "remedy=refund_only",
        "--with", "amount=6.00", "--with", "statement=A new lid costs 6.",
    )  # fmt: skip
    assert answer.exit_code == 0, answer.output
    assert "Bob wrote" not in answer.output  # Bob reads it, so he is "you".
    assert "You wrote: “A new lid costs 6.”" in answer.output
    assert "Alice has until" in answer.output
    assert "If not, Alice gets $6.00 back." in answer.output

    answer = kettle("do", "accept_proposal", "4711", "--by", "buyer", "--with", "proposal=2")
    assert answer.exit_code == 0, answer.output
    assert "$6.00 back to you" in answer.output
    assert "$14.00 to Bob" in answer.output


def test_the_same_key_gives_the_same_answer_and_changes_nothing(kettle: Amends) -> None:
    words = (
        "do",
        "make_statement",
        "4711",
        "--by",
        "buyer",
        "--with",
        "text=Hello.",
        "--key",
        "k1",
    )
    first = json.loads(kettle(*words, "--json").stdout)
    again = json.loads(kettle(*words, "--json").stdout)

    assert (first["replayed"], again["replayed"]) == (False, True)
    assert again["position"] == first["position"]
    assert "done before" in kettle(*words).output


def test_the_same_key_with_another_body_is_refused(kettle: Amends) -> None:
    words = ("do", "make_statement", "4711", "--by", "buyer", "--key", "k1", "--with")
    kettle(*words, "text=Hello.")

    answer = kettle(*words, "text=Something else.")

    assert answer.exit_code == 1
    assert "key_reused" in answer.stderr


def test_a_refusal_says_why_and_what_instead(kettle: Amends) -> None:
    answer = kettle("do", "cancel_dispute", "4711", "--by", "seller:bob")
    assert answer.exit_code == 1
    assert "not_your_role" in answer.stderr
    assert "It is for: buyer." in answer.stderr

    answer = kettle("do", "cancel_dispute", "4711", "--by", "buyer", "--json")
    assert answer.exit_code == 1
    told = json.loads(answer.stdout)
    assert (told["ok"], told["code"]) == (False, "needs_confirmation")
    assert told["instead"].startswith("Say `confirm = true`")
    assert told["later"] is False
    assert told["details"] == {"lost": "goods", "amount": {"amount": "20.00", "currency": "USD"}}


def test_a_role_alone_is_the_orders_own_person_and_eve_is_nobody(kettle: Amends) -> None:
    said = ("--with", "text=Hello.")
    assert kettle("do", "make_statement", "4711", "--by", "seller", *said).exit_code == 0

    answer = kettle("do", "make_statement", "4711", "--by", "buyer:eve", *said)

    assert answer.exit_code == 1
    assert "There is no such order." in answer.stderr


@pytest.mark.parametrize(
    "liable",
    [
        "liable={seller = 50, carrier = 50}",
        'liable={"seller": 50, "carrier": 50}',
        "liable=seller=50,carrier=50",
    ],
)
def test_shares_are_written_as_people_write_tables(kettle: Amends, liable: str) -> None:
    answer = kettle(
        "do", "issue_ruling", "4711", "--by", "arbitrator:carol", "--with", "remedy=refund_only",
        "--with", "amount=9.00", "--with", liable,
    )  # fmt: skip
    # It was understood; the dispute is not at the platform yet.
    assert answer.exit_code == 1
    assert "not_in_this_stage" in answer.stderr


def test_every_command_can_be_given(kettle: Amends) -> None:
    # Some are accepted, some refused, some lack arguments: each is understood, none falls over.
    for name in COMMANDS:
        answer = kettle("do", name, "4711", "--json")
        assert answer.exit_code in (0, 1, 2), (name, answer.exception)
        assert isinstance(json.loads(answer.stdout)["ok"], bool), name


OURS = 'extends = "aliexpress-2017@1"\nname = "ours"\nversion = 1\ntitle = "Ours"\n'


def test_dave_adopts_a_policy_and_alices_order_pins_it(amends: Amends, tmp_path: Path) -> None:
    order, ours = tmp_path / "order.toml", tmp_path / "ours.toml"
    order.write_text(ORDER, "utf-8")
    ours.write_text(f'{OURS}[negotiation]\nseller_turn = "P3D"\n', "utf-8")
    place = ("do", "place_order", "1", "--with-file", str(order), "--policy", "ours@1")
    before = amends(*place)
    assert before.exit_code == 1
    assert "There is no policy ours@1" in before.stderr

    assert json.loads(amends("policy", "adopt", str(ours), "--json").stdout)["new"] is True
    assert "kept already" in amends("policy", "adopt", str(ours)).stdout
    assert amends(*place).exit_code == 0
    assert json.loads(amends("show", "1", "--json").stdout)["policy"] == "ours@1"

    ours.write_text(OURS, "utf-8")
    other = amends("policy", "adopt", str(ours))
    assert other.exit_code == 1
    assert "new version number" in other.stderr
    assert "Everything holds" in amends("audit").stdout


def test_a_policy_with_errors_or_a_name_that_is_taken_is_not_adopted(
    amends: Amends, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(OURS.replace("version = 1\n", ""), "utf-8")
    answer = amends("policy", "adopt", str(ours))
    assert answer.exit_code == 1
    assert "version: is missing" in answer.stderr
    ours.write_text(OURS.replace('"ours"', '"aliexpress-2017"').replace("n = 1", "n = 7"), "utf-8")
    answer = amends("policy", "adopt", str(ours))
    assert answer.exit_code == 1
    assert "a name of its own" in answer.stderr


def test_programs_get_the_code_of_an_argument_that_cannot_be_meant(amends: Amends) -> None:
    answer = amends("do", "propose", "4711", "--by", "seller", "--json")
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["code"], said["later"]) == (2, "bad_argument", False)
    assert said["details"] == {"field": "remedy", "fault": {"code": "missing"}}
