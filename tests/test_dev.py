"""The developer's entry: its steps, and what it prints at the end of a test run."""

from pathlib import Path

import pytest

from amends.dev import ROUNDS, STEPS, main, usage
from amends.dev.figures import add_up, lines
from amends.dev.growth import largest_files, longest_functions


def test_every_round_is_made_of_steps_that_there_are() -> None:
    assert {name for steps in ROUNDS.values() for name in steps} <= set(STEPS)


def test_what_can_be_typed_is_told() -> None:
    for name in (*STEPS, *ROUNDS):
        assert f"  {name} " in usage()


@pytest.mark.parametrize("words", [[], ["chekc"], ["check", "more"]])
def test_what_cannot_be_meant_is_refused(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["dev", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "usage: uv run dev" in capsys.readouterr().err


def test_figures_of_several_tests_are_summed() -> None:
    assert add_up([("races", 5000), ("seed", "7"), ("races", 5000)]) == {
        "races": 10_000,
        "seed": "7",
    }


def test_figures_stand_in_a_column() -> None:
    assert lines({"won twice": 0, "races": 10_000}) == [
        "          10,000  races",
        "               0  won twice",
    ]


def test_growth_is_seen(tmp_path: Path) -> None:
    (tmp_path / "short.py").write_text("x = 1\n")
    (tmp_path / "long.py").write_text("def f():\n    return 1\n\n\nasync def g(): ...\n")
    folder = tmp_path.name
    assert largest_files(tmp_path) == [(5, f"{folder}/long.py"), (1, f"{folder}/short.py")]
    assert longest_functions(tmp_path, 1) == [(2, f"{folder}/long.py:f")]
