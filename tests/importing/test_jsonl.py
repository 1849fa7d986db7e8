"""Whole logs out and in: the same bytes, the same order, and nothing that does not verify."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from amends.engine.erase import Erased
from amends.importing.jsonl import Brought, bring, export
from amends.importing.rejected import Rejections
from amends.importing.rows import TableError
from tests.importing.tables import Tables, contents, placed


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """Another empty marketplace."""
    engine = open_engine(tmp_path / "other", SuppliedClock(), create=True)
    yield engine
    engine.close()


@pytest.fixture
def kept(engine: Engine, tables: Tables) -> list[str]:
    """The lines of an export of six orders, of which some are disputed."""
    for n in range(6):
        tables.order(f"o{n}")
        tables.item(f"o{n}")
        if n % 2:
            tables.review(f"o{n}", message="Chegou quebrado – que pena")
    tables.import_into(engine, disputes=True)
    return exported(engine).decode().splitlines()


def exported(engine: Engine) -> bytes:
    out = io.BytesIO()
    export(engine, out)
    return out.getvalue()


def brought(engine: Engine, tmp_path: Path, lines: list[str]) -> tuple[Brought, list[str]]:
    """What an import of these lines did, and what it rejected."""
    path = tmp_path / "orders.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rejections = Rejections()
    return bring(engine, path, rejections), [str(each) for each in rejections.first]


def test_what_was_exported_comes_back_to_the_byte(
    engine: Engine, other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    done, rejected = brought(other, tmp_path, kept)
    assert (done.taken, done.policies, rejected) == (6, 1, [])
    assert contents(other) == contents(engine)
    assert exported(other) == exported(engine)
    assert other.audit().sound


def test_taking_it_back_twice_changes_nothing(
    other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    brought(other, tmp_path, kept)
    before = contents(other)
    done, rejected = brought(other, tmp_path, kept)
    assert (done.taken, done.already, rejected) == (0, 6, [])
    assert contents(other) == before


def test_from_sqlite_to_postgresql_and_back_nothing_is_lost(
    other: Engine, tmp_path: Path, kept: list[str], postgres_url: str
) -> None:
    between = open_engine(postgres_url, SuppliedClock(), create=True)
    try:
        done, rejected = brought(between, tmp_path, kept)
        assert (done.taken, rejected) == (6, [])
        again = exported(between).decode().splitlines()
        assert between.audit().sound
    finally:
        between.close()
    assert again == kept
    brought(other, tmp_path, again)
    assert exported(other).decode().splitlines() == kept


def test_what_was_erased_stays_erased(
    engine: Engine, other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    assert isinstance(engine.erase(placed(engine, "o1/1").id, "buyer"), Erased)
    lines = exported(engine).decode().splitlines()
    assert len("".join(lines)) < len("".join(kept))
    done, rejected = brought(other, tmp_path, lines)
    assert (done.taken, rejected) == (6, [])
    assert exported(other).decode().splitlines() == lines


def test_words_after_an_erasure_come_back_and_so_does_that_there_was_one(
    engine: Engine, other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    with engine.store.transaction() as transaction:
        assert transaction.change("UPDATE salt SET erased_at = 1 WHERE scope = 'buyer'")
    lines = exported(engine).decode().splitlines()
    brought(other, tmp_path, lines)
    assert exported(other).decode().splitlines() == lines


def _record(found: dict[str, Any]) -> None:
    found["records"][1]["at"] += 1


def _body(found: dict[str, Any]) -> None:
    found["records"][0]["body"]["paid"] += 1


def _gap(found: dict[str, Any]) -> None:
    del found["records"][1]


def _cut(found: dict[str, Any]) -> None:
    del found["records"][-1]


def _text(found: dict[str, Any]) -> None:
    found["texts"][0]["text"] += "!"


def _salt(found: dict[str, Any]) -> None:
    found["salts"][0]["salt"] = "00" * 32


def _receipt(found: dict[str, Any]) -> None:
    found["receipts"][0]["last"] += 1


def _no_receipt(found: dict[str, Any]) -> None:
    del found["receipts"][0]


def _id(found: dict[str, Any]) -> None:
    found["id"] = "1; DROP TABLE orders"


def _unknown(found: dict[str, Any]) -> None:
    found["colour"] = "red"


def _missing(found: dict[str, Any]) -> None:
    del found["salts"]


def _type(found: dict[str, Any]) -> None:
    found["position"] = "5"


def _hex(found: dict[str, Any]) -> None:
    found["hash"] = "xyz"


def _huge(found: dict[str, Any]) -> None:
    found["receipts"][0]["seen_at"] = 2**63


def _role(found: dict[str, Any]) -> None:
    found["records"][0]["actor"] = "king:eve"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_record, "Record 2"), (_body, "Record 1: its content is not what was written"),
        (_gap, "Record 2"), (_cut, "The log ends at position"), (_text, "digest"),
        (_salt, "digest"), (_receipt, "the receipt"), (_no_receipt, "no receipt"),
        (_id, "no id of an order"), (_unknown, "colour"), (_missing, "salts"),
        (_type, "whole number"), (_huge, "whole number"), (_hex, "hexadecimal"), (_role, "begins with a role"),
    ],
)  # fmt: skip
def test_what_does_not_verify_is_named_and_left_and_the_rest_is_taken(
    other: Engine, tmp_path: Path, kept: list[str],
    change: Callable[[dict[str, Any]], None], why: str,
) -> None:  # fmt: skip
    line = json.loads(kept[3])
    change(line["order"])
    done, rejected = brought(other, tmp_path, [*kept[:3], json.dumps(line), *kept[4:]])
    assert done.taken == 5
    [reason] = rejected
    assert reason.startswith("orders.jsonl:4: ")
    assert why in reason
    assert other.audit().sound


def test_a_forged_log_with_a_chain_of_its_own_is_not_taken(
    other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    """Eve gives herself a refund and hashes everything anew: the money does not add up."""
    from amends.core.events import EVENTS
    from amends.core.people import Actor
    from amends.log.chain import GENESIS, close_entry
    from amends.log.codec import loads
    from amends.log.record import Record

    line = json.loads(kept[2])
    found = line["order"]
    previous = GENESIS
    for each in found["records"]:
        for transfer in each["body"].get("transfers", []):
            if transfer["purpose"] == "release":
                transfer["minor"] += 100_000
        role, _, name = each["actor"].partition(":")
        event = loads(EVENTS[each["type"]], json.dumps(each["body"]))
        record = Record(
            order_id=found["id"], position=each["position"], at=each["at"],
            actor=Actor(role=role, name=name), event=event,
        )  # fmt: skip
        entry = close_entry(record, previous)
        each["previous"], each["hash"] = previous.hex(), entry.hash.hex()
        previous = entry.hash
    found["hash"] = previous.hex()
    done, rejected = brought(other, tmp_path, [*kept[:2], json.dumps(line)])
    assert done.taken == 0
    assert "escrow" in rejected[0]


def test_another_log_under_a_known_id_is_refused(
    engine: Engine, tmp_path: Path, kept: list[str]
) -> None:
    line = json.loads(kept[2])
    found = line["order"]
    found["records"].pop()
    found["position"], found["hash"] = len(found["records"]), found["records"][-1]["hash"]
    before = contents(engine)
    done, rejected = brought(engine, tmp_path, [*kept[:2], json.dumps(line)])
    assert done.taken == 0
    assert "another log" in rejected[0]
    assert contents(engine) == before


def test_a_policy_that_is_not_what_its_hash_says_is_not_taken(
    other: Engine, tmp_path: Path, kept: list[str]
) -> None:
    lines = [kept[0], kept[1].replace("P5D", "P6D"), *kept[2:]]
    done, rejected = brought(other, tmp_path, lines)
    assert done.taken == 0
    assert "is not what its hash says" in rejected[0]
    assert "which is not in the file before it" in rejected[1]


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "{}", "null", '"order"', '{"order": 5}', '{"order": {}}', '{"policy": []}',
        '{"amends": "log 9"}', '{"what": 1}', "{" * 5_000, '{"place_order": 1}',
        '{"place_order": {}, "at": "2024-03-01T00:00:00Z"}',
    ],
)  # fmt: skip
def test_hostile_lines_are_reported_and_stop_nothing(
    other: Engine, tmp_path: Path, kept: list[str], line: str
) -> None:
    done, rejected = brought(other, tmp_path, [kept[0], line, *kept[1:]])
    assert done.taken == 6
    assert len(rejected) == 1
    assert rejected[0].startswith("orders.jsonl:2: ")


def test_bytes_that_are_no_text_are_reported(other: Engine, tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    path.write_bytes(b'{"amends": "log 1"}\n\xff\xfe\x00\n{"am\0ends": 1}\n')
    rejections = Rejections()
    bring(other, path, rejections)
    assert rejections.count == 2


def test_a_file_that_is_not_there_is_said_to_be_so(other: Engine, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        bring(other, tmp_path / "none.jsonl", Rejections())


# Orders to place

KETTLE = {
    "at": "2024-03-01T00:00:00Z",
    "shop": "corner",
    "place_order": {
        "number": "1", "buyer": "alice", "seller": "bob", "currency": "USD", "ship_to": "ES",
        "lines": [{"id": "kettle", "price": "18.00"}], "shipping": "2.00",
    },
    "then": [
        {"at": "2024-03-03T00:00:00Z", "by": "seller", "do": "ship",
         "with": {"carrier": "upu", "tracking": "RB123456785GB"}},
        {"at": "2024-03-09T00:00:00Z", "by": "carrier", "do": "report_tracking",
         "with": {"tracking": "RB123456785GB", "status": "delivered"}},
    ],
}  # fmt: skip


def test_a_new_order_is_placed_with_what_followed(other: Engine, tmp_path: Path) -> None:
    done, rejected = brought(other, tmp_path, [json.dumps(KETTLE)])
    assert (done.placed, rejected) == (1, [])
    order_id = other.order_id("corner", "1")
    assert order_id is not None
    order = other.order(order_id)
    assert order is not None
    # It lives on: the import does not let the clock run to its end.
    assert (order.status, order.escrow) == ("delivered", 2000)
    before = contents(other)
    again, _ = brought(other, tmp_path, [json.dumps(KETTLE)])
    assert (again.placed, again.already) == (0, 1)
    assert contents(other) == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"at": "2024-03-01"}, "time zone"), ({"at": 5}, "it is text"),
        ({"at": "1400-03-01T00:00:00Z"}, "between the years"), ({"colour": "red"}, "colour"),
        ({"then": [{"at": "2024-03-01T00:00:00Z", "by": "king", "do": "ship"}]}, "one of buyer"),
        ({"then": [{"at": "2024-03-01T00:00:00Z", "by": "seller", "do": "fly"}]}, "a command"),
        ({"then": [{"at": "2024-02-01T00:00:00Z", "by": "seller", "do": "ship",
                    "with": {"carrier": "a", "tracking": "b"}}]}, "order of time"),
        ({"then": "ship"}, "a list"), ({"policy": "nobody"}, "no policy nobody"),
        ({"shop": "a\nb"}, "printable"), ({"run_on": "yes"}, "true or false"),
    ],
)  # fmt: skip
def test_a_new_order_that_cannot_be_meant_is_reported(
    other: Engine, tmp_path: Path, change: dict[str, object], why: str
) -> None:
    done, rejected = brought(other, tmp_path, [json.dumps({**KETTLE, **change})])
    assert done.placed == 0
    assert why in rejected[0]
    assert other.count() == {}
