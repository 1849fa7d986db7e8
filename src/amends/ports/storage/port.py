"""What a storage does. A file's name is the SHA-256 of its bytes, so it never changes."""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO, Protocol

CHUNK = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class StorageError(Exception):
    """The storage does not answer as it should; the message is a sentence for the operator."""


class NoSpaceError(StorageError):
    """There is no room; nothing of the file was kept."""


class MissingFileError(StorageError):
    """There is no file of that name."""


class DamagedFileError(StorageError):
    """The bytes are not those that the name stands for; nothing of them was kept."""


class Storage(Protocol):
    """Files by their SHA-256, in lower-case hexadecimal digits."""

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Keep what `source` gives from where it stands. All of it is there afterwards, or nothing.

        What is there already stays as it is. Raises `DamagedFileError` for bytes of another hash,
        `NoSpaceError` when there is no room, and `StorageError` for anything else.
        """

    def size(self, sha256: str) -> int | None:
        """How many bytes the file has; none where it is not there."""

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` on, in pieces; `MissingFileError` where it is not there."""

    def delete(self, sha256: str) -> None:
        """Remove the file; it is no mistake when it is not there."""


def checked(sha256: str) -> str:
    """The name, if it is one: nothing that a person typed becomes part of a path."""
    if not _NAME.fullmatch(sha256):
        raise ValueError("a file's name is 64 hexadecimal digits")
    return sha256


def pieces(source: BinaryIO) -> Iterator[bytes]:
    """What is left of a stream, in pieces."""
    while piece := source.read(CHUNK):
        yield piece


def digest(source: BinaryIO) -> str:
    """The SHA-256 of what is left of a stream."""
    found = hashlib.sha256()
    for piece in pieces(source):
        found.update(piece)
    return found.hexdigest()
