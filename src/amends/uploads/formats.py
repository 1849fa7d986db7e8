"""What a file is, by its own first bytes: our own list, and nothing that a sender says."""

from dataclasses import dataclass
from typing import Literal

from amends.uploads.limits import Medium

FormatName = Literal[
    "jpeg", "png", "webp", "gif", "heic", "pdf", "mp4", "mov", "webm", "text"
]  # fmt: skip
HEAD = 64


@dataclass(frozen=True)
class Format:
    """A format that is let in: what is served as, and how its files are named."""

    name: FormatName
    medium: Medium
    media_type: str
    ending: str


FORMATS: dict[FormatName, Format] = {
    each.name: each
    for each in (
        Format("jpeg", "picture", "image/jpeg", "jpg"),
        Format("png", "picture", "image/png", "png"),
        Format("webp", "picture", "image/webp", "webp"),
        Format("gif", "picture", "image/gif", "gif"),
        Format("heic", "picture", "image/heic", "heic"),
        Format("pdf", "document", "application/pdf", "pdf"),
        Format("mp4", "video", "video/mp4", "mp4"),
        Format("mov", "video", "video/quicktime", "mov"),
        Format("webm", "video", "video/webm", "webm"),
        Format("text", "text", "text/plain; charset=utf-8", "txt"),
    )
}

_HEIC = frozenset(b"heic heix heim heis hevc hevx mif1 msf1".split())
_MP4 = frozenset(
    b"isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 mp41 mp42 avc1 M4V  3gp4 3gp5 3gp6 3gp7 3g2a"
    b" dash mmp4 MSNV F4V  XAVC".replace(b"M4V ", b"M4V_")
    .replace(b"F4V ", b"F4V_")
    .split()
)
_WEBM = b"\x1a\x45\xdf\xa3"


def recognised(head: bytes) -> Format | None:
    """The format that the first bytes are of; none for what is not on the list.

    Plain text has no first bytes of its own: `documents.is_text` looks at all of it.
    """
    name = _name(head)
    return None if name is None else FORMATS[name]


def _name(head: bytes) -> FormatName | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    # The header has to come first: with anything before it the file is two things at once.
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(_WEBM):
        return "webm"
    return _of_boxes(head)


def _of_boxes(head: bytes) -> FormatName | None:
    """HEIC, MP4 and MOV are boxes; the brand of the first says which."""
    kind, brand = head[4:8], head[8:12]
    if kind != b"ftyp":
        # Old QuickTime files have no brand.
        return "mov" if kind in (b"moov", b"wide") else None
    if brand == b"qt  ":
        return "mov"
    if brand in _HEIC:
        return "heic"
    return "mp4" if brand.replace(b" ", b"_") in _MP4 else None
