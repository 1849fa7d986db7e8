"""Decoding a picture and making it anew. Imported by the child process alone."""

import contextlib
import io
import warnings
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import pdqhash
from PIL import Image, ImageCms, ImageOps

from amends.uploads.camera import camera_of
from amends.uploads.limits import CLEAN_SIDE, MOST_PIXELS, SMALL_SIDE
from amends.uploads.reasons import RefusedFileError

_DECODERS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "heic": "HEIF"}
_QUALITY = 88
_SMALL_QUALITY = 80
# Below this, by its authors' advice, the hash of a flat picture says nothing.
_TELLING = 50
_MARK_SIDE = 512
_SIDEWAYS = 5  # and above: orientations that swap width and height


@dataclass(frozen=True)
class Cleaned:
    """The copy that others see, a small one, and what the original says about itself."""

    clean: bytes
    small: bytes
    size: tuple[int, int]
    camera: dict[str, Any]
    marks: tuple[str, ...]

    def head(self) -> dict[str, Any]:
        """What goes before the two copies in the child's answer."""
        width, height = self.size
        return {
            "width": width,
            "height": height,
            "camera": self.camera,
            "marks": list(self.marks),
        }


def cleaned(file: BinaryIO, name: str) -> Cleaned:
    """Decode all of it and draw it on a fresh canvas: no byte of the original is copied.

    Raises `RefusedFileError` for too many pixels, and whatever the decoder raises for a broken one.
    """
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if name == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        picture: Image.Image = Image.open(file, formats=[_DECODERS[name]])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFileError("too_many_pixels") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise RefusedFileError("too_many_pixels")
    width, height = picture.size
    # A JPEG can be decoded to a fraction at once. Then all of it is read, before anything that
    # forgives mistakes looks at it.
    picture.draft(None, (CLEAN_SIDE, CLEAN_SIDE))
    picture.load()
    camera = camera_of(picture)
    if picture.getexif().get(0x0112, 1) >= _SIDEWAYS:
        width, height = height, width
    drawn = _drawn(picture)
    small = drawn.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Cleaned(
        clean=_written(drawn, _QUALITY),
        small=_written(small, _SMALL_QUALITY),
        size=(width, height),
        camera=camera,
        marks=_marks(drawn),
    )


def _drawn(picture: Image.Image) -> Image.Image:
    """Upright, in sRGB, on white, no larger than a page needs."""
    profile = picture.info.get("icc_profile")
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        picture = picture.point(lambda value: value / 256, "L")
    # Colours of a palette have to be mixed before pixels are.
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    picture.thumbnail((CLEAN_SIDE, CLEAN_SIDE))
    with contextlib.suppress(KeyError, ValueError, TypeError, SyntaxError, OSError):
        # A broken orientation turns nothing.
        picture = ImageOps.exif_transpose(picture)
    picture = _srgb(picture, profile)
    canvas = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "La", "RGBa"):
        picture = picture.convert("RGBA")
        canvas.paste(picture, mask=picture.getchannel("A"))
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas


def _srgb(picture: Image.Image, profile: object) -> Image.Image:
    if not isinstance(profile, bytes) or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    # A broken profile leaves the colours as they are.
    with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        seen = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
        )
        if seen is not None:
            return seen
    return picture


def _written(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _marks(picture: Image.Image) -> tuple[str, ...]:
    """What the picture looks like, in the eight ways to turn and mirror it; none of a flat one."""
    small = picture.copy()
    small.thumbnail((_MARK_SIDE, _MARK_SIDE))
    found, quality = pdqhash.compute_dihedral(np.asarray(small))
    if quality < _TELLING:
        return ()
    return tuple(np.packbits(bits).tobytes().hex() for bits in found)
