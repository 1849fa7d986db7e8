"""Dave checks, shows and compares policies in the terminal."""

import json
from pathlib import Path

from typer.testing import CliRunner

from amends.cli.policy import app

run = CliRunner().invoke


def test_check_says_that_a_file_is_in_order(tmp_path: Path) -> None:
    path = tmp_path / "dave.toml"
    path.write_text(
        'extends = "ebay-money-back"\nname = "dave"\nversion = 3\ntitle = "Dave"\n', "utf-8"
    )

    answer = run(app, ["check", str(path)])
    assert answer.exit_code == 0
    assert "in order. dave@3" in answer.output


def test_check_names_every_error_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "dave.toml"
    path.write_text('extends = "ebay-money-back"\nname = "dave"\nversion = 3\n', "utf-8")

    answer = run(app, ["check", str(path)])
    assert answer.exit_code == 1
    assert f"{path}:1: title: is missing" in answer.stderr
    answer = run(app, ["check", str(path), "--json"])
    assert answer.exit_code == 1
    (problem,) = json.loads(answer.stdout)["problems"]
    assert (problem["line"], problem["field"]) == (1, "title")


def test_show_is_a_table_with_rules() -> None:
    answer = run(app, ["show", "aliexpress-2017"])

    assert answer.exit_code == 0
    assert "Seller's turn" in answer.output
    assert "N2" in answer.output


def test_show_as_json_holds_every_row_with_its_plain_value() -> None:
    answer = json.loads(run(app, ["show", "aliexpress-2010", "--json"]).stdout)

    assert answer["reference"] == "aliexpress-2010@1"
    (turn,) = [row for row in answer["rows"] if row["field"] == "negotiation.seller_turn"]
    assert (turn["text"], turn["value"], turn["rule"]) == ("P5D", "5 days", "N2")


def test_diff_shows_both_sides() -> None:
    answer = run(app, ["diff", "aliexpress-2017", "aliexpress-2010", "--json"])

    assert answer.exit_code == 0
    changes = {change["field"]: change for change in json.loads(answer.stdout)["changes"]}
    assert changes["negotiation.talks"]["after"] == "16 days"
    assert "say the same" in run(app, ["diff", "aliexpress-2017", "aliexpress-2017"]).output
    assert "Asia/Shanghai" in run(app, ["diff", "aliexpress-2017", "aliexpress-2010"]).output


def test_an_unknown_name_is_told_what_there_is() -> None:
    for command in (["show", "paypal"], ["diff", "aliexpress-2017", "paypal"]):
        answer = run(app, command)
        assert answer.exit_code == 1
        assert "ebay-money-back" in answer.stderr
        assert json.loads(run(app, [*command, "--json"]).stdout)["ok"] is False


def test_names_lists_the_built_in_policies() -> None:
    assert "ebay-money-back@1" in run(app, ["names"]).output
