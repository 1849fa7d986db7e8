"""Orders of any shop from one CSV file."""

from pathlib import Path

import pytest

from amends.core.order import Order
from amends.engine.engine import Engine
from amends.importing.csv_orders import read_stories
from amends.importing.playing import Played, play
from amends.importing.rejected import Rejections
from amends.importing.rows import TableError

HEAD = "order,placed_at,buyer,seller,currency,line,price"
KETTLE = "1,2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.00"


def brought(engine: Engine, tmp_path: Path, *lines: str) -> tuple[Played, list[str]]:
    """What an import of these lines did, and what it rejected."""
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rejections = Rejections()
    played = play(engine, read_stories(path, rejections, "corner"), rejections)
    return played, [str(each) for each in rejections.first]


def order(engine: Engine, number: str = "1", shop: str = "corner") -> Order:
    order_id = engine.order_id(shop, number)
    assert order_id is not None
    found = engine.order(order_id)
    assert found is not None
    return found


def test_the_least_that_an_order_needs(engine: Engine, tmp_path: Path) -> None:
    played, rejected = brought(engine, tmp_path, HEAD, KETTLE)
    assert (played.orders, rejected) == (1, [])
    assert (order(engine).paid, order(engine).status) == (1800, "paid")


def test_all_that_can_be_said(engine: Engine, tmp_path: Path) -> None:
    head = f"{HEAD},shop,title,quantity,shipping,ship_to,policy,shipped_at,carrier,tracking,delivered_at"
    first = (
        "1,2024-03-01T00:00:00Z,alice,bob,JPY,kettle,1800,market,Kettle,2,200,ES,aliexpress-2010,"
        "2024-03-03T00:00:00+09:00,upu,RB123456785GB,2024-03-09T00:00:00Z"
    )
    second = "1,,,,,lid,300,,,,,,,,,,"
    played, rejected = brought(engine, tmp_path, head, first, second)
    assert (played.orders, rejected) == (1, [])
    found = order(engine, shop="market")
    assert (found.paid, found.status, found.policy) == (4100, "delivered", "aliexpress-2010@1")
    assert [line.quantity for line in found.lines] == [2, 1]


def test_a_second_run_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    brought(engine, tmp_path, HEAD, KETTLE)
    played, rejected = brought(engine, tmp_path, HEAD, KETTLE)
    assert (played.orders, played.already, rejected) == (0, 1, [])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2,2024-03-01T00:00:00Z,alice,alice,USD,kettle,18.00", "the same person"),
        ("2,2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.005", "bad_amount"),
        ("2,2024-03-01T00:00:00Z,alice,bob,USD,kettle,-1", "bad_amount"),
        ("2,2024-03-01T00:00:00Z,alice,bob,XQX,kettle,18.00", "XQX"),
        ("2,2024-03-01,alice,bob,USD,kettle,18.00", "time zone"),
        ("2,2024-02-30T00:00:00Z,alice,bob,USD,kettle,18.00", "not an instant"),
        ("2,2024-03-01T00:00:00Z,,bob,USD,kettle,18.00", "buyer"),
        (",2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.00", "number"),
        ("2,2024-03-01T00:00:00Z,alice,bob,USD,,18.00", "id of its own"),
        ("2,2024-03-01T00:00:00Z,alice,bob,USD,kettle", "6 fields"),
        ("1,2024-03-01T00:00:00Z,alice,bob,USD,kettle,19.00", "order_number_used"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_is_reported_with_its_line(
    engine: Engine, tmp_path: Path, row: str, why: str
) -> None:
    other = "3,2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.00"
    played, rejected = brought(engine, tmp_path, HEAD, KETTLE, other, row)
    assert played.orders == 2
    [reason] = rejected
    assert reason.startswith("orders.csv:4: ")
    assert why in reason


def test_rows_of_one_order_that_disagree_leave_it_out(engine: Engine, tmp_path: Path) -> None:
    second = "1,2024-03-01T00:00:00Z,eve,bob,USD,lid,1.00"
    played, rejected = brought(engine, tmp_path, HEAD, KETTLE, second)
    assert played.orders == 0
    assert "buyer in line 3 is 'eve'" in rejected[0]


def test_an_unknown_column_is_an_error_that_names_it(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="color"):
        brought(engine, tmp_path, f"{HEAD},color", f"{KETTLE},red")


def test_a_second_order_of_a_number_does_nothing_to_the_first(
    engine: Engine, tmp_path: Path
) -> None:
    head = f"{HEAD},shipped_at,tracking"
    eves = "1,2024-03-01T00:00:00Z,eve,bob,USD,kettle,18.00,2024-03-02T00:00:00Z,RB123456785GB"
    between = "2,2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.00,,"
    played, rejected = brought(engine, tmp_path, head, f"{KETTLE},,", between, eves)
    assert (played.orders, played.refused) == (2, 1)
    assert "order_number_used" in rejected[0]
    assert len(rejected) == 1
    assert (order(engine).buyer, order(engine).parcels) == ("alice", ())
