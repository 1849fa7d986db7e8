"""`amends scenario run`, as a person and as a program sees it."""

import json
from pathlib import Path

from typer.testing import CliRunner

from amends.cli.scenario import app
from tests.scenarios.conftest import Write


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_play_that_comes_true_prints_a_line_a_way_and_exits_with_0(write: Write) -> None:
    code, output = run(write())
    assert code == 0
    assert output.count("ok ") == 2
    assert "1 scenarios, 2 performances, 0 failed" in output


def test_a_failure_prints_the_step_and_exits_with_1(write: Write) -> None:
    code, output = run(write('outcome = "by_default"', 'outcome = "settled"'))
    assert code == 1
    assert "FAILED" in output
    assert "expect outcome: expected settled; found by_default" in output


def test_a_program_gets_a_list(write: Write) -> None:
    code, output = run(write('outcome = "by_default"', 'outcome = "settled"').parent, "--json")
    assert code == 1
    found = json.loads(output)
    assert [set(each) for each in found] == [{"file", "title", "passed", "failures", "workers"}] * 2
    assert found[0]["failures"][0]["expected"] == "settled"
    assert found[0]["failures"][0]["found"] == "by_default"


def test_another_policy_can_be_played(write: Write) -> None:
    assert run(write(), "--policy", "aliexpress-2010")[0] == 0
    code, output = run(write(), "--policy", "no-such-policy")
    assert code == 2
    assert "no built-in policy" in output


def test_a_path_that_leads_nowhere_says_so(tmp_path: Path) -> None:
    code, output = run(tmp_path / "nowhere.toml")
    assert code == 2
    assert "There is no file or folder" in output
    code, output = run(tmp_path)
    assert code == 2
    assert "There is no scenario" in output
