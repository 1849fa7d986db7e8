"""Bad input: each gets an exit code and a sentence that says what to do, and changes nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from amends.engine.engine import open_store
from tests.cli.conftest import Amends

# Command, exit code, what the sentence says.
BAD: list[tuple[tuple[str, ...], int, str]] = [
    (("show", "nowhere"), 1, "Check the number"),
    (("show", ""), 1, "Check the number"),
    (("show", "%"), 1, "Check the number"),
    (("show", "a" * 5000), 1, "Check the number"),
    (("show", "4711", "--as", "king:eve"), 2, "Write role:name"),
    (("show", "4711", "--as", "carrier:upu"), 2, "Write role:name"),
    (("show", "4711", "--as", "buyer:"), 2, "Write role:name"),
    (("do", "propse", "4711"), 2, "Did you mean propose?"),
    (("do", "xyzzy", "4711"), 2, "There are: place_order"),
    (("do", "cancel_dispute"), 2, "Name it after the command"),
    (("do", "propose", "4711", "--with", "remedy=coupon"), 2, "--by role:name"),
    (("do", "propose", "4711", "--by", "seller", "--with", "remedy"), 2, "name=value"),
    (("do", "propose", "4711", "--by", "seller", "--with", "remdy=x"), 2, "Its arguments are"),
    (("do", "propose", "4711", "--by", "seller", "--with", "remedy=gold"), 2, "refund_only"),
    (("do", "propose", "4711", "--by", "seller"), 2, "remedy: is missing"),
    (
        ("do", "propose", "4711", "--by", "seller", "--with", "remedy=coupon", "--with", "amount=9.999"),
        1, "write it like '12.00'",
    ),
    (
        ("do", "propose", "4711", "--by", "seller", "--with", "remedy=coupon", "--with", "amount=1e3"),
        1, "write it",
    ),
    (
        ("do", "propose", "4711", "--by", "seller", "--with", "remedy=refund_only",
         "--with", "amount=99999999999.00"),
        1, "most",
    ),
    (("do", "propose", "4711", "--by", "bob", "--with", "remedy=coupon"), 2, "roles are buyer"),
    (("do", "propose", "4711", "--by", "wizard"), 2, "'wizard' is not a role here"),
    (("do", "propose", "4711", "--by", "operator:dave", "--with", "remedy=coupon"), 1, "The operator does not"),
    (("do", "accept_proposal", "4711", "--by", "seller", "--with", "proposal=one"), 2, "whole number"),
    (("do", "confirm_receipt", "4711", "--with", "confirm=maybe"), 2, "true or false"),
    (("do", "make_statement", "4711", "--by", "buyer", "--with", "text=a\x00b"), 2, "no text has"),
    (("do", "make_statement", "4711", "--by", "buyer", "--with", f"text={'a' * 30_000}"), 2, "document"),
    (("do", "request_exhibit", "4711", "--with", "of=buyer", "--with", "kinds=[1"), 2, "JSON nor TOML"),
    (("do", "request_exhibit", "4711", "--with", "of=buyer", "--with", "kinds=" + "[" * 5000), 2, "JSON"),
    (("do", "pause_clock", "4711", "--with", "until=tomorrow"), 1, "2024-03-01T00:00:00Z"),
    (("do", "make_statement", "4711", "--by", "buyer", "--with", "text=x", "--key", "k" * 300), 1, "200"),
    (("do", "place_order", "9", "--with-file", "nowhere.toml"), 1, "Check the path"),
    (("do", "place_order", "9", "--with", "buyer=a", "--policy", "paypal"), 2, "seller: is missing"),
    (("orders", "--due-before", "soon"), 2, "P2D"),
    (("orders", "--stage", "limbo"), 2, "negotiation"),
    (("orders", "--limit", "0"), 2, "--limit"),
    (("erase", "4711", "--of", "carrier"), 2, "roles are buyer"),
    (("verify", "nowhere.zip"), 1, "Check the path"),
    (("case", "nowhere", "x.zip"), 1, "Check the number"),
    (("case", "4711", "no/such/folder/x.zip"), 1, "Check the path"),
    (("orders", "--seller", "\udcff"), 2, "no UTF-8 text"),
    (("accounts", "\udcff"), 2, "no UTF-8 text"),
    (("accounts", "seller:bob"), 1, "Write the name alone: bob"),
    (("accounts", "nobody"), 1, "No money has come to"),
    (("accounts", "bob", "--pay-out", "USD", "--key", "x" * 201), 2, "at most 200"),
    (("demos",), 2, "Did you mean"),
    (("bench", "speed"), 2, "core"),
]  # fmt: skip


def _written(home: Path) -> list[tuple[object, ...]]:
    store = open_store(home)
    rows = store.select("SELECT order_id, position, hash FROM event ORDER BY 1, 2")
    store.close()
    return rows


@pytest.mark.parametrize(("words", "code", "says"), BAD, ids=lambda each: str(each)[:60])
def test_bad_input(
    kettle: Amends, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], code: int, says: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    before = _written(home)

    answer = kettle(*words)

    assert answer.exit_code == code, answer.output
    said = " ".join(answer.stderr.replace("│", " ").split())
    assert says in said
    assert "Traceback" not in answer.output
    assert _written(home) == before
    assert not list(tmp_path.glob("*.zip*"))


@pytest.mark.parametrize(
    "content",
    ["not a table = ", "[]", "\ufeff\x00", "buyer = 3", "nested = " + "[" * 3000],
    ids=["no TOML", "no keys", "zero", "wrong type", "too deep"],
)
def test_hostile_files_of_arguments(
    kettle: Amends, home: Path, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "order.toml"
    file.write_text(content, "utf-8")
    before = _written(home)

    answer = kettle("do", "place_order", "9", "--with-file", str(file))

    assert answer.exit_code == 2
    assert answer.stderr
    assert _written(home) == before


def test_a_folder_without_tables_says_to_run_init(
    amends: Amends, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path / "elsewhere"))
    for words in (("orders",), ("show", "1"), ("audit",), ("verify",), ("work", "--once")):
        answer = amends(*words)
        assert answer.exit_code == 1
        assert "amends init" in answer.stderr
    assert not (tmp_path / "elsewhere").exists()
    told = json.loads(amends("orders", "--json").stdout)
    assert (told["ok"], "amends init" in told["instead"]) == (False, True)


@pytest.mark.parametrize("table", ["policy", "orders", "schema_version"])
def test_where_a_table_is_missing_all_commands_say_so_alike(
    kettle: Amends, home: Path, table: str
) -> None:
    store = open_store(home)
    with store.transaction() as transaction:
        transaction.change(f"DROP TABLE {table}", ())
    store.close()

    for words in (("orders",), ("init",), ("audit",)):
        answer = kettle(*words)
        assert answer.exit_code == 1
        assert f"has tables of Amends, but not all; missing: {table}." in answer.stderr
        assert "backup" in answer.stderr


def test_newer_tables_are_left_alone(amends: Amends, home: Path) -> None:
    store = open_store(home)
    with store.transaction() as transaction:
        transaction.change("UPDATE schema_version SET version = version + 1", ())
    store.close()

    for words in (("orders",), ("init",)):
        answer = amends(*words)
        assert answer.exit_code == 1
        assert "newer release" in answer.stderr


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://here/amends", "postgresql://"),
        ("sqlite://", "sqlite:///"),
        ("postgresql://nobody@127.0.0.1:1/amends", ""),
    ],
)
def test_a_database_that_is_none(
    amends: Amends, monkeypatch: pytest.MonkeyPatch, url: str, says: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    answer = amends("orders")

    assert answer.exit_code in (1, 2)
    assert says in answer.stderr
    assert len(answer.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in answer.output


def test_a_file_that_is_no_database(amends: Amends, home: Path) -> None:
    (home / "amends.sqlite3").write_text("I am a shopping list. " * 100, "utf-8")
    for end in ("-wal", "-shm"):
        (home / f"amends.sqlite3{end}").unlink(missing_ok=True)

    answer = amends("orders")

    assert answer.exit_code == 1
    assert "is not a SQLite database" in answer.stderr


def test_a_full_disk_leaves_no_half_file(kettle: Amends, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where the system has no such device there is nothing to try.
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")

    def no_space(self: Path, content: bytes) -> int:
        with full.open("wb") as device:
            return device.write(content)

    monkeypatch.setattr(Path, "write_bytes", no_space)

    answer = kettle("case", "4711", "case.zip")

    assert answer.exit_code == 1
    assert "The disk is full. Make room" in answer.stderr


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_init_makes_everything_once(
    tmp_path: Path, request: pytest.FixtureRequest, database: str
) -> None:
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""

    def typed(*words: str) -> subprocess.CompletedProcess[str]:
        code = "from amends.cli import main; main()"
        environment = {
            "AMENDS_HOME": str(tmp_path / "new"), "DATABASE_URL": url, "PATH": "",
            "COLUMNS": "200",
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip

    first, again = typed("init"), typed("init")

    assert first.returncode == again.returncode == 0, first.stderr
    assert "Made the tables" in first.stdout
    assert "nothing was changed" in again.stdout
    assert typed("orders", "--json").stdout.strip() == "[]"


def test_config_says_where_each_came_from(amends: Amends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://amends:hunter2@db/amends")
    monkeypatch.setenv("AMENDS_OIDC_SECRET", "hunter2")

    told = json.loads(amends("config", "--json").stdout)

    assert told["DATABASE_URL"]["source"] == "environment"
    assert told["AMENDS_STORAGE_URL"]["source"] == "default"
    assert "hunter2" not in amends("config").output


def test_init_makes_nothing_where_the_database_does_not_answer(
    amends: Amends, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/amends")

    answer = amends("init")

    assert answer.exit_code == 1
    assert "PostgreSQL does not answer" in answer.stderr
    assert "secret" not in answer.output
    assert not (tmp_path / "new").exists()
