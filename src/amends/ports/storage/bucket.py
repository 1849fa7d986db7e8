"""Files in an object store, through obstore: S3 and whatever speaks like it."""

import hashlib
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from amends.ports.storage.port import (
    CHUNK,
    DamagedFileError,
    MissingFileError,
    StorageError,
    checked,
    pieces,
)


class Bucket:
    """A storage in an object store of obstore."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Check the hash on a copy first: what was sent to a bucket cannot be called back."""
        if self.size(sha256) is not None:
            return
        with tempfile.TemporaryFile() as copy:
            found = hashlib.sha256()
            for piece in pieces(source):
                found.update(piece)
                copy.write(piece)
            if found.hexdigest() != sha256:
                raise DamagedFileError(f"What came is not the file {sha256}.")
            copy.seek(0)
            try:
                obstore.put(self._store, _place(sha256), copy)
            except BaseError as error:
                raise _told(error) from error

    def size(self, sha256: str) -> int | None:
        """Its length in bytes, if it is there."""
        try:
            return int(obstore.head(self._store, _place(sha256))["size"])
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise _told(error) from error

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Ask for the pieces one after the other: no more than one is in memory."""
        size = self.size(sha256)
        if size is None:
            raise MissingFileError(f"The file {sha256} is not there.")
        end = size if length is None else min(size, start + length)
        return self._parts(_place(sha256), start, end)

    def delete(self, sha256: str) -> None:
        """Remove it."""
        try:
            obstore.delete(self._store, _place(sha256))
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as error:
            raise _told(error) from error

    def _parts(self, place: str, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, CHUNK):
            try:
                part = obstore.get_range(self._store, place, start=at, end=min(end, at + CHUNK))
            except BaseError as error:
                raise _told(error) from error
            yield bytes(part)


def open_bucket(url: str) -> Bucket:
    """The bucket of `s3://bucket/prefix`; keys and region come from the usual AWS_ variables."""
    name, _, prefix = url.removeprefix("s3://").partition("/")
    return Bucket(S3Store(name, prefix=prefix or None))


def _place(sha256: str) -> str:
    name = checked(sha256)
    return f"{name[:2]}/{name[2:4]}/{name}"


def _told(error: BaseError) -> StorageError:
    # What the store says may hold keys and addresses; its kind is enough for a sentence.
    return StorageError(f"The object store does not answer as it should ({type(error).__name__}).")
