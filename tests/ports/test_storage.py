"""A storage keeps all of a file or nothing, in a folder and in a bucket alike."""

import errno
import hashlib
import io
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.ports.storage import (
    DamagedFileError,
    MissingFileError,
    NoSpaceError,
    Storage,
    StorageError,
    open_storage,
)
from amends.ports.storage.folder import LEFT_OVER_SECONDS, Folder
from tests.conftest import missing

CONTENT = b"a cracked lid" * 50_000
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def bucket_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Something that speaks like S3, in a process of its own."""
    program = Path(sys.executable).with_name("moto_server")
    if not program.exists():
        missing("s3", "install the development dependencies")
    port = 20_000 + os.getpid() % 20_000
    log = (tmp_path_factory.mktemp("s3") / "log").open("wb")
    server = subprocess.Popen([program, "-p", str(port), "-H", "127.0.0.1"], stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                made = urllib.request.Request(f"{address}/evidence", method="PUT")
                urllib.request.urlopen(made, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("the bucket's server did not start")
        yield address
    finally:
        server.terminate()
        server.wait()
        log.close()


@pytest.fixture(params=["folder", "bucket"])
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Storage:
    """Each storage in turn, empty."""
    if request.param == "folder":
        return open_storage(f"file://{tmp_path}/files")
    address = request.getfixturevalue("bucket_server")
    for name, value in {
        "AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true", "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return open_storage(f"s3://evidence/{tmp_path.name}")


def test_what_is_put_in_comes_out_whole_and_in_parts(storage: Storage) -> None:
    assert storage.size(NAME) is None
    storage.put(NAME, io.BytesIO(CONTENT))
    assert storage.size(NAME) == len(CONTENT)
    assert b"".join(storage.read(NAME)) == CONTENT
    assert b"".join(storage.read(NAME, 3, 7)) == CONTENT[3:10]
    assert b"".join(storage.read(NAME, len(CONTENT) - 4)) == CONTENT[-4:]


def test_putting_it_twice_is_putting_it_once(storage: Storage) -> None:
    storage.put(NAME, io.BytesIO(CONTENT))
    storage.put(NAME, io.BytesIO(b""))
    assert b"".join(storage.read(NAME)) == CONTENT


def test_bytes_of_another_hash_are_not_kept(storage: Storage) -> None:
    with pytest.raises(DamagedFileError):
        storage.put(NAME, io.BytesIO(CONTENT[:-1]))
    assert storage.size(NAME) is None


def test_what_is_gone_is_gone_and_may_go_twice(storage: Storage) -> None:
    storage.put(NAME, io.BytesIO(CONTENT))
    storage.delete(NAME)
    storage.delete(NAME)
    assert storage.size(NAME) is None
    with pytest.raises(MissingFileError):
        storage.read(NAME)


def test_a_name_is_a_hash_and_never_a_path(storage: Storage) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, NAME + "\n", NAME[:-1] + "/"):
        with pytest.raises(ValueError, match="hexadecimal"):
            storage.size(name)


class Full(io.RawIOBase):
    """A stream in the middle of which the disk is full."""

    def __init__(self) -> None:
        self.left = 3

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        return b"x" * 1000


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "files")
    with pytest.raises(NoSpaceError, match="no room left"):
        folder.put(NAME, Full())  # type: ignore[arg-type] # all that is read of it is read()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_half_a_file_of_a_killed_process_is_swept_when_it_is_old(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    fresh, old = tmp_path / "coming" / "fresh", tmp_path / "coming" / "old"
    fresh.parent.mkdir()
    for path in (fresh, old):
        path.write_bytes(b"half")
    long_ago = time.time() - LEFT_OVER_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    assert folder.sweep() == 1
    assert (fresh.exists(), old.exists()) == (True, False)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="cannot be written"):
        Folder(tmp_path / "files").put(NAME, io.BytesIO(CONTENT))


def test_without_the_extra_a_bucket_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked: Any = None
    monkeypatch.setitem(sys.modules, "amends.ports.storage.bucket", blocked)
    with pytest.raises(StorageError, match=r"amends\[s3\]"):
        open_storage("s3://evidence")
