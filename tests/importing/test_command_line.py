"""`amends import` and `amends export` as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from amends.cli.commands import app
from amends.engine.engine import open_store
from amends.importing import playing
from tests.importing.tables import Tables

Amends = Callable[..., Result]


@pytest.fixture
def amends(tmp_path: Path) -> Amends:
    """`amends` on an empty database of the test's own."""
    store = open_store(tmp_path / "home")
    store.create()
    store.close()
    return typed(tmp_path / "home")


def typed(home: Path) -> Amends:
    environment = {
        "AMENDS_HOME": str(home), "DATABASE_URL": "", "AMENDS_STORAGE_URL": "", "COLUMNS": "400",
    }  # fmt: skip
    return lambda *words: CliRunner(env=environment).invoke(app, list(words), prog_name="amends")


@pytest.fixture
def folder(tables: Tables) -> Path:
    """Three orders, of which one is disputed and one cannot be read."""
    for n in range(3):
        tables.order(f"o{n}")
    tables.item("o0")
    tables.item("o1")
    tables.review("o1", message="Chegou quebrado")
    return tables.write()


def test_an_import_ends_with_what_came_of_it(amends: Amends, folder: Path) -> None:
    done = amends("import", "olist", str(folder), "--disputes")
    assert done.exit_code == 0
    for words in ("2 placed", "1 disputes opened", "not as described: damaged", "BRL", "40.00",
                  "orders.csv:4: order o2", "Every one of them:"):  # fmt: skip
        assert words in done.stdout


def test_the_same_for_programs(amends: Amends, folder: Path, tmp_path: Path) -> None:
    found = json.loads(amends("import", "olist", str(folder), "--disputes", "--json").stdout)
    assert (found["ok"], found["placed"], found["disputes_opened"]) == (True, 2, 1)
    assert found["orders"] == {"completed": 2}
    assert found["money"]["BRL"]["hold"] == "40.00"
    assert found["money"]["BRL"]["escrow"] == "0.00"
    assert found["rejected"]["count"] == 1
    lines = Path(found["rejected"]["all_in"]).read_text("utf-8").splitlines()
    assert [json.loads(line)["line"] for line in lines] == [4]
    assert Path(found["rejected"]["all_in"]).parent == tmp_path / "home"


def test_a_second_run_says_that_all_is_there(amends: Amends, folder: Path) -> None:
    amends("import", "olist", str(folder))
    found = json.loads(amends("import", "olist", str(folder), "--json").stdout)
    assert (found["placed"], found["already"]) == (0, 2)


def test_limit_takes_the_first_orders(amends: Amends, folder: Path) -> None:
    found = json.loads(amends("import", "olist", str(folder), "--limit", "1", "--json").stdout)
    assert (found["placed"], found["rejected"]["count"]) == (1, 0)


def test_ctrl_c_ends_after_the_batch_and_says_how_to_go_on(
    amends: Amends, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    take = playing._Player.take

    def interrupted(self: playing._Player, stories: object) -> None:
        signal.raise_signal(signal.SIGINT)
        take(self, stories)  # type: ignore[arg-type]

    monkeypatch.setattr(playing._Player, "take", interrupted)
    done = amends("import", "olist", str(folder))
    assert done.exit_code == 130
    assert "2 placed" in done.stdout
    assert "goes on where it stopped" in done.stderr


def test_out_and_in_again(amends: Amends, folder: Path, tmp_path: Path) -> None:
    amends("import", "olist", str(folder), "--disputes")
    file = tmp_path / "all.jsonl"
    assert "2 orders written" in amends("export", "jsonl", str(file)).stdout
    there = amends("export", "jsonl", str(file))
    assert there.exit_code == 2
    assert "--force" in there.stderr
    store = open_store(tmp_path / "other")
    store.create()
    store.close()
    other = typed(tmp_path / "other")
    found = json.loads(other("import", "jsonl", str(file), "--json").stdout)
    assert (found["taken"], found["rejected"]["count"]) == (2, 0)
    assert other("export", "jsonl", "-").stdout == file.read_text("utf-8")
    assert "Everything holds" in other("audit").stdout


def test_orders_from_one_file(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "order,placed_at,buyer,seller,currency,line,price\n"
        "1,2024-03-01T00:00:00Z,alice,bob,USD,kettle,18.00\n",
        "utf-8",
    )
    found = json.loads(amends("import", "csv", str(file), "--shop", "corner", "--json").stdout)
    assert (found["placed"], found["orders"]) == (1, {"paid": 1})


def test_an_import_pins_the_policy_that_dave_names(amends: Amends, folder: Path) -> None:
    ours = folder / "ours.toml"
    ours.write_text('extends = "aliexpress-2017"\nname = "ours"\nversion = 2\ntitle = "Ours"\n')
    unknown = amends("import", "olist", str(folder), "--policy", "ours@2")
    assert unknown.exit_code == 1
    assert "There is no policy ours@2" in unknown.stderr
    assert amends("policy", "adopt", str(ours)).exit_code == 0
    assert amends("import", "olist", str(folder), "--policy", "ours@2").exit_code == 0
    (order, *_) = json.loads(amends("orders", "--json").stdout)
    assert json.loads(amends("show", order["order_id"], "--json").stdout)["policy"] == "ours@2"


def test_an_import_in_which_nothing_came_in_failed(amends: Amends, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    head = "order,placed_at,buyer,seller,currency,line,price\n"
    bad = "1,2024-03-01T00:00:00Z,alice,bob,USD,kettle,eighteen\n"
    file.write_text(head + bad, "utf-8")
    done = amends("import", "csv", str(file))
    assert done.exit_code == 1
    assert "Nothing came in: every row was rejected." in done.stderr
    told = amends("import", "csv", str(file), "--json")
    assert (told.exit_code, json.loads(told.stdout)["ok"]) == (1, False)
    # What came in once is there, so the import as a whole is in order again.
    file.write_text(head + bad.replace("eighteen", "18.00") + bad.replace("1,", "2,", 1), "utf-8")
    assert amends("import", "csv", str(file)).exit_code == 0
    assert amends("import", "csv", str(file)).exit_code == 0
    file.write_text(head, "utf-8")
    assert amends("import", "csv", str(file)).exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "olist", "nowhere"), "orders.csv cannot be read"),
        (("import", "csv", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("import", "jsonl", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    amends: Amends, words: tuple[str, ...], says: str
) -> None:
    done = amends(*words)
    assert done.exit_code == 1
    assert says in done.stderr
    assert "Traceback" not in done.output


def test_without_tables_it_says_how_to_make_them(tmp_path: Path, folder: Path) -> None:
    done = typed(tmp_path / "empty")("import", "olist", str(folder))
    assert done.exit_code == 1
    assert "amends init" in done.stderr
