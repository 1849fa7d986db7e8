"""An empty home of the test's own, and `amends` as it is typed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from amends.cli.commands import app
from amends.demo.market import make
from amends.engine.engine import open_store

Amends = Callable[..., Result]

ORDER = """
buyer = "alice"
seller = "bob"
currency = "USD"
shipping = "2.00"
logistics = "platform"
ship_to = "ES"
promised = "P30D"
lines = [{ id = "kettle", title = "Kettle", price = "18.00" }]
"""


START = 1_700_000_000_000  # the day of the marketplace, long ago


def _typed(home: Path) -> Amends:
    """`amends` on the database of a home, wide enough that no sentence is broken."""
    environment = {"AMENDS_HOME": str(home), "DATABASE_URL": "", "AMENDS_STORAGE_URL": ""}

    def typed(*words: str) -> Result:
        # What a test has put into the environment itself comes first.
        given = {name: os.environ.get(name, value) for name, value in environment.items()}
        return CliRunner(env={**given, "COLUMNS": "400"}).invoke(
            app, list(words), prog_name="amends"
        )

    return typed


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three homes, made once: empty, with Alice's kettle, and the marketplace."""
    folder = tmp_path_factory.mktemp("databases")
    for name in ("empty", "kettle", "market"):
        store = open_store(folder / name)
        store.create()
        if name == "market":
            make(store, START)
        store.close()
    (folder / "order.toml").write_text(ORDER, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AMENDS_HOME", "DATABASE_URL", "AMENDS_STORAGE_URL"):
            patch.delenv(name, raising=False)
        _cracked(_typed(folder / "kettle"), folder / "order.toml")
    return folder


def _cracked(typed: Amends, order: Path) -> None:
    for words in (
        ("place_order", "4711", "--with-file", str(order)),
        ("ship", "4711", "--with", "carrier=upu", "--with", "tracking=RB123456785GB"),
        ("report_tracking", "4711", "--with", "tracking=RB123456785GB", "--with", "status=delivered"),
        (
            "open_dispute", "4711", "--with", "line=kettle", "--with", "received=true",
            "--with", "grounds=not_as_described.quality", "--with", "remedy=refund_only",
            "--with", "amount=9.00", "--with", "statement=The lid is cracked.",
            "--with", "exhibits=photo",
        ),
    ):  # fmt: skip
        answer = typed("do", *words)
        assert answer.exit_code == 0, answer.output


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of the test."""
    for name in ("AMENDS_HOME", "DATABASE_URL", "AMENDS_STORAGE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def amends(home: Path, databases: Path) -> Amends:
    """Type a command on an empty database: exit code, what was printed, what was said in error."""
    shutil.copytree(databases / "empty", home)
    return _typed(home)


@pytest.fixture
def kettle(home: Path, databases: Path) -> Amends:
    """Alice's kettle came with a cracked lid, and she asked Bob for 9.00: order 4711."""
    shutil.copytree(databases / "kettle", home)
    return _typed(home)


@pytest.fixture
def market(home: Path, databases: Path) -> Amends:
    """The marketplace of the demo, as no worker has come since."""
    shutil.copytree(databases / "market", home)
    return _typed(home)
