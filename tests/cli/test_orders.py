"""Lists: what is there, and what is due."""

import json

import pytest

from tests.cli.conftest import Amends


def test_an_empty_database_says_what_to_do(amends: Amends) -> None:
    answer = amends("orders")

    assert answer.exit_code == 0
    assert "amends import" in answer.output
    assert json.loads(amends("orders", "--json").stdout) == []


def test_filters_narrow_the_list(market: Amends) -> None:
    everything = json.loads(market("orders", "--json", "--limit", "1000").stdout)
    paid = json.loads(market("orders", "--status", "paid", "--json", "--limit", "1000").stdout)
    bobs = json.loads(market("orders", "--seller", "bob", "--json", "--limit", "1000").stdout)

    assert len(everything) > 250
    assert 0 < len(paid) < len(everything)
    assert {row["status"] for row in paid} == {"paid"}
    assert {row["seller"] for row in bobs} == {"bob"}


def test_what_is_due_soon_comes_first(market: Amends) -> None:
    rows = json.loads(market("orders", "--due-before", "2023-11-20", "--json").stdout)

    dues = [row["due"] for row in rows]
    assert dues
    assert dues == sorted(dues)
    assert max(dues) < "2023-11-20"


@pytest.mark.parametrize("stage", ["negotiation", "arbitration", "return", "replacement", "appeal"])
def test_a_work_list_holds_one_stage(market: Amends, stage: str) -> None:
    rows = json.loads(market("orders", "--stage", stage, "--json").stdout)

    assert {row["stage"] for row in rows} == {stage}
    assert market("orders", "--stage", stage).exit_code == 0


def test_bobs_list_waits_for_bob(market: Amends) -> None:
    rows = json.loads(market("orders", "--turn", "seller", "--seller", "bob", "--json").stdout)

    assert "1001" in {row["order_number"] for row in rows}
    assert {(row["turn"], row["seller"]) for row in rows} == {("seller", "bob")}


def test_nothing_was_put_aside(market: Amends) -> None:
    assert "No order was put aside." in market("orders", "--aside").output
