"""The gate: one file in, and either what is kept of it or why it is not let in."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from amends.ports.storage.port import digest
from amends.uploads.boxes import Blank, check_boxes, emptied
from amends.uploads.decoding import Decoded, decode
from amends.uploads.documents import check_pdf, is_text
from amends.uploads.ebml import check_webm, voided
from amends.uploads.formats import FORMATS, HEAD, Format, recognised
from amends.uploads.limits import LARGEST
from amends.uploads.reasons import RefusedFileError


@dataclass(frozen=True)
class Passed:
    """A file that is let in.

    `picture` holds the copies made of a picture; `blank` the parts of a video that others do not get.
    """

    format: Format
    sha256: str
    size: int
    picture: Decoded | None = None
    blank: tuple[Blank, ...] = ()


def examine(file: BinaryIO) -> Passed:
    """Look at a real file (one with a descriptor), from its first byte to its last.

    Raises `RefusedFileError` with the reason. The file is only read, and left anywhere in it.
    """
    # Without a buffer: the child reads through the same descriptor.
    raw: BinaryIO = io.FileIO(file.fileno(), closefd=False)
    size = raw.seek(0, io.SEEK_END)
    if size == 0:
        raise RefusedFileError("empty")
    raw.seek(0)
    found = recognised(raw.read(HEAD))
    if found is None:
        if size > LARGEST["text"] or not is_text(raw):
            raise RefusedFileError("not_let_in")
        found = FORMATS["text"]
    if size > LARGEST[found.medium]:
        raise RefusedFileError("too_large")
    picture: Decoded | None = None
    blank: tuple[Blank, ...] = ()
    if found.medium == "picture":
        picture = decode(raw.fileno(), found.name)
    elif found.name == "pdf":
        check_pdf(raw, size)
    elif found.name == "webm":
        blank = check_webm(raw, size)
    elif found.medium == "video":
        blank = check_boxes(raw, size)
    raw.seek(0)
    return Passed(found, digest(raw), size, picture, blank)


def blanked(file: BinaryIO, passed: Passed, into: BinaryIO) -> None:
    """Write the copy of a video that others see: the same lengths, the told places made empty."""
    empty = voided if passed.format.name == "webm" else emptied
    file.seek(0)
    while piece := file.read(1 << 20):
        into.write(piece)
    for at, length in passed.blank:
        into.seek(at)
        into.write(empty(length))
    into.seek(0)
