"""`amends uploads`: every file's fate, for people and for programs; what nobody needs goes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Amends
from tests.uploads.pictures import located


def test_every_file_has_its_fate_and_its_reason(amends: Amends, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "photo.txt").write_bytes(located())
    (folder / "[bold]page.jpg").write_bytes(b"<html></html>")
    shown = amends("uploads", "try", str(folder))
    assert shown.exit_code == 0, shown.output
    assert "640×480" in shown.output
    assert "place taken out" in shown.output
    assert "[bold]page.jpg" in shown.output
    assert "Files of this kind are not taken." in shown.output
    page, photo = json.loads(amends("uploads", "try", str(folder), "--json").stdout)
    assert (page["fate"], page["refused"]) == ("refused not_let_in", "not_let_in")
    assert (photo["file"], photo["fate"], photo["located"]) == ("deep/photo.txt", "jpeg", True)


def test_no_folder_and_an_empty_one_are_said(amends: Amends, tmp_path: Path) -> None:
    assert amends("uploads", "try", str(tmp_path / "nowhere")).exit_code == 2
    (tmp_path / "empty").mkdir()
    assert "There is no file in" in amends("uploads", "try", str(tmp_path / "empty")).output


def test_tidying_says_nothing_where_nothing_is_stale(tmp_path: Path) -> None:
    environment = dict(os.environ) | {
        "AMENDS_HOME": str(tmp_path / "home"), "DATABASE_URL": "", "AMENDS_STORAGE_URL": "",
    }  # fmt: skip
    for words in (["init"], ["uploads", "tidy"]):
        done = subprocess.run(
            [sys.executable, "-m", "amends.cli", *words],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert done.stdout == ""
