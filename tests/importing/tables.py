"""Small tables in the shape of the Olist data set, written for each scene."""

import csv
from pathlib import Path
from typing import Any

from amends.core.order import Order
from amends.engine.engine import Engine
from amends.importing.behaviour import onward
from amends.importing.olist import SHOP, Olist
from amends.importing.playing import Played, play
from amends.importing.progress import Stop, Tell, never, silent
from amends.importing.rejected import Rejections

COLUMNS = {
    "orders": (
        "order_id", "customer_id", "order_status", "order_purchase_timestamp",
        "order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date",
        "order_estimated_delivery_date",
    ),
    "order_items": (
        "order_id", "order_item_id", "product_id", "seller_id", "shipping_limit_date", "price",
        "freight_value",
    ),
    "order_payments": (
        "order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value",
    ),
    "order_reviews": (
        "review_id", "order_id", "review_score", "review_comment_title",
        "review_comment_message", "review_creation_date", "review_answer_timestamp",
    ),
    "customers": (
        "customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city",
        "customer_state",
    ),
    "products": ("product_id", "product_category_name"),
    "dispute_candidates": ("order_id", "kw_reasons"),
}  # fmt: skip


class Tables:
    """A folder of tables, filled row by row, and what comes of importing it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, list[dict[str, str]]] = {name: [] for name in COLUMNS}
        self.rejections = Rejections(folder / "rejected.jsonl")

    def order(self, number: str = "o1", **changes: str) -> None:
        """Alice's order: paid on 1 March 2018, handed over on the 3rd, there on the 9th."""
        row = {
            "order_id": number, "customer_id": f"c-{number}", "order_status": "delivered",
            "order_purchase_timestamp": "2018-03-01 10:00:00",
            "order_approved_at": "2018-03-01 10:30:00",
            "order_delivered_carrier_date": "2018-03-03 12:00:00",
            "order_delivered_customer_date": "2018-03-09 18:00:00",
            "order_estimated_delivery_date": "2018-03-20 00:00:00",
            **changes,
        }  # fmt: skip
        self.rows["orders"].append(row)
        self.rows["customers"].append(
            {"customer_id": f"c-{number}", "customer_unique_id": "alice",
             "customer_zip_code_prefix": "01310"}
        )  # fmt: skip

    def item(self, number: str = "o1", n: int = 1, **changes: str) -> None:
        """Bob's kettle at 18.00 with 2.00 of freight."""
        self.rows["order_items"].append(
            {"order_id": number, "order_item_id": str(n), "product_id": "kettle",
             "seller_id": "bob", "shipping_limit_date": "2018-03-05 10:30:00", "price": "18.00",
             "freight_value": "2.00", **changes}
        )  # fmt: skip

    def review(
        self, number: str = "o1", score: str = "1", message: str = "", **changes: str
    ) -> None:
        """What Alice wrote on 11 March."""
        self.rows["order_reviews"].append(
            {"order_id": number, "review_score": score, "review_comment_message": message,
             "review_creation_date": "2018-03-11 00:00:00", **changes}
        )  # fmt: skip

    def write(self) -> Path:
        """Write the files, and give their folder."""
        for name, columns in COLUMNS.items():
            with (self.folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(self.rows[name])
        return self.folder

    def import_into(
        self,
        engine: Engine,
        *,
        disputes: bool = False,
        write: bool = True,
        at_once: int = 200,
        tell: Tell = silent,
        stop: Stop = never,
    ) -> Played:
        """Import the folder."""
        folder = self.write() if write else self.folder
        tables = Olist(folder, self.rejections, disputes=disputes)
        try:
            return play(
                engine, tables.stories(), self.rejections, onward=onward, at_once=at_once,
                tell=tell, stop=stop,
            )  # fmt: skip
        finally:
            tables.close()

    def reasons(self) -> list[str]:
        """What was rejected, as people read it."""
        return [str(each) for each in self.rejections.first]


def placed(engine: Engine, number: str = "o1/1") -> Order:
    """The order of that number, which must be there."""
    order_id = engine.order_id(SHOP.name, number)
    assert order_id is not None
    order = engine.order(order_id)
    assert order is not None
    return order


def log(engine: Engine, number: str = "o1/1") -> list[tuple[str, int, str]]:
    """Event, instant and actor, one after another."""
    order = placed(engine, number)
    return [(type(r.event).__name__, r.at, str(r.actor)) for r in engine.records(order.id)]


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the database."""
    names = engine.store.select("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: sorted(engine.store.select(f"SELECT * FROM {name}"), key=repr) for (name,) in names
    }
