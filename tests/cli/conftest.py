"""An empty home of the test's own, and `amends` as it is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from amends.cli.commands import app
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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with an empty SQLite database, named in the environment."""
    folder = tmp_path / "home"
    monkeypatch.setenv("AMENDS_HOME", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("AMENDS_STORAGE_URL", raising=False)
    # Wide enough that no sentence is broken; what is looked at here are the words.
    monkeypatch.setenv("COLUMNS", "400")
    store = open_store(folder)
    store.create()
    store.close()
    return folder


@pytest.fixture
def amends(home: Path) -> Amends:
    """Type a command; gives exit code, what was printed, and what was said as an error."""
    runner = CliRunner()

    def typed(*words: str) -> Result:
        return runner.invoke(app, list(words), prog_name="amends")

    return typed


@pytest.fixture
def kettle(amends: Amends, tmp_path: Path) -> Amends:
    """Alice's kettle came with a cracked lid, and she asked Bob for 9.00: order 4711."""
    file = tmp_path / "order.toml"
    file.write_text(ORDER, "utf-8")
    for words in (
        ("place_order", "4711", "--with-file", str(file)),
        ("ship", "4711", "--with", "carrier=upu", "--with", "tracking=RB123456785GB"),
        ("report_tracking", "4711", "--with", "tracking=RB123456785GB", "--with", "status=delivered"),
        (
            "open_dispute", "4711", "--with", "line=kettle", "--with", "received=true",
            "--with", "grounds=not_as_described.quality", "--with", "remedy=refund_only",
            "--with", "amount=9.00", "--with", "statement=The lid is cracked.",
            "--with", "exhibits=photo",
        ),
    ):  # fmt: skip
        answer = amends("do", *words)
        assert answer.exit_code == 0, answer.output
    return amends
