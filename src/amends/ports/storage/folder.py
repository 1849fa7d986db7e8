"""Files in a folder, by their hash: `ab/cd/abcd…`."""

import contextlib
import errno
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from amends.ports.storage.port import (
    CHUNK,
    DamagedFileError,
    MissingFileError,
    NoSpaceError,
    StorageError,
    checked,
    pieces,
)

# Half a file that a killed process left is older than any put takes.
LEFT_OVER_SECONDS = 24 * 3600
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Folder:
    """A storage in a local folder; any number of processes may share it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._coming = root / "coming"

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Write it beside, then give it its name at once."""
        target = self._place(sha256)
        if target.exists():
            return
        half = self._coming / secrets.token_hex(16)
        try:
            self._coming.mkdir(parents=True, exist_ok=True)
            self._write(half, sha256, source)
            target.parent.mkdir(parents=True, exist_ok=True)
            half.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            if error.errno in _FULL:
                raise NoSpaceError(f"There is no room left in {self._root}.") from error
            raise StorageError(f"{self._root} cannot be written: {error.strerror}.") from error
        finally:
            with contextlib.suppress(OSError):
                half.unlink(missing_ok=True)

    def size(self, sha256: str) -> int | None:
        """Its length in bytes, if it is there."""
        try:
            return self._place(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Whether it is there is known now; it is opened when the first byte is asked for."""
        place = self._place(sha256)
        if not place.exists():
            raise MissingFileError(f"The file {sha256} is not there.")
        return _parts(place, start, length)

    def delete(self, sha256: str) -> None:
        """Remove it, and its folders where nothing else is in them."""
        place = self._place(sha256)
        place.unlink(missing_ok=True)
        for folder in (place.parent, place.parent.parent):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def sweep(self) -> int:
        """Remove what processes that were killed left half-written; gives how many."""
        removed = 0
        if self._coming.is_dir():
            for half in self._coming.iterdir():
                with contextlib.suppress(FileNotFoundError):
                    if time.time() - half.stat().st_mtime > LEFT_OVER_SECONDS:
                        half.unlink()
                        removed += 1
        return removed

    def _place(self, sha256: str) -> Path:
        name = checked(sha256)
        return self._root / name[:2] / name[2:4] / name

    @staticmethod
    def _write(half: Path, sha256: str, source: BinaryIO) -> None:
        found = hashlib.sha256()
        with half.open("xb") as file:
            for piece in pieces(source):
                found.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if found.hexdigest() != sha256:
            raise DamagedFileError(f"What came is not the file {sha256}.")


def _parts(place: Path, start: int, length: int | None) -> Iterator[bytes]:
    with place.open("rb") as file:
        file.seek(start)
        left = length
        while left is None or left > 0:
            piece = file.read(CHUNK if left is None else min(CHUNK, left))
            if not piece:
                return
            if left is not None:
                left -= len(piece)
            yield piece


def _sync_folder(folder: Path) -> None:
    """A name is only kept once its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
