"""Benchmarks are found beside the source, and their absence is said."""

import json
import sys
from pathlib import Path

import pytest

import amends as package
from amends.dev.places import ROOT
from tests.cli.conftest import Amends


def test_a_figure_stands_beside_its_limit(amends: Amends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    import bench.core

    real = bench.core.run
    monkeypatch.setattr(bench.core, "run", lambda rounds: real(rounds=rounds, cases=5))

    told = json.loads(amends("bench", "core", "--rounds", "2", "--json").stdout)
    assert told["ratio"] == pytest.approx(told["figure"] / told["limit"])
    assert len(told["rounds"]) == 2
    shown = amends("bench", "core", "--rounds", "1")
    assert shown.exit_code == 0
    assert "limit" in shown.output


def test_an_installed_package_says_where_they_are(
    amends: Amends, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(package, "__file__", str(tmp_path / "a" / "b" / "c" / "__init__.py"))

    answer = amends("bench", "core")

    assert answer.exit_code == 1
    assert "in the folder of the source" in answer.stderr


def test_missing_orders_are_asked_for(
    amends: Amends, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AMENDS_DATA", str(tmp_path))

    answer = amends("bench", "import", "--rounds", "1")

    assert answer.exit_code == 1
    assert "AMENDS_DATA" in answer.stderr
