"""Receiving a file: through the gate, into the storage, and a row that says so."""

import hashlib
import io
import shutil
import tempfile
from contextlib import ExitStack
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from amends.ports.storage import NoSpaceError, StorageError
from amends.uploads.gate import Passed, blanked, examine
from amends.uploads.kept import keeping
from amends.uploads.likeness import parts_of
from amends.uploads.limits import WAITING_BYTES, WAITING_FILES
from amends.uploads.models import Mark, Upload
from amends.uploads.reasons import PASSING, Reason, RefusedFileError

_TRIES = 3


def receive(person: str, file: BinaryIO, key: str) -> Upload:
    """Let a file in, or say why not: the upload is `ready` or `refused`.

    `key` is the sender's for this sending; sent again with it, the first answer stands. A refusal
    that passes by itself (no turn, no room in the storage) is not kept: the same key may try again.
    """
    found = Upload.objects.filter(person=person, key=key).first()
    if found is not None:
        return found
    try:
        with ExitStack() as opened:
            file = _real(file, opened)
            _check_room(person, file)
            passed = examine(file)
            return _kept(person, file, key, passed, opened)
    except RefusedFileError as refused:
        return _refused(person, key, refused.reason)
    except NoSpaceError:
        return _refused(person, key, "no_space")


def _real(file: BinaryIO, opened: ExitStack) -> BinaryIO:
    """The file itself, or for bytes in memory a copy that has a descriptor."""
    try:
        file.fileno()
    except (OSError, AttributeError):
        copy = opened.enter_context(tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 - the stack closes it
        file.seek(0)
        shutil.copyfileobj(file, copy)
        return copy
    return file


def _check_room(person: str, file: BinaryIO) -> None:
    """What one person may have waiting that is in no case: nobody fills the disk with drafts."""
    waiting = Upload.objects.filter(person=person, order="", state="ready").aggregate(
        files=Count("id"), bytes=Sum("size")
    )
    size = file.seek(0, io.SEEK_END)
    if waiting["files"] >= WAITING_FILES or (waiting["bytes"] or 0) + size > WAITING_BYTES:
        raise RefusedFileError("no_room_for_more")


def _kept(person: str, file: BinaryIO, key: str, passed: Passed, opened: ExitStack) -> Upload:
    files: dict[str, BinaryIO] = {passed.sha256: file}
    clean, small = passed.sha256, ""
    if passed.picture is not None:
        clean, small = (_add(files, each) for each in (passed.picture.clean, passed.picture.small))
    elif passed.blank:
        copy = opened.enter_context(tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 - the stack closes it
        blanked(file, passed, copy)
        clean = hashlib.file_digest(copy, "sha256").hexdigest()
        files[clean] = copy
    upload = _row(person, key, passed, clean, small)
    for last in range(_TRIES):
        try:
            with keeping(files):
                upload.save(force_insert=True)
                parts = parts_of(upload.looks[0]) if upload.looks else ()
                Mark.objects.bulk_create([Mark(upload=upload, part=part) for part in parts])
            return upload
        except IntegrityError:
            # The same sending, twice at the same time.
            return Upload.objects.get(person=person, key=key)
        except NoSpaceError:
            raise
        except StorageError:
            if last == _TRIES - 1:
                raise
    raise AssertionError


def _add(files: dict[str, BinaryIO], content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    files[name] = io.BytesIO(content)
    return name


def _row(person: str, key: str, passed: Passed, clean: str, small: str) -> Upload:
    picture = passed.picture
    return Upload(
        person=person,
        key=key,
        state="ready",
        at=timezone.now(),
        format=passed.format.name,
        size=passed.size,
        sha256=passed.sha256,
        clean_copy=clean,
        small_copy=small,
        width=0 if picture is None else picture.width,
        height=0 if picture is None else picture.height,
        camera={} if picture is None else picture.camera,
        looks=[] if picture is None else list(picture.marks),
    )


def _refused(person: str, key: str, reason: Reason) -> Upload:
    upload = Upload(person=person, key=key, state="refused", reason=reason, at=timezone.now())
    if reason in PASSING:
        return upload
    try:
        with transaction.atomic():
            upload.save(force_insert=True)
    except IntegrityError:
        return Upload.objects.get(person=person, key=key)
    return upload
