"""Documents and plain text: kept as they are, served as downloads only."""

import codecs
import re
from typing import BinaryIO

from amends.ports.storage.port import pieces
from amends.uploads.reasons import RefusedFileError

_TAIL = 4096
_OVERLAP = 64
# What a reader would carry out by itself on opening, where it stands in the open.
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])")
# What a browser, even told otherwise, might take for a page or a script.
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|img|style|title|a|meta|link|form|object)\b"
    rb"|<\?(?:xml|php)",
    re.IGNORECASE,
)  # fmt: skip
# Formats that begin with letters, so that their beginnings pass for text.
_NO_LETTERS = (
    b"BZh", b"Cr24", b"dex\n", b"dey\n", b"fLaC", b"GIF8", b"ID3", b"MThd", b"PAR2", b"RE~^",
    b"RIFF", b"RIFX", b"{\\rtf", b"MZ", b"PK", b"OggS", b"8BPS", b"wOF", b"#!", b"%!",
)  # fmt: skip
# Readers look for the header of a PDF this far into a file.
_PDF_WITHIN = 1024
# Tabs, line ends and form feeds; every other control character is no text.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def check_pdf(file: BinaryIO, size: int) -> None:
    """A PDF has its header first and its trailer at its end; nothing in it is carried out.

    Raises `RefusedFileError`: `broken`, `locked_document` where only a password opens it, and
    `active_document` where it plainly holds scripts or starts programs. What is packed is not seen:
    that is why documents are never shown, only downloaded.
    """
    file.seek(0)
    if not re.match(rb"%PDF-[12]\.\d", file.read(8)):
        raise RefusedFileError("broken")
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise RefusedFileError("broken")
    if b"/Encrypt" in tail:
        raise RefusedFileError("locked_document")
    file.seek(0)
    before = b""
    for piece in pieces(file):
        if _ACTIVE.search(before + piece):
            raise RefusedFileError("active_document")
        before = piece[-_OVERLAP:]


def is_text(file: BinaryIO) -> bool:
    """Whether all of it is text that somebody wrote: UTF-8, no markup, no control characters."""
    file.seek(0)
    head = file.read(_PDF_WITHIN)
    if head.startswith(_NO_LETTERS) or b"%PDF-" in head:
        return False
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    before = b""
    try:
        for piece in pieces(file):
            if _MARKUP.search(before + piece) or _NO_TEXT.search(decoder.decode(piece)):
                return False
            before = piece[-_OVERLAP:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
