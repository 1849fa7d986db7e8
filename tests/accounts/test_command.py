"""`amends accounts`, and the dispute that says "owed by the seller"."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from amends.cli.commands import app
from tests.accounts.stall import Stall
from tests.engine.market import Market, opened

type Amends = Callable[..., Result]


@pytest.fixture
def stall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stall]:
    """Bob's stall in the home that the command finds. What happens there happened in 2024."""
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    # Wide enough that no sentence is broken; what is looked at here are the words.
    monkeypatch.setenv("COLUMNS", "400")
    stall = Stall(Market(opened(tmp_path)))
    yield stall
    stall.market.engine.close()


@pytest.fixture
def amends() -> Amends:
    """Type a command; gives exit code and what was said."""
    return lambda *words: CliRunner().invoke(app, list(words), prog_name="amends")


def words(answer: Result) -> str:
    return " ".join(answer.output.split())


def test_it_shows_what_is_payable(stall: Stall, amends: Amends) -> None:
    stall.sold("1200.00")
    shown = words(amends("accounts", "bob"))
    assert "Bob sells, USD released, less what was recovered $1,200.00" in shown
    assert "payable now $1,200.00" in shown


def test_it_records_a_payout_once_per_key(stall: Stall, amends: Amends) -> None:
    stall.sold("400.00")
    first = words(amends("accounts", "bob", "--pay-out", "usd", "--key", "monday"))
    again = words(amends("accounts", "bob", "--pay-out", "USD", "--key", "monday"))
    assert "Payout 1 to Bob is recorded: $400.00." in first
    assert "Payout 1 to Bob is already recorded: $400.00." in again
    assert "paid out $400.00 payable now $0.00" in again
    nothing = amends("accounts", "bob", "--pay-out", "USD")
    assert nothing.exit_code == 1
    assert "Nothing is payable to Bob in USD." in nothing.output


def test_a_dispute_says_that_its_refund_is_owed_by_the_seller_until_it_is_covered(
    stall: Stall, amends: Amends
) -> None:
    order_id = stall.sold("400.00")
    stall.paid_out()
    stall.settled(order_id, "150.00")
    sentence = "Of the refund, $150.00 is still owed by the seller."
    assert sentence in words(amends("show", order_id))
    (dispute,) = json.loads(amends("show", order_id, "--json").output)["disputes"]
    assert dispute["owed_by_seller"] == "150.00"
    for person in ("bob", "alice"):
        shown = words(amends("accounts", person))
        assert "$150.00 of order 1 is owed to the buyer by the seller, since" in shown
    stall.sold("150.00")
    assert sentence not in words(amends("show", order_id))


def test_programs_get_the_same_as_json(stall: Stall, amends: Amends) -> None:
    order_id = stall.sold("400.00")
    stall.quarrel(order_id, "100.00")
    shown = json.loads(amends("accounts", "bob", "--json").output)
    (dollars,) = shown["sells"]
    assert dollars["withheld"] == [
        {"order": order_id, "amount": "400.00", "why": "dispute", "until": None}
    ]
    assert (dollars["balance"], dollars["payable"], shown["payout"]) == ("400.00", "0.00", None)


def test_nobody_is_told_so(stall: Stall, amends: Amends) -> None:
    answer = amends("accounts", "eve")
    assert answer.exit_code == 1
    assert "No money has come to anybody called 'eve'." in answer.output
