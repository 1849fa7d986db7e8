"""Files go through the gate into a dispute, and come back as who looks may see them."""

import io
import uuid
from typing import Any

from PIL import Image

from tests.uploads.pictures import located
from tests.web.conftest import World


def file(content: bytes, name: str = "photo.jpg") -> Any:
    """As a browser's form sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def add(client: Any, order: str, *contents: bytes, **more: Any) -> Any:
    """Send files with the dispute page's form."""
    fields = {
        "upload_key": uuid.uuid4().hex, "files.kind": "photo", "files.note": "The lid",
        "files": [file(each) for each in contents],
    }  # fmt: skip
    return client.post(f"/orders/{order}/disputes/1/exhibits/", fields | more)


def exhibits(world: World, order: str) -> Any:
    """The exhibits of the dispute now."""
    found = world.engine.order(order)
    assert found is not None
    return found.disputes[0].exhibits


def test_a_photo_goes_in_and_both_sides_see_a_clean_copy(world: World) -> None:
    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    before = len(exhibits(world, order))
    original = located(orientation=6)
    answer = add(alice, order, original)
    assert answer.status_code == 302, answer.text
    (added,) = exhibits(world, order)[before:]
    assert (added.kind, added.owner) == ("photo", "buyer")
    address = f"/orders/{order}/disputes/1/exhibits/{added.number}/"
    seen = bob.get(address)
    content = b"".join(seen.streaming_content)
    assert seen.status_code == 200
    assert seen["Content-Type"] == "image/jpeg"
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert seen["Content-Security-Policy"] == "default-src 'none'; sandbox"
    picture = Image.open(io.BytesIO(content))
    assert (picture.width, picture.height) == (480, 640)
    assert not picture.getexif()
    assert b"Alice" not in content
    assert b"Lichtmann" not in content
    small = Image.open(io.BytesIO(b"".join(bob.get(f"{address}?size=small").streaming_content)))
    assert max(small.size) == 480
