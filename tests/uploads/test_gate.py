"""The gate looks at what a file is, not at what it is called, and survives whatever it is."""

import io
import json
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from amends.uploads import decoding
from amends.uploads.decoding import decode
from amends.uploads.gate import Passed, blanked, examine
from amends.uploads.limits import CHILD_MEMORY, CLEAN_SIDE, LARGEST, SMALL_SIDE
from amends.uploads.reasons import Reason, RefusedFileError
from tests.uploads.house import children, memory, open_files
from tests.uploads.pictures import (
    PDF,
    PLACE,
    box,
    jpeg,
    located,
    mp4,
    png_bomb,
    scene,
    segments,
    track,
    webm,
    written,
)  # fmt: skip


def passed(content: bytes) -> Passed:
    """What the gate keeps of it."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return examine(file)


def refused(content: bytes) -> Reason:
    """Why it is not let in."""
    with pytest.raises(RefusedFileError) as error:
        passed(content)
    return error.value.reason


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No child, no open file."""
    had = open_files()
    yield
    assert children() == set()
    assert open_files() == had


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")]
)
def test_pictures_are_drawn_anew(form: str, name: str) -> None:
    let_in = passed(written(scene(3000, 1500), form))
    assert let_in.format.name == name
    assert let_in.picture is not None
    assert (let_in.picture.width, let_in.picture.height) == (3000, 1500)
    clean, small = (Image.open(io.BytesIO(c)) for c in (let_in.picture.clean, let_in.picture.small))
    assert clean.size == (CLEAN_SIDE, CLEAN_SIDE // 2)
    assert small.size == (SMALL_SIDE, SMALL_SIDE // 2)
    assert segments(let_in.picture.clean) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}


def test_place_camera_and_remarks_go_and_are_kept_for_the_desk() -> None:
    let_in = passed(located())
    assert let_in.picture is not None
    assert let_in.picture.camera == {
        "taken": "2026-09-01T10:11:12", "device": "Lichtmann L-1",
        "latitude": 40.42, "longitude": -3.705,
    }  # fmt: skip
    for copy in (let_in.picture.clean, let_in.picture.small):
        assert not Image.open(io.BytesIO(copy)).getexif()
        assert b"Lichtmann" not in copy
        assert b"Alice" not in copy


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_drawn_upright(orientation: int) -> None:
    let_in = passed(located(orientation=orientation))
    assert let_in.picture is not None
    upright = (640, 480) if orientation < 5 else (480, 640)
    assert (let_in.picture.width, let_in.picture.height) == upright
    assert Image.open(io.BytesIO(let_in.picture.clean)).size == upright


def test_what_is_transparent_is_white_and_sixteen_bits_are_eight() -> None:
    glass = passed(written(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    grey = passed(written(Image.new("I;16", (40, 40), 0x8000), "PNG"))
    assert glass.picture is not None
    assert grey.picture is not None
    assert Image.open(io.BytesIO(glass.picture.clean)).getpixel((9, 9)) == (255, 255, 255)
    assert Image.open(io.BytesIO(grey.picture.clean)).getpixel((9, 9)) == (128, 128, 128)


def test_an_animation_is_its_first_picture() -> None:
    frames = [scene(seed=seed) for seed in (1, 2, 3)]
    let_in = passed(written(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert let_in.picture is not None
    assert getattr(Image.open(io.BytesIO(let_in.picture.clean)), "n_frames", 1) == 1


def archive() -> bytes:
    """A ZIP a thousand times smaller than what is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(50_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (jpeg()[:2000], "broken"),
        (b"\xff\xd8\xff" + b"not a picture" * 50, "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_let_in"),
        (b"<!doctype html><script>alert(1)</script>", "not_let_in"),
        (b"words and then <script>alert(1)</script>", "not_let_in"),
        (b"<?xml version='1.0'?><a/>", "not_let_in"),
        (b"#!/bin/sh\nrm -rf /\n", "not_let_in"),
        (b"MZ\x90\x00" + bytes(100), "not_let_in"),
        (b"text with a \x00 in it", "not_let_in"),
        ("Grüße".encode("latin-1"), "not_let_in"),
        (b"% a remark first\n" + PDF, "not_let_in"),
        (b"%PDF-1.4\n", "broken"),
        (PDF[:-30], "broken"),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"), "locked_document"),
        (PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript >> /Type"), "active_document"),
        (b"GIF89a=1;alert(1)//" + b"x" * 500, "broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "broken"),
        (b"RIFF\x10\x00\x00\x00WEBP" + bytes(100), "broken"),
        (box(b"ftyp", b"avif", bytes(4)), "not_let_in"),
        (mp4()[:-10], "broken"),
        (mp4()[:60], "broken"),
        (box(b"ftyp", b"isom", bytes(4)) + box(b"moov", track(b"soun")) + box(b"mdat"), "not_a_video"),
        (box(b"ftyp", b"isom", bytes(4)) + struct.pack(">I4s", 4, b"moov"), "broken"),
        (webm()[:-10], "broken"),
        (webm(doc=b"matroska"), "not_let_in"),
        (webm(kind=2), "not_a_video"),
        (b"\x1a\x45\xdf\xa3", "broken"),
    ],
)  # fmt: skip
def test_what_is_not_let_in_says_why(content: bytes, reason: Reason) -> None:
    assert refused(content) == reason


def test_an_archive_is_not_unpacked() -> None:
    began = memory()
    assert refused(archive()) == "not_let_in"
    assert memory() - began < 20_000_000


def test_boxes_in_boxes_without_end_are_refused() -> None:
    inside = b""
    for _ in range(5000):
        inside = box(b"moov", inside)
    assert refused(box(b"ftyp", b"isom", bytes(4)) + inside) == "broken"
    many = box(b"ftyp", b"isom", bytes(4)) + box(b"free") * 30_000
    assert refused(many) == "broken"


def test_two_files_in_one_become_one_picture() -> None:
    for first in (jpeg(), written(scene(), "GIF"), written(scene(), "PNG")):
        let_in = passed(first + b"<!doctype html><script>alert(document.cookie)</script>")
        assert let_in.picture is not None
        assert b"script" not in let_in.picture.clean
    gif = bytearray(written(scene(), "GIF"))
    hidden = jpeg(comment=b"*/=1;alert(1)/*")
    assert passed(bytes(gif)).picture is not None
    let_in = passed(hidden)
    assert let_in.picture is not None
    assert b"alert" not in let_in.picture.clean


@pytest.mark.parametrize("side", [9000, 20_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    bomb = png_bomb(side)
    assert len(bomb) < 2_000_000
    assert refused(bomb) == "too_many_pixels"


def test_a_large_picture_within_the_limit_is_taken() -> None:
    let_in = passed(png_bomb(7900))
    assert let_in.picture is not None
    assert let_in.picture.marks == ()


def test_a_file_is_as_large_as_its_kind_may_be() -> None:
    assert refused(b"a" * (LARGEST["text"] + 1)) == "not_let_in"
    with tempfile.TemporaryFile() as file:
        file.write(jpeg())
        file.truncate(LARGEST["picture"] + 1)
        with pytest.raises(RefusedFileError) as error:
            examine(file)
    assert error.value.reason == "too_large"


def test_a_video_keeps_its_length_and_loses_its_place() -> None:
    for content in (mp4(), mp4(b"qt  "), mp4(b"isom", track(b"meta")), webm(), webm(recorded=True)):
        assert PLACE in content or b"meta" in content
        let_in = passed(content)
        copy = io.BytesIO()
        blanked(io.BytesIO(content), let_in, copy)
        assert len(copy.getvalue()) == len(content)
        assert PLACE not in copy.getvalue()
        assert b"meta" not in copy.getvalue()
        # Still a whole video, with nothing left to take out.
        assert passed(copy.getvalue()).blank == ()


def test_documents_and_texts_are_kept_as_they_are() -> None:
    assert passed(PDF).format.name == "pdf"
    assert passed("Der Deckel ist gesprungen. 盖子裂了。\r\n".encode()).format.name == "text"


def test_heic_says_what_to_do_where_it_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "heic_is_here", lambda: False)
    assert refused(box(b"ftyp", b"heic", bytes(4))) == "heic_not_here"


CHILD = [sys.executable, "-I", "-B", "-c"]


def play(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """A child that was taken over by a picture, and does what its picture wants."""
    real = subprocess.Popen

    def instead(words: list[str], **more: object) -> object:
        return real([*CHILD, code, words[-1]], **more)  # type: ignore[call-overload]

    monkeypatch.setattr("amends.uploads.decoding.subprocess.Popen", instead)


START = "from amends.uploads.child import restrict; restrict(); import os, time;"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time; time.sleep(60)", "took_too_long"),
        ("import os; os.abort()", "broken"),
        ("import os; os.kill(os.getpid(), 9)", "broken"),
        ("print('nonsense' * 100)", "broken"),
        ("import os\nwhile True: os.write(1, bytes(1 << 20))", "needs_too_much"),
        ("import os; os.write(1, b'\\xff' * 4 + b'{}')", "broken"),
        ("import sys; sys.exit(0)", "broken"),
        (START + "x = bytearray(3 << 30)", "broken"),
        (START + "open('/tmp/amends-child', 'wb').write(b'x')", "broken"),
        (START + "[os.open('/dev/null', 0) for _ in range(9999)]", "broken"),
        ("import os, time\nif os.fork() == 0: time.sleep(60)\nelse: os._exit(0)", "took_too_long"),
    ],
)
def test_the_parent_survives_whatever_the_child_does(
    monkeypatch: pytest.MonkeyPatch, code: str, reason: Reason
) -> None:
    play(monkeypatch, code)
    before, began = memory(), time.monotonic()
    with tempfile.TemporaryFile() as file, pytest.raises(RefusedFileError) as error:
        decode(file.fileno(), "jpeg", seconds=3)
    assert error.value.reason == reason
    assert time.monotonic() - began < 15
    assert memory() - before < 80_000_000
    assert not Path("/tmp/amends-child").exists() or Path("/tmp/amends-child").stat().st_size == 0


def test_the_child_has_no_secrets_and_little_of_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://amends:secret@host/amends")
    told = (
        START + "import json, resource as r, struct;"
        "h = json.dumps({'refused': 'busy', 'told': 1}).encode();"
        "bad = 'DATABASE_URL' in os.environ or r.getrlimit(r.RLIMIT_FSIZE)[1] != 0"
        f" or r.getrlimit(r.RLIMIT_AS)[1] != {CHILD_MEMORY};"
        "h = json.dumps({'refused': 'broken' if bad else 'busy'}).encode();"
        "os.write(1, struct.pack('>I', len(h)) + h)"
    )
    play(monkeypatch, told)
    with tempfile.TemporaryFile() as file, pytest.raises(RefusedFileError) as error:
        decode(file.fileno(), "jpeg", seconds=10)
    assert error.value.reason == "busy"


def test_a_reason_that_the_child_made_up_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    head = json.dumps({"refused": "<script>"}).encode()
    play(monkeypatch, f"import os; os.write(1, {struct.pack('>I', len(head)) + head!r})")
    with tempfile.TemporaryFile() as file, pytest.raises(RefusedFileError) as error:
        decode(file.fileno(), "jpeg", seconds=5)
    assert error.value.reason == "broken"


def test_many_at_once_are_read_one_after_the_other() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda seed: passed(jpeg(seed)).sha256, range(8)))
    assert len(set(found)) == 8
