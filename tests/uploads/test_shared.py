"""All of the shared hostile files go through the gate: each has its fate, and nothing is left behind."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from amends.uploads.limits import CHILD_SECONDS, CLEAN_SIDE, SMALL_SIDE
from amends.uploads.trying import Fate, files_of, try_files
from tests.uploads.house import children, memory, open_files
from tests.uploads.pictures import segments

# Each line: the fate in 24 columns, two spaces, the name.
EXPECTED = {
    line[26:]: line[:24].strip()
    for line in Path(__file__).with_name("fates.txt").read_text("utf-8").splitlines()
}
SHARES = 8


def test_every_shared_file_has_a_fate_that_is_expected(shared_folder: Path) -> None:
    folder = shared_folder / "uploads"
    assert {str(path.relative_to(folder)) for path in files_of(folder)} == set(EXPECTED)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_the_shared_files_meet_their_fate(
    share: int,
    shared_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: Callable[[str, int | str], None],
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = shared_folder / "uploads"
    files = files_of(folder)[share::SHARES]
    before, had = memory(), open_files()
    wrong = []
    for fate in try_files(folder, files):
        if fate.outcome != EXPECTED[fate.name]:
            wrong.append((fate.name, fate.outcome, EXPECTED[fate.name]))
        assert fate.seconds < CHILD_SECONDS + 60
        check_copies(fate)
    assert wrong == []
    assert children() == set()
    assert open_files() == had
    assert list(tmp_path.iterdir()) == []
    assert memory() - before < 100_000_000
    figure("hostile files through the gate", len(files))


def check_copies(fate: Fate) -> None:
    """A copy holds pixels and nothing else."""
    if fate.picture is None:
        return
    for content, side in ((fate.picture.clean, CLEAN_SIDE), (fate.picture.small, SMALL_SIDE)):
        with Image.open(io.BytesIO(content)) as copy:
            assert copy.format == "JPEG"
            assert max(copy.size) <= side
            assert copy.mode == "RGB"
            assert not copy.getexif(), fate.name
            copy.load()
        # The frame, tables and scans of a JPEG: no note, no profile, no remark.
        assert segments(content) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD}, fate.name
