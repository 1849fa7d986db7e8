"""WebM is made of elements: walking them finds out whether a file is whole, and what to blank."""

from typing import BinaryIO

from amends.uploads.boxes import Blank
from amends.uploads.reasons import RefusedFileError

_HEADER, _DOC_TYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
_CLUSTER, _TRACKS, _TRACK, _TRACK_TYPE = 0x1F43B675, 0x1654AE6B, 0xAE, 0x83
_TAGS, _ATTACHMENTS = 0x1254C367, 0x1941A469
_VOID = 0xEC
_PICTURES = 1
_MOST_ELEMENTS = 400_000
_UNKNOWN = -1


def check_webm(file: BinaryIO, size: int) -> tuple[Blank, ...]:
    """The parts that hold remarks, as start and length of each element.

    Raises `RefusedFileError`: `broken` where elements do not fit, `not_let_in` for Matroska that is
    not WebM, `not_a_video` without moving pictures.
    """
    first, at, length = _element(file, 0, size)
    if first != _HEADER or length == _UNKNOWN:
        raise RefusedFileError("broken")
    if _doc_type(file, at, at + length) != b"webm":
        raise RefusedFileError("not_let_in")
    segment, inside, length = _element(file, at + length, size)
    if segment != _SEGMENT:
        raise RefusedFileError("broken")
    end = size if length == _UNKNOWN else inside + length
    return _segment(file, inside, end)


def _segment(file: BinaryIO, at: int, end: int) -> tuple[Blank, ...]:
    blank: list[Blank] = []
    shown = clusters = False
    for _ in range(_MOST_ELEMENTS):
        if at >= end:
            break
        name, inside, length = _element(file, at, end)
        if name == _CLUSTER:
            clusters = True
        if length == _UNKNOWN:
            # What a browser records has no lengths: its parts follow one another.
            if name != _CLUSTER:
                raise RefusedFileError("broken")
            at = inside
            continue
        if name in (_TAGS, _ATTACHMENTS):
            blank.append((at, inside + length - at))
        if name == _TRACKS:
            shown = shown or _has_pictures(file, inside, inside + length)
        at = inside + length
    else:
        raise RefusedFileError("broken")
    if not clusters:
        raise RefusedFileError("broken")
    if not shown:
        raise RefusedFileError("not_a_video")
    return tuple(blank)


def _doc_type(file: BinaryIO, at: int, end: int) -> bytes:
    while at < end:
        name, inside, length = _element(file, at, end)
        if name == _DOC_TYPE:
            file.seek(inside)
            return file.read(min(length, 16)).rstrip(b"\x00")
        at = inside + length
    return b""


def _has_pictures(file: BinaryIO, at: int, end: int) -> bool:
    """Whether a track, or a part of one, says that it holds moving pictures."""
    while at < end:
        name, inside, length = _element(file, at, end)
        if name == _TRACK and _has_pictures(file, inside, inside + length):
            return True
        if name == _TRACK_TYPE:
            file.seek(inside)
            return int.from_bytes(file.read(min(length, 8))) == _PICTURES
        at = inside + length
    return False


def _element(file: BinaryIO, at: int, end: int) -> tuple[int, int, int]:
    """An element's name, where its content starts, and how long that is."""
    file.seek(at)
    head = file.read(min(12, end - at))
    if not head or head[0] < 0x10:
        raise RefusedFileError("broken")
    wide = 9 - head[0].bit_length()
    name = int.from_bytes(head[:wide])
    rest = head[wide:]
    if not rest or rest[0] == 0:
        raise RefusedFileError("broken")
    digits = 9 - rest[0].bit_length()
    if len(rest) < digits:
        raise RefusedFileError("broken")
    every = (1 << (7 * digits)) - 1
    length = int.from_bytes(rest[:digits]) & every
    inside = at + wide + digits
    if length == every:
        return name, inside, _UNKNOWN
    if length > end - inside:
        raise RefusedFileError("broken")
    return name, inside, length


def voided(length: int) -> bytes:
    """An element of the same length with nothing in it, so that nothing after it moves."""
    digits = 8 if length >= 10 else 1
    inside = length - 1 - digits
    return bytes([_VOID]) + (inside | 1 << (7 * digits)).to_bytes(digits) + bytes(inside)
