"""Files go through the gate into a dispute, and come back as who looks may see them."""

import io
import uuid
from pathlib import Path
from typing import Any

from PIL import Image

from tests.uploads.pictures import PDF, PLACE, jpeg, located, mp4, scene, written
from tests.web.conftest import World, plain


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


def body(answer: Any) -> bytes:
    """What was sent."""
    return b"".join(answer.streaming_content)


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
    seen: Any = bob.get(address)
    content = body(seen)
    assert seen.status_code == 200
    assert seen["Content-Type"] == "image/jpeg"
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert seen["Content-Security-Policy"] == "default-src 'none'; sandbox"
    picture = Image.open(io.BytesIO(content))
    assert (picture.width, picture.height) == (480, 640)
    assert not picture.getexif()
    assert b"Alice" not in content
    assert b"Lichtmann" not in content
    small = Image.open(io.BytesIO(body(bob.get(f"{address}?size=small"))))
    assert max(small.size) == 480


def send(client: Any, content: bytes, key: str = "", **more: Any) -> Any:
    """Send one file as the page's script does."""
    return client.post("/uploads/", {"key": key or uuid.uuid4().hex, "file": file(content), **more})


def stored(installation: Path) -> set[str]:
    """Every file in the storage."""
    return {path.name for path in (installation / "files").rglob("*") if path.is_file()}


def test_several_at_once_and_a_reason_for_the_one_that_is_refused(world: World) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    before = len(exhibits(world, order))
    answer = add(alice, order, jpeg(11), b"<html><script>alert(1)</script></html>", jpeg(12))
    assert answer.status_code == 422
    assert "Files of this kind are not taken" in answer.text
    assert "<script>alert" not in answer.text
    assert len(exhibits(world, order)) == before + 2


def test_the_same_form_sent_twice_adds_once(world: World) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    before, key = len(exhibits(world, order)), uuid.uuid4().hex
    for _ in range(2):
        assert add(alice, order, jpeg(21), upload_key=key).status_code == 302
    assert len(exhibits(world, order)) == before + 1


def test_a_retry_after_a_lost_answer_neither_doubles_nor_loses(world: World) -> None:
    alice = world.browser("alice", "buyer")
    first, second = (send(alice, jpeg(31), "my-key").json() for _ in range(2))
    assert first["upload"] == second["upload"]
    order = world.disputed()
    before = len(exhibits(world, order))
    chosen = first["upload"]
    fields = {"upload": chosen, f"kind.{chosen}": "label_photo", f"note.{chosen}": "Its label"}
    for _ in range(2):
        assert add(alice, order, **fields).status_code == 302
    (added,) = exhibits(world, order)[before:]
    assert added.kind == "label_photo"


def test_a_video_is_no_photo_whatever_was_chosen(world: World) -> None:
    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    content = mp4()
    assert add(alice, order, content).status_code == 302
    added = exhibits(world, order)[-1]
    assert added.kind == "video"
    address = f"/orders/{order}/disputes/1/exhibits/{added.number}/"
    page = bob.get(f"/orders/{order}/disputes/1/").text
    player = page[page.index("<video") : page.index("</video>")]
    assert f'src="{address}"' in player
    assert "controls" in player
    assert "Download the video" in page
    seen: Any = bob.get(address)
    copy = body(seen)
    assert seen["Content-Type"] == "video/mp4"
    assert seen["Content-Disposition"].startswith("inline")
    policy = seen["Content-Security-Policy"]
    assert policy == "default-src 'none'; media-src 'self'; sandbox allow-same-origin"
    assert PLACE not in copy
    assert len(copy) == len(content)
    part: Any = bob.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, body(part)) == (206, copy[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(copy)}"
    end: Any = bob.get(address, headers={"Range": "bytes=-5"})
    assert body(end) == copy[-5:]
    assert bob.get(address, headers={"Range": f"bytes={len(copy)}-"}).status_code == 416
    assert bob.get(address, headers={"If-None-Match": seen["ETag"]}).status_code == 304
    assert bob.get(f"{address}?size=small").status_code == 404


def test_documents_are_downloads_with_a_name_of_our_own(world: World) -> None:
    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    name = '../../../etc/passwd"; filename=x.html\r\nX: y' + "a" * 10_000 + ".pdf"
    answer = alice.post(
        f"/orders/{order}/disputes/1/exhibits/",
        {"upload_key": "k", "files.kind": "photo", "files": [file(PDF, name)]},
    )
    assert answer.status_code == 302
    added = exhibits(world, order)[-1]
    assert added.kind == "document"
    seen: Any = bob.get(f"/orders/{order}/disputes/1/exhibits/{added.number}/")
    assert seen["Content-Disposition"] == f'attachment; filename="exhibit-1-{added.number}.pdf"'
    assert seen["Cache-Control"].startswith("private")
    assert body(seen) == PDF


def test_the_original_is_sealed_for_its_owner_and_the_desk(world: World) -> None:
    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    carol = world.browser("carol", "arbitrator")
    dave = world.browser("dave", "operator")
    original = located(seed=41)
    add(alice, order, original)
    address = f"/orders/{order}/disputes/1/exhibits/{exhibits(world, order)[-1].number}/"
    for who in (alice, carol):
        assert body(who.get(f"{address}?original=1")) == original
    for who in (bob, dave):
        assert who.get(f"{address}?original=1").status_code == 404
        assert who.get(address).status_code == 200


def test_what_was_withdrawn_is_the_owners_and_the_desks(world: World, do: Any) -> None:
    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    carol = world.browser("carol", "arbitrator")
    add(alice, order, jpeg(51))
    number = exhibits(world, order)[-1].number
    do(alice, order, "withdraw_exhibit", dispute="1", exhibit=str(number))
    assert exhibits(world, order)[-1].withdrawn
    address = f"/orders/{order}/disputes/1/exhibits/{number}/"
    assert [who.get(address).status_code for who in (alice, bob, carol)] == [200, 404, 200]


def test_eve_finds_the_same_for_not_there_and_not_hers(world: World) -> None:
    order = world.disputed()
    alice, eve = world.browser("alice", "buyer"), world.browser("eve", "buyer", "seller")
    upload = send(alice, jpeg(61)).json()["upload"]
    add(alice, order, jpeg(62))
    number = exhibits(world, order)[-1].number
    before = len(exhibits(world, order))
    nowhere = uuid.uuid4()
    pairs = [
        (f"/orders/{order}/disputes/1/exhibits/{number}/", f"/orders/{nowhere}/disputes/1/exhibits/1/"),
        (f"/orders/{order}/disputes/1/exhibits/{number}/?original=1", f"/orders/{nowhere}/disputes/9/exhibits/9/?original=1"),
        (f"/uploads/{upload}/", f"/uploads/{nowhere}/"),
    ]  # fmt: skip
    for hers, none in pairs:
        one, other = eve.get(hers), eve.get(none)
        assert (one.status_code, other.status_code) == (404, 404)
        assert plain(one) == plain(other)
    assert add(eve, order, jpeg(63)).status_code == 404
    # Somebody else's upload is not there for her, in her own dispute either.
    assert eve.post(f"/uploads/{upload}/remove/").status_code == 204
    assert alice.get(f"/uploads/{upload}/").status_code == 200
    bob = world.browser("bob", "seller")
    assert add(bob, order, upload=upload).status_code == 302
    assert len(exhibits(world, order)) == before


def test_a_stranger_and_a_page_without_files_take_none(
    world: World, installation: Path, do: Any
) -> None:
    from django.test import Client

    before = stored(installation)
    assert send(Client(), jpeg(71)).status_code == 302
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    do(alice, order, "make_statement", dispute="1", text="Hello", file=file(jpeg(72)))
    assert stored(installation) == before


def test_what_is_sent_again_in_another_order_is_a_hint_for_the_desk(world: World) -> None:
    from amends.app.order_view import load_order_view
    from amends.web.shown.exhibits import exhibit_files

    first = world.disputed()
    picture = scene(seed=int(world.mark, 16) % 100_000)
    alice = world.browser("alice", "buyer")
    assert add(alice, first, written(picture)).status_code == 302
    second = world.disputed()
    changed = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize((400, 300))
    assert add(alice, second, written(changed, quality=60)).status_code == 302
    seen = load_order_view(
        world.engine, second, world.person("carol", "arbitrator").actor("arbitrator")
    )
    files = exhibit_files(seen, seen.order.disputes[0])
    ((sentence, where),) = files[len(files)].hints
    assert sentence == "It looks like a picture in another order."
    assert first in where
    theirs = load_order_view(world.engine, second, world.person("bob", "seller").actor("seller"))
    assert exhibit_files(theirs, theirs.order.disputes[0])[len(files)].hints == ()


def test_a_picture_older_than_its_order_is_a_hint_and_its_place_is_shown(world: World) -> None:
    from amends.app.order_view import load_order_view
    from amends.web.shown.exhibits import exhibit_files

    order = world.disputed()
    add(world.browser("alice", "buyer"), order, located(seed=91, taken="2019:05:06 07:08:09"))
    seen = load_order_view(
        world.engine, order, world.person("carol", "arbitrator").actor("arbitrator")
    )
    found = exhibit_files(seen, seen.order.disputes[0])[len(seen.order.disputes[0].exhibits)]
    assert [sentence[:32] for sentence, _ in found.hints] == ["By its own date it was taken on "]
    assert "40.42000, -3.70500" in dict(found.camera).values()


def test_the_desk_shows_the_file_of_an_exhibit_and_says_where_there_is_none(world: World) -> None:
    order = world.disputed()
    add(world.browser("alice", "buyer"), order, located(seed=95, taken="2019:05:06 07:08:09"))
    world.done("bob", "seller", "submit_exhibit", order, kind="photo", sha256="cd" * 32)
    found = world.engine.order(order)
    assert found is not None
    file, none = [each.number for each in found.disputes[0].exhibits][-2:]
    page = world.browser("carol", "arbitrator").get(f"/deciding/{order}/1/").text
    assert f"/exhibits/{file}/?size=small" in page
    assert f"/exhibits/{none}/?size=small" not in page
    assert "The file itself is not kept here; its fingerprint is." in page
    assert "By its own date it was taken on " in page
    assert "40.42000, -3.70500" in page


def test_the_other_side_is_warned_of_pictures_that_are_old_or_look_like_another(
    world: World,
) -> None:
    first = world.disputed()
    picture = scene(seed=int(world.mark, 16) % 100_000 + 7)
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    add(alice, first, written(picture))
    second = world.disputed()
    add(alice, second, written(picture.resize((400, 300)), quality=60))
    add(alice, second, located(seed=97, taken="2019:05:06 07:08:09"))
    page = bob.get(f"/orders/{second}/disputes/1/").text
    assert "looks like a picture in another order." in page
    assert "was taken before the order was paid, by its own date." in page
    # Where the picture came from is not for them, and whoever showed it is not warned of it.
    assert first not in page
    hers = alice.get(f"/orders/{second}/disputes/1/").text
    assert "looks like a picture" not in hers
    assert "was taken before" not in hers


def test_an_upload_can_be_removed_until_it_is_in_a_case(world: World, installation: Path) -> None:
    order = world.disputed()
    alice = world.browser("alice", "buyer")
    before = stored(installation)
    gone = send(alice, jpeg(int(world.mark[:6], 16))).json()
    assert len(stored(installation) - before) == 3
    alice.post(gone["removal"])
    assert stored(installation) == before
    kept = send(alice, jpeg(102)).json()
    add(alice, order, upload=kept["upload"])
    alice.post(kept["removal"])
    address = f"/orders/{order}/disputes/1/exhibits/{exhibits(world, order)[-1].number}/"
    assert alice.get(address).status_code == 200


def test_the_page_has_a_form_that_needs_no_script(world: World) -> None:
    from django.template.loader import render_to_string

    from amends.app.order_view import load_order_view
    from amends.web.shown.uploads import exhibit_box

    order = world.disputed()
    seen = load_order_view(world.engine, order, world.person("alice", "buyer").actor("buyer"))
    box = exhibit_box(seen, seen.order.disputes[0])
    assert box is not None
    page = render_to_string("amends/parts/exhibit_form.html", {"upload": box})
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" name="files" multiple accept=' in page
    assert "Pictures up to 30 MB, videos up to 100 MB" in page
    assert "You can add 500 MB more to this dispute." in page
    assert " style=" not in page
    assert " onclick=" not in page
