"""Files made for tests, good and hostile; nothing here comes from elsewhere."""

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image, ImageDraw


def scene(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """A picture with shapes in it, so that it does not look like any other seed's."""
    picture = Image.new("RGB", (width, height), (230, 230, 220))
    draw = ImageDraw.Draw(picture)
    state = seed * 2654435761 % 2**32
    for _ in range(30):
        state = (state * 1103515245 + 12345) % 2**31
        x, y, w, h = (state >> shift & 255 for shift in (0, 7, 13, 19))
        box = (x * width // 256, y * height // 256, (x + w) * width // 256, (y + h) * height // 256)
        draw.rectangle(box, fill=(state & 255, state >> 8 & 255, state >> 16 & 255))
    return picture


def written(picture: Image.Image, form: str = "JPEG", **more: Any) -> bytes:
    """The picture as a file of a format."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def jpeg(seed: int = 1, **more: Any) -> bytes:
    """A photo."""
    return written(scene(seed=seed), **more)


def located(seed: int = 1, orientation: int = 1, taken: str = "2026:09:01 10:11:12") -> bytes:
    """A photo that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Lichtmann"
    exif[ExifTags.Base.Model] = "L-1"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "N", "W"
    gps[ExifTags.GPS.GPSLatitude] = (40.0, 25.0, 12.0)
    gps[ExifTags.GPS.GPSLongitude] = (3.0, 42.0, 18.0)
    return jpeg(seed, exif=exif.tobytes(), comment=b"home of Alice")


def png_bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it has `side` times `side` pixels, and does."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    packed = zlib.compressobj(9)
    row = bytes(side * 3 + 1)
    body = b"".join(packed.compress(row) for _ in range(side)) + packed.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of MP4."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def track(shows: bytes) -> bytes:
    """A track of a kind."""
    told = box(b"hdlr", bytes(8), shows, bytes(12))
    return box(b"trak", box(b"mdia", told))


PLACE = b"+40.4200-003.7050/"


def mp4(brand: bytes = b"isom", *tracks: bytes, told: bool = True) -> bytes:
    """A video that says where it was taken."""
    moov = [track(b"vide"), track(b"soun"), *tracks]
    if told:
        moov.append(box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7", PLACE)))
    return (
        box(b"ftyp", brand, bytes(4)) + box(b"moov", *moov) + box(b"mdat", bytes(range(256)) * 40)
    )


def element(name: int, body: bytes, *, unknown: bool = False) -> bytes:
    """An element of WebM."""
    digits = name.to_bytes((name.bit_length() + 7) // 8)
    size = b"\x01" + b"\xff" * 7 if unknown else (len(body) | 1 << 56).to_bytes(8)
    return digits + size + body


def webm(*, doc: bytes = b"webm", recorded: bool = False, kind: int = 1) -> bytes:
    """A video as a browser records it, or as a program writes it."""
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, bytes([kind]))))
    tags = element(0x1254C367, element(0x7373, PLACE))
    cluster = element(
        0x1F43B675, element(0xE7, b"\x00") + element(0xA3, bytes(500)), unknown=recorded
    )
    head = element(0x1A45DFA3, element(0x4282, doc))
    return head + element(0x18538067, tracks + tags + cluster + cluster, unknown=recorded)


PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def segments(content: bytes) -> set[int]:
    """The kinds of segments of a JPEG, with everything after its end refused."""
    assert content.startswith(b"\xff\xd8")
    assert content.endswith(b"\xff\xd9")
    found, at = set(), 2
    while at < len(content) - 2:
        assert content[at] == 0xFF
        kind = content[at + 1]
        assert kind != 0xD9, "there is something after the picture's end"
        found.add(kind)
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
        if kind == 0xDA:
            while not (content[at] == 0xFF and content[at + 1] not in {0, *range(0xD0, 0xD8)}):
                at += 1
    return found
