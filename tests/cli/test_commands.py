"""The list of commands is true, and looking at it costs little."""

import subprocess
import sys

import pytest

from amends.cli.commands import COMMANDS, load
from tests.cli.conftest import Amends


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(amends: Amends, name: str) -> None:
    assert load(name).name == name
    answer = amends(name, "--help")
    assert answer.exit_code == 0
    assert "Usage" in answer.output


def test_the_list_shows_every_command(amends: Amends) -> None:
    shown = amends("--help").output

    for name, (_, line) in COMMANDS.items():
        assert name in shown
        assert line.split(";")[0][:30] in shown


def test_the_list_imports_neither_engine_nor_django() -> None:
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from amends.cli.commands import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print([m for m in ('amends.engine.engine', 'django', 'psycopg') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_no_command_at_all_shows_the_list(amends: Amends) -> None:
    assert "Commands" in amends().output


def test_the_version_is_printed(amends: Amends) -> None:
    assert amends("--version").output.startswith("amends 0.")
