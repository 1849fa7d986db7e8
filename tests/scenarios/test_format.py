"""What is wrong with a scenario is said with its file, its line and what to write instead."""

from pathlib import Path

import pytest

from amends.core.moments import DAY, parse_instant
from amends.policies import load
from amends.scenarios.fields import EXPECTED
from amends.scenarios.format import LARGEST, ScenarioError, read_play
from amends.scenarios.play import Expect
from tests.scenarios.conftest import Write

START = parse_instant("2024-03-01T00:00:00Z")


def test_a_play_is_read_with_the_defaults_of_the_rule_book(write: Write) -> None:
    play = read_play(write())
    assert play.workers == ("punctual", "late")
    assert play.order == {
        "currency": "USD", "shipping": "2.00", "promised": "P30D", "ship_from": "CN",
        "ship_to": "US", "logistics": "seller", "buyer": "buyer", "seller": "seller",
        "postcode": "", "seller_country": "", "commission": "0%", "payment_fee": "0",
        "lines": [{"id": "kettle", "title": "kettle", "price": "18.00", "quantity": 1}],
    }  # fmt: skip
    assert [step.at for step in play.steps] == [START + 2 * DAY, START + 14 * DAY, START + 15 * DAY]
    assert play.steps[1].names == "d1"
    assert play.steps[2].refused is True


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ('title  = "A', 'titel  = "A', 2, "titel", "not known"),
        ('title  = "A silent seller: the claim is executed after five days"', "", 1, "title", "missing"),
        ('policy = "aliexpress-2017"', 'policy = "aliexpress-2018"', 3, "policy", "cannot be used"),
        ("start  = 2024-03-01T00:00:00Z", "start  = 2024-03-01T00:00:00", 4, "start", "no time zone"),
        ("start  = 2024-03-01T00:00:00Z", "start  = 2024-03-01", 4, "start", "is an instant"),
        ("start  = 2024-03-01T00:00:00Z", "start  = 2024-02-30T00:00:00Z", 4, "", "not TOML"),
        ('currency = "USD"', 'currency = "USX"', 7, "order.currency", "ISO 4217"),
        ('shipping = "2.00"', 'shipping = "2.001"', 8, "order.shipping", "decimals"),
        ('shipping = "2.00"', "shipping = 2.0", 8, "order.shipping", "written as text"),
        ('shipping = "2.00"', 'shiping = "2.00"', 8, "order.shiping", "not known"),
        ('price = "18.00"', 'prize = "18.00"', 9, "order.lines[0].prize", "not known"),
        ('"18.00" }', '"18.00", quantity = 0 }', 9, "order.lines[0].quantity", "from 1"),
        ('at = "P2D"', 'at = "2 days"', 12, "step[0].at", "span of time"),
        ('by = "seller"', 'by = "vendor"', 13, "step[0].by", "names a role"),
        ('do = "ship"', 'do = "send"', 14, "step[0].do", "no command"),
        ('parcel = "p1"', 'packet = "p1"', 15, "step[0].with.packet", "not known"),
        ('as = "d1"', 'named = "d1"', 21, "step[1].named", "not known"),
        ('["photo"]', '["selfie"]', 22, "step[1].with.exhibits", "photo"),
        ("refused = true", "refused = false", 29, "step[2].refused", "code of the refusal"),
        ('stage = "negotiation"', 'stage = "talks"', 33, "expect[0].stage", "is one of"),
        ('due   = "P19D"', 'dew   = "P19D"', 35, "expect[0].dew", "not known"),
        ('dispute = "d1"', 'dispute = "d2"', 39, "expect[1].dispute", "d1"),
        ('buyer = "9.00"', 'bank = "9.00"', 42, "expect[1].money", "by seller"),
        ('escrow = "0.00"', 'escrow = "0"\n', 42, "", "not TOML"),
        ('outcome = "by_default"', 'can = { buyer = ["fly"] }', 41, "expect[1].can", "'fly' is not known"),
        ('outcome = "by_default"', 'cannot = { buyer = ["fly"] }', 41, "expect[1].cannot", "'fly' is not known"),
        ('outcome = "by_default"', 'signals = { buyer = ["smoke"] }', 41, "expect[1].signals", "known are"),
        ('outcome = "by_default"', 'no_signals = { buyer = ["smoke"] }', 41, "expect[1].no_signals", "known are"),
        ('outcome = "by_default"', 'liable = { seller = "50" }', 41, "expect[1].liable", "whole percents"),
        ('outcome = "by_default"', "liable = { seller = 50.0, buyer = 50 }", 41, "expect[1].liable", "whole percents"),
        ("[[expect]]", "[expect]", 31, "", "not TOML"),
    ],
)  # fmt: skip
def test_an_error_names_its_line(
    old: str, new: str, line: int, field: str, says: str, write: Write
) -> None:
    file = write(old, new)
    with pytest.raises(ScenarioError) as caught:
        read_play(file)
    problem = next(each for each in caught.value.problems if each.field == field)
    assert problem.file == str(file)
    assert says in problem.message
    assert problem.line == line or says == "not TOML"


def test_exhibits_that_are_no_list_are_one_error(write: Write) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_play(write('["photo"]', '"photo"'))
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (22, "step[1].with.exhibits")
    assert "is a list of kinds" in problem.message


def test_a_file_in_another_encoding_names_the_line_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "play.toml"
    file.write_bytes(b"# rules: N3\ntitle = 'Caf\xe9'\n")
    with pytest.raises(ScenarioError, match="UTF-8") as caught:
        read_play(file)
    assert caught.value.problems[0].line == 2


def test_the_manual_names_all_that_can_be_expected() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-scenario.md"
    table = page.read_text("utf-8").partition("What an `[[expect]]`")[2]
    assert [key for key in EXPECTED if f"`{key}`" not in table] == []


def test_every_error_is_told_at_once(write: Write) -> None:
    file = write()
    text = file.read_text("utf-8").replace('do = "ship"', 'do = "send"')
    file.write_text(text.replace('turn  = "seller"', 'turn = "bob"'), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_play(file)
    assert [problem.line for problem in caught.value.problems] == [14, 34]


def test_at_one_instant_steps_come_before_expects_in_the_order_of_the_file(write: Write) -> None:
    play = read_play(write('at = "P19DT1H"', 'at = "P14D"'))
    at_one = [act for act in play.acts if act.at == START + 14 * DAY]
    assert [isinstance(act, Expect) for act in at_one] == [False, True]


def test_a_person_can_be_named(write: Write) -> None:
    play = read_play(write('by = "seller"', 'by = "arbitrator:carol"'))
    assert str(play.steps[0].by) == "arbitrator:carol"


def test_workers_can_be_asked_for(write: Write) -> None:
    assert read_play(write("[order]", 'workers = "late"\n[order]')).workers == ("late",)


def test_another_policy_can_be_played_instead(write: Write) -> None:
    other = load("aliexpress-2010")
    assert read_play(write(), other).policy is other


def test_a_policy_file_is_looked_for_beside_the_play(write: Write) -> None:
    file = write('"aliexpress-2017"', '"own.toml"')
    own = 'extends = "aliexpress-2017"\nname = "own"\nversion = 3\ntitle = "Our own"\n'
    (file.parent / "own.toml").write_text(own, encoding="utf-8")
    assert read_play(file).policy.policy.reference == "own@3"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"title = ", "not TOML"),
        (b"x = " + b"[" * 5000, "TOML"),
        (b"#" * (LARGEST + 1), "larger than"),
        (b"", "missing"),
        (b"step = 3\norder = []\nexpect = [1]", "tables"),
    ],
)
def test_hostile_files_are_refused_in_words(content: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / "play.toml"
    file.write_bytes(content)
    with pytest.raises(ScenarioError, match=says):
        read_play(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_play(tmp_path / "nowhere.toml")
