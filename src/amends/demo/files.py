"""The pictures of the demo's exhibits, kept where those that people send are kept."""

import io
from collections.abc import Callable
from hashlib import sha256
from typing import BinaryIO

from amends.demo.life import Life
from amends.demo.pictures import small_copy
from amends.engine.engine import Engine


def keep_pictures(
    engine: Engine, lives: list[Life], tell: Callable[[int], None] = lambda done: None
) -> None:
    """Keep every picture of these lives. Django has to be set up.

    They were drawn here, so they need no gate; and nobody looks for likenesses among drawings.
    """
    from django.utils import timezone

    from amends.uploads.kept import keeping
    from amends.uploads.models import Upload

    files: dict[str, BinaryIO] = {}
    rows: list[Upload] = []
    for life in lives:
        order = engine.order_id("shop", life.number) or ""
        for name, drawn in life.pictures.items():
            small = small_copy(drawn)
            small_name = sha256(small).hexdigest()
            files |= {name: io.BytesIO(drawn), small_name: io.BytesIO(small)}
            rows.append(
                Upload(
                    person=life.buyer.name, key=f"demo {name}", state="ready", at=timezone.now(),
                    format="jpeg", size=len(drawn), sha256=name, clean_copy=name,
                    small_copy=small_name, width=640, height=480, order=order, dispute=1,
                )
            )  # fmt: skip
            tell(len(rows))
    with keeping(files):
        Upload.objects.bulk_create(rows)
