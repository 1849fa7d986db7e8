"""MP4 and MOV are boxes within boxes: walking them finds out whether one is whole, and what to blank.

A box is a length, four letters and its content. Nothing of the pictures in it is decoded.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from amends.uploads.reasons import RefusedFileError

# A start and a length: this part of the file is made empty in the copy that others see.
Blank = tuple[int, int]

_MOST_BOXES = 20_000
_DEEPEST = 8
_INSIDE = frozenset((b"moov", b"trak", b"mdia"))
# Where phones and editors write places, names and remarks.
_TOLD = frozenset((b"udta", b"meta", b"uuid", b"XMP_"))
_SHOWN = frozenset((b"vide", b"soun"))
# Parts that belong to every track of pictures or sound, by whatever name.
_KEPT = _SHOWN | {b"subt", b"sbtl", b"text", b"tmcd", b"auxv", b"clcp"}


class _Walk:
    """What was found so far."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.boxes = 0
        self.names: set[bytes] = set()
        self.tracks: list[bytes] = []
        self.blank: list[Blank] = []


def check_boxes(file: BinaryIO, size: int) -> tuple[Blank, ...]:
    """The parts that tell where and by whom it was taken, as start and length of each box.

    Raises `RefusedFileError`: `broken` where boxes do not fit, `not_a_video` without moving pictures.
    """
    walk = _Walk(file)
    _within(walk, 0, size, 0)
    if not walk.names & {b"mdat", b"moof"} or b"moov" not in walk.names:
        raise RefusedFileError("broken")
    if b"vide" not in walk.tracks:
        raise RefusedFileError("not_a_video")
    return tuple(walk.blank)


def _within(walk: _Walk, start: int, end: int, depth: int) -> None:
    if depth > _DEEPEST:
        raise RefusedFileError("broken")
    for name, at, length, header in _boxes(walk, start, end):
        if depth == 0:
            walk.names.add(name)
        if name in _TOLD:
            walk.blank.append((at, length))
        elif name == b"trak":
            before = len(walk.tracks)
            _within(walk, at + header, at + length, depth + 1)
            # A track of places or remarks, along with the pictures.
            if not _KEPT & set(walk.tracks[before:]):
                walk.blank.append((at, length))
        elif name in _INSIDE:
            _within(walk, at + header, at + length, depth + 1)
        elif name == b"hdlr" and length >= header + 12:
            walk.file.seek(at + header + 8)
            walk.tracks.append(walk.file.read(4))


def _boxes(walk: _Walk, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Name, start, length and length of the header of each box between two places."""
    at = start
    while at < end:
        walk.boxes += 1
        # Four zeros may end a list in old QuickTime files.
        if end - at == 4 and start > 0:
            return
        if walk.boxes > _MOST_BOXES or end - at < 8:
            raise RefusedFileError("broken")
        walk.file.seek(at)
        length, name = struct.unpack(">I4s", walk.file.read(8))
        header = 8
        if length == 1:
            long = walk.file.read(8)
            if len(long) < 8:
                raise RefusedFileError("broken")
            (length,) = struct.unpack(">Q", long)
            header = 16
        elif length == 0:
            # The last box of a file may reach to its end.
            length = end - at
        if length < header or length > end - at:
            raise RefusedFileError("broken")
        yield name, at, length, header
        at += length


def emptied(length: int) -> bytes:
    """A box of the same length with nothing in it, so that nothing after it moves."""
    return struct.pack(">I4s", length, b"free") + bytes(length - 8)
