"""One suite for both databases: tables, versions, what is never changed, what a person is told."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from amends.core.value import changed
from amends.engine.engine import open_engine, open_store
from amends.engine.errors import (
    DatabaseFullError,
    DatabaseGoneError,
    MissingSchemaError,
    NewerSchemaError,
    OlderSchemaError,
    PolicyChangedError,
    WrongAddressError,
)  # fmt: skip
from amends.engine.store.base import Store
from amends.engine.store.sqlite_errors import told
from amends.engine.store.tables import EVENTS, PAYOUTS, TRANSFERS
from amends.engine.store.tables import TABLES as DEFINED
from amends.policies import load
from tests.engine.market import TABLES, Market
from tests.people import BOB


def columns(store: Store) -> list[tuple[Any, ...]]:
    """Every table of the engine with its columns, as the database tells it."""
    if "Sqlite" in type(store).__name__:
        found = store.select(
            "SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' ORDER BY 1, c.cid"
        )
    else:
        found = store.select(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, ordinal_position"
        )
    return [row for row in found if row[0] in (*TABLES, "schema_version")]


def test_both_schemas_have_the_same_tables_and_columns() -> None:
    def parts(name: str) -> list[list[str]]:
        text = files("amends.engine.store").joinpath(name).read_text("utf-8")
        tables = [part.partition(";\n")[0] for part in text.split("CREATE TABLE ")[1:]]
        return [re.findall(r"^(?:    )?(\w+) ", table, re.MULTILINE) for table in tables]

    assert parts("schema_sqlite.sql") == parts("schema_postgres.sql")
    assert {table[0] for table in parts("schema_sqlite.sql")} >= set(TABLES)


# What each kind of column is in the two schemas.
KINDS = {
    "uuid": ("uuid", "TEXT"), "text": ("text", "TEXT"), "word": ("text", "TEXT"),
    "integer": ("integer", "INTEGER"), "bigint": ("bigint", "INTEGER"), "bytea": ("bytea", "BLOB"),
}  # fmt: skip


@pytest.mark.parametrize(("n", "name"), [(0, "schema_postgres.sql"), (1, "schema_sqlite.sql")])
def test_every_table_is_as_it_is_defined(n: int, name: str) -> None:
    text = files("amends.engine.store").joinpath(name).read_text("utf-8")
    found = re.findall(r"^CREATE TABLE (\w+) \(\n(.*?)^\)", text, re.MULTILINE | re.DOTALL)
    in_schema = dict(found)
    assert in_schema.keys() == {table.name for table in DEFINED}
    for table in DEFINED:
        lines = re.findall(r"^    ([a-z]\w*) (\w+)(.*)$", in_schema[table.name], re.MULTILINE)
        single = tuple(column for column, _, rest in lines if "PRIMARY KEY" in rest)
        listed = re.findall(r"^    PRIMARY KEY \((.*?)\)", in_schema[table.name], re.MULTILINE)
        assert [column for column, *_ in lines] == list(table.names)
        assert {column: KINDS[table.kinds[column]][n] for column, *_ in lines} == {
            column: kind for column, kind, _ in lines
        }
        optional = {c for c, _, rest in lines if "NOT NULL" not in rest and c not in single}
        assert table.optional == optional
        assert table.key == (single or tuple(listed[0].split(", ")))


def test_a_word_is_never_absent_and_what_is_fixed_is_a_column() -> None:
    for table in DEFINED:
        assert not {name for name in table.optional if table.kinds[name] == "word"}
        assert {*table.key, *table.fixed, *table.changing} == {*table.names}


def test_what_is_never_changed_has_no_upsert() -> None:
    for table in (EVENTS, TRANSFERS, PAYOUTS):
        assert "UPDATE" not in table.insert


def test_every_key_begins_with_the_order() -> None:
    for name in ("schema_sqlite.sql", "schema_postgres.sql"):
        text = files("amends.engine.store").joinpath(name).read_text("utf-8")
        keys = re.findall(r"PRIMARY KEY \((\w+)", text)
        assert Counter(keys) == {"order_id": 8, "shop": 1, "seller": 1}
        statements = re.sub(r"--.*", "", text)
        assert not re.search(
            r"SERIAL|SEQUENCE|TRIGGER|NOTIFY|AUTOINCREMENT", statements, re.IGNORECASE
        )


def test_nothing_in_the_engine_changes_or_removes_an_event_or_a_transfer() -> None:
    for source in files("amends.engine").joinpath("store").iterdir():
        if source.name.endswith(".py"):
            text = source.read_text("utf-8")
            assert not re.search(
                r"(UPDATE|DELETE FROM|REPLACE INTO) (event|transfer|payout)\b", text
            )
    for source in files("amends.engine").iterdir():
        if source.name.endswith(".py"):
            text = source.read_text("utf-8")
            assert not re.search(
                r"(UPDATE|DELETE FROM|REPLACE INTO) (event|transfer|payout)\b", text
            )


def test_a_position_is_written_once(market: Market) -> None:
    order_id = market.placed()
    with market.store.transaction() as transaction:
        transaction.change("UPDATE orders SET version = 0 WHERE order_id = ?", (order_id,))
    answer = market.refused(BOB, "ship", order_id, parcel="p", carrier="c", tracking="T")
    assert answer.code == "put_aside"
    assert len(market.engine.entries(order_id)) == 1


def test_the_migration_makes_the_same_tables(
    fresh_market: Market, address: Any, tmp_path: Path
) -> None:
    before = columns(fresh_market.store)
    for table in (*TABLES, "schema_version"):
        with fresh_market.store.transaction() as transaction:
            transaction.change(f"DROP TABLE {table}")
    home = tmp_path / "home" if isinstance(address, Path) else tmp_path
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "AMENDS_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    if not isinstance(address, Path):
        environment["DATABASE_URL"] = address
    program = "from amends.web.tables import migrate; print(migrate()); print(migrate())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Applying amends.0001_tables... OK" in done.stdout, done.stderr
    assert "No migrations to apply" in done.stdout
    store = open_store(home if isinstance(address, Path) else address)
    store.check()
    assert columns(store) == before
    store.close()


def test_a_database_without_tables_says_what_to_do(address: Any) -> None:
    with pytest.raises(MissingSchemaError, match="amends init"):
        open_engine(address)
    if isinstance(address, Path):
        assert not list(address.iterdir()), "asking makes no file"


@pytest.mark.parametrize(
    ("version", "error", "instead"),
    [(0, OlderSchemaError, "amends init"), (2, NewerSchemaError, "Install the newer release")],
)
def test_tables_of_another_release_are_left_alone(
    fresh_market: Market, address: Any, version: int, error: type[Exception], instead: str
) -> None:
    with fresh_market.store.transaction() as transaction:
        transaction.change("UPDATE schema_version SET version = ?", (version,))
    with pytest.raises(error, match=instead):
        open_engine(address)


def test_addresses_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    for address in ("", "amends", "mysql://localhost/amends", "sqlite://"):
        with pytest.raises(WrongAddressError, match="Write sqlite"):
            open_store(address)
    (tmp_path / "amends.sqlite3").write_text("This is a letter, not a database. " * 100)
    with pytest.raises(WrongAddressError, match="not a SQLite database"):
        open_engine(tmp_path)


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseGoneError, match="DATABASE_URL"):
        open_engine(f"postgresql://postgres@/x?host={tmp_path}")


def test_sqlite_keeps_what_it_says_it_keeps(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, create=True)
    with engine.store.transaction() as transaction:
        assert transaction.select("PRAGMA synchronous") == [(2,)]
        assert transaction.select("PRAGMA journal_mode") == [("wal",)]
    engine.close()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    market = Market(open_engine(tmp_path, create=True).store)
    first = market.placed("1")
    with market.store.transaction() as transaction:
        pages = transaction.select("PRAGMA page_count")[0][0]
        transaction.select(f"PRAGMA max_page_count = {pages}")
    before = market.contents()
    batch = [market.placing(str(number)) for number in range(2, 200)]
    with pytest.raises(DatabaseFullError, match="Make room"):
        market.engine.execute(batch)
    assert market.contents() == before
    with market.store.transaction() as transaction:
        transaction.select("PRAGMA max_page_count = 1000000")
    market.accepted(BOB, "ship", first, parcel="p", carrier="c", tracking="T")
    assert market.is_sound()
    market.engine.close()


def test_a_policy_that_orders_use_cannot_change(market: Market, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text('extends = "aliexpress-2017"\nname = "ours"\nversion = 1\ntitle = "Ours"\n')
    market.engine.adopt(load(ours))
    envelope = changed(market.placing(), policy="ours")
    market.engine.execute([envelope])
    ours.write_text(
        'extends = "aliexpress-2017"\nname = "ours"\nversion = 1\ntitle = "Ours"\n'
        '[negotiation]\nseller_turn = "P9D"\n'
    )
    with pytest.raises(PolicyChangedError, match="new version"):
        market.engine.adopt(load(ours))
    # Another process, which never saw the file, reads the policy that was kept.
    other = Market(market.store)
    assert other.engine.policy("ours@1").negotiation.seller_turn.span == 5 * 86_400_000
    ours.write_text(ours.read_text().replace("version = 1", "version = 2"))
    other.engine.adopt(load(ours))


def test_what_may_not_be_written_is_said_with_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "amends.sqlite3"
    sqlite3.connect(file).close()
    shut = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with pytest.raises(DatabaseGoneError, match=r"or its folder .* cannot be written"), told(file):
        shut.execute("CREATE TABLE t (x)")
    shut.close()
    (tmp_path / "folder").mkdir()
    with pytest.raises(DatabaseGoneError, match="its folder"), told(tmp_path / "folder"):
        sqlite3.connect(tmp_path / "folder").execute("PRAGMA journal_mode = WAL")
