"""What a picture says about itself: when, where and with what it was taken. Only in the child."""

import contextlib
import re
from typing import Any

from PIL import ExifTags, Image

_LONGEST = 120
_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def camera_of(picture: Image.Image) -> dict[str, Any]:
    """`taken`, `offset`, `device`, `software`, `latitude`, `longitude`: those that are there."""
    found: dict[str, Any] = {}
    # Broken notes about a picture are no reason to refuse the picture.
    with contextlib.suppress(Exception):
        exif = picture.getexif()
        detail = exif.get_ifd(ExifTags.IFD.Exif)
        taken = detail.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        match = _TIME.fullmatch(_text(taken))
        if match:
            year, month, day, *clock = match.groups()
            found["taken"] = f"{year}-{month}-{day}T{':'.join(clock)}"
            offset = _text(detail.get(ExifTags.Base.OffsetTimeOriginal))
            if _OFFSET.fullmatch(offset):
                found["offset"] = offset
        make, model = (_text(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
        # Many models begin with the maker's name already.
        device = model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()
        found |= {"device": device} if device else {}
        software = _text(exif.get(ExifTags.Base.Software))
        found |= {"software": software} if software else {}
        found |= _place(dict(exif.get_ifd(ExifTags.IFD.GPSInfo)))
    return found


def _place(gps: dict[int, Any]) -> dict[str, float]:
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef))
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return {}
    return {"latitude": latitude, "longitude": longitude}


def _degrees(parts: Any, side: Any) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if found != found:  # not a number
        return None
    return round(-found if _text(side) in ("S", "W") else found, 6)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(each for each in value if each.isprintable()).strip()[:_LONGEST]
