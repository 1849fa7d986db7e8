"""Pictures for the exhibits: drawn, small, and every one different, as photos of real goods are."""

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw

_SIZE = (640, 480)
_TABLES = ("#d9c8ae", "#cfd6d4", "#b9a58c", "#c7cbe0", "#dcd2d8")
_GOODS = ("#5b7f95", "#a85a48", "#6b8f5e", "#8c6bb0", "#c09a3e")
_CARD = "#b88d5a"


@cache
def picture(kind: str, seed: str) -> bytes:
    """A JPEG for a kind of exhibit; the same kind and seed give the same picture."""
    rng = Random(f"{kind} {seed}")  # noqa: S311 (a drawing, no secret)
    image = Image.new("RGB", _SIZE, rng.choice(_TABLES))
    pen = ImageDraw.Draw(image)
    # Light falls differently on every table.
    for _ in range(60):
        x, y, r = rng.randrange(640), rng.randrange(480), rng.randrange(2, 5)
        pen.ellipse((x, y, x + r, y + r), fill=rng.choice(_TABLES))
    {"packaging_photo": _box, "label_photo": _label}.get(kind, _goods)(pen, rng)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _goods(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    left, top = rng.randrange(150, 230), rng.randrange(90, 150)
    colour = rng.choice(_GOODS)
    pen.ellipse((left + 20, top + 215, left + 300, top + 275), fill="#9a9286")
    pen.rounded_rectangle(
        (left, top, left + 260, top + 240), 60, fill=colour, outline="#222222", width=4
    )
    pen.arc((left + 210, top + 50, left + 330, top + 190), -90, 90, fill="#222222", width=14)
    _crack(pen, rng, left + rng.randrange(60, 180), top + 10, 200)


def _box(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    left, top = rng.randrange(130, 190), rng.randrange(110, 150)
    pen.polygon(
        [(left, top), (left + 80, top - 60), (left + 390, top - 60), (left + 320, top)],
        fill="#caa06c",
    )
    pen.rectangle((left, top, left + 320, top + 230), fill=_CARD, outline="#5d4426", width=4)
    pen.rectangle((left + 140, top, left + 180, top + 230), fill="#d8b98c")
    dent = [
        (left + 320 - rng.randrange(40, 90), top + 230),
        (left + 320, top + 140),
        (left + 320, top + 230),
    ]
    pen.polygon(dent, fill="#8a6536")
    _crack(pen, rng, left + 60, top + 30, 120)


def _label(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    left, top = rng.randrange(120, 170), rng.randrange(70, 110)
    pen.rectangle((left, top, left + 360, top + 270), fill="#fbfbf7", outline="#222222", width=3)
    x = left + 30
    while x < left + 330:
        width = rng.randrange(2, 9)
        pen.rectangle((x, top + 30, x + width, top + 120), fill="#111111")
        x += width + rng.randrange(3, 9)
    for row in range(4):
        pen.rectangle(
            (
                left + 30,
                top + 150 + row * 26,
                left + 30 + rng.randrange(120, 300),
                top + 162 + row * 26,
            ),
            fill="#777777",
        )


def _crack(pen: ImageDraw.ImageDraw, rng: Random, x: int, y: int, length: int) -> None:
    points = [(x, y)]
    while points[-1][1] < y + length:
        last = points[-1]
        points.append((last[0] + rng.randrange(-26, 27), last[1] + rng.randrange(12, 40)))
    pen.line(points, fill="#1b1b1b", width=5, joint="curve")
    pen.line([(px + 3, py + 2) for px, py in points], fill="#ffffff", width=1)


def small_copy(drawn: bytes) -> bytes:
    """A small copy of a picture, for a gallery."""
    image = Image.open(io.BytesIO(drawn))
    image.thumbnail((320, 320))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=75)
    return out.getvalue()
