"""What becomes of real orders: each column stands for one thing, and real instants rule."""

import pytest

from amends.core.moments import DAY, parse_instant
from amends.engine.engine import Engine
from amends.importing.rows import TableError
from tests.importing.tables import Tables, log, placed


def at(text: str) -> int:
    """A wall clock in São Paulo, three hours behind UTC in March."""
    return parse_instant(f"2018-03-{text}-03:00")


def test_an_order_goes_as_its_timestamps_say_and_completes(engine: Engine, tables: Tables) -> None:
    tables.order()
    tables.item()
    played = tables.import_into(engine)
    assert (played.orders, played.refused, tables.reasons()) == (1, 0, [])
    assert log(engine) == [
        ("OrderPlaced", at("01T10:30:00"), "shop:olist"),
        ("ParcelShipped", at("03T12:00:00"), "seller:bob"),
        ("TrackingReported", at("03T12:00:00"), "carrier:carrier"),
        ("TrackingReported", at("09T18:00:00"), "carrier:carrier"),
        ("OrderCompleted", at("14T18:00:00"), "clock:clock"),
    ]
    order = placed(engine)
    assert (order.paid, order.shipping, order.currency) == (2000, 200, "BRL")
    assert order.promised == at("20T00:00:00") - at("03T12:00:00")
    assert (order.ship_from, order.ship_to, order.logistics) == ("BR", "BR", "platform")
    assert "01310" in engine.texts(order.id).values()
    assert "01310" not in str(order)
    assert engine.audit().sound


def test_an_order_of_two_sellers_becomes_two(engine: Engine, tables: Tables) -> None:
    tables.order()
    tables.item(n=1)
    tables.item(n=2, seller_id="carol's shop", price="5.00", freight_value="1.50")
    assert tables.import_into(engine).orders == 2
    first, second = placed(engine, "o1/1"), placed(engine, "o1/2")
    assert (first.seller, first.paid) == ("bob", 2000)
    assert (second.seller, second.paid) == ("carol's shop", 650)


def test_equal_items_are_one_line_with_a_quantity(engine: Engine, tables: Tables) -> None:
    tables.order()
    tables.item(n=1)
    tables.item(n=2)
    tables.item(n=3, price="9.00")
    tables.import_into(engine)
    lines = placed(engine).lines
    assert [(line.id, line.price, line.quantity) for line in lines] == [
        ("1", 1800, 2),
        ("2", 900, 1),
    ]
    assert placed(engine).shipping == 600


@pytest.mark.parametrize("status", ["canceled", "unavailable"])
def test_what_was_cancelled_is_cancelled_by_the_seller_and_refunded(
    engine: Engine, tables: Tables, status: str
) -> None:
    tables.order(
        order_status=status, order_delivered_carrier_date="", order_delivered_customer_date=""
    )
    tables.item()
    tables.import_into(engine)
    _, when, by = log(engine)[-1]
    assert (when, by) == (at("05T10:30:00"), "seller:bob")
    assert placed(engine).status == "cancelled"
    assert [(t.purpose, t.minor) for t in engine.transfers(placed(engine).id)] == [
        ("hold", 2000), ("refund", 2000),
    ]  # fmt: skip


def test_where_nothing_is_known_the_thirty_days_decide(engine: Engine, tables: Tables) -> None:
    tables.order(
        order_status="processing", order_approved_at="", order_delivered_carrier_date="",
        order_delivered_customer_date="",
    )  # fmt: skip
    tables.item()
    tables.import_into(engine)
    assert log(engine)[0][1] == at("01T10:00:00")
    assert log(engine)[-1][1:] == (at("01T10:00:00") + 30 * DAY, "clock:clock")
    assert placed(engine).status == "cancelled"


def test_a_promise_is_at_least_a_day(engine: Engine, tables: Tables) -> None:
    tables.order(order_estimated_delivery_date="2018-03-01 00:00:00")
    tables.item()
    tables.import_into(engine)
    assert placed(engine).promised == DAY


def test_what_the_table_says_happened_before_payment_happens_at_payment(
    engine: Engine, tables: Tables
) -> None:
    tables.order(order_delivered_carrier_date="2018-02-27 12:00:00")
    tables.item()
    tables.import_into(engine)
    assert log(engine)[1][:2] == ("ParcelShipped", at("01T10:30:00"))


def test_an_order_whose_item_cannot_be_read_is_left_out_and_both_are_named(
    engine: Engine, tables: Tables
) -> None:
    tables.order()
    tables.item(price="18,00")
    tables.order("o2")
    tables.item("o2")
    assert tables.import_into(engine).orders == 1
    assert tables.reasons() == [
        "order_items.csv:2: price is '18,00'; write an amount like 12.50",
        "orders.csv:2: order o1: an item is 'line 2 of order_items.csv'; it cannot be read",
    ]
    assert engine.order_id("olist", "o1/1") is None


@pytest.mark.parametrize(
    ("column", "found", "why"),
    [
        ("order_purchase_timestamp", "2018-02-30 10:00:00", "write an instant"),
        ("order_approved_at", "0001-01-01 00:00:00", "write an instant|between the years"),
        ("order_approved_at", "9999-12-31 23:59:59", "write an instant|between the years"),
        ("order_delivered_carrier_date", "yesterday", "write an instant"),
        ("order_status", "lost in space", "it is one of"),
        ("order_id", "", "printable characters"),
        ("order_id", "x" * 300, "printable characters"),
        ("order_id", "a\x1b[2Jb", "printable characters"),
    ],
)
def test_an_impossible_field_is_reported_with_its_line(
    engine: Engine, tables: Tables, column: str, found: str, why: str
) -> None:
    number = found if column == "order_id" else "o1"
    tables.order(number, **{column: found})
    tables.item(number)
    tables.order("o2")
    tables.item("o2")
    assert tables.import_into(engine).orders == 1
    [rejected] = tables.rejections.first
    assert (rejected.file, rejected.line) == ("orders.csv", 2)
    assert any(each in rejected.reason for each in why.split("|"))
    assert placed(engine, "o2/1").status == "completed"


@pytest.mark.parametrize(
    "price", ["-1.00", "1e9", "NaN", "1.005", "", "٣.00", "99999999999999", "=1+1"]
)
def test_an_impossible_amount_is_never_rounded(engine: Engine, tables: Tables, price: str) -> None:
    tables.order()
    tables.item(price=price)
    assert tables.import_into(engine).orders == 0
    assert tables.rejections.count == 2


def test_an_order_that_stands_twice_is_imported_once(engine: Engine, tables: Tables) -> None:
    tables.order()
    tables.order(order_status="canceled")
    tables.item()
    assert tables.import_into(engine).orders == 1
    assert tables.reasons() == ["orders.csv:3: order o1 stands here twice"]


def test_an_order_without_items_is_reported(engine: Engine, tables: Tables) -> None:
    tables.order()
    assert tables.import_into(engine).orders == 0
    assert "at least one item" in tables.reasons()[0]


def test_a_folder_without_the_tables_says_which_is_missing(tables: Tables, engine: Engine) -> None:
    tables.write()
    (tables.folder / "order_items.csv").unlink()
    with pytest.raises(TableError, match=r"order_items\.csv cannot be read"):
        tables.import_into(engine, write=False)


def test_reviews_and_payments_may_be_absent(tables: Tables, engine: Engine) -> None:
    tables.order()
    tables.item()
    tables.write()
    for name in ("order_reviews", "order_payments", "products", "dispute_candidates"):
        (tables.folder / f"{name}.csv").unlink()
    assert tables.import_into(engine, disputes=True, write=False).orders == 1


def test_every_rejected_row_is_in_the_file(tables: Tables, engine: Engine) -> None:
    for n in range(50):
        tables.order(f"o{n}")
    tables.import_into(engine)
    tables.rejections.close()
    assert tables.rejections.count == 50
    assert len(tables.rejections.first) == 20
    written = (tables.folder / "rejected.jsonl").read_text().splitlines()
    assert len(written) == 50
