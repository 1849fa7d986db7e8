"""The one storage of this process, and taking files into it and out of it."""

import threading
import time
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction

from amends.ports.storage import Storage, StorageError, open_storage
from amends.uploads.models import Blob, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_open: dict[str, Storage] = {}


def storage() -> Storage:
    """The storage that AMENDS_STORAGE_URL names, opened at its first use."""
    url = settings.AMENDS_STORAGE
    with _lock:
        if url not in _open:
            _open[url] = open_storage(url)
        return _open[url]


@contextmanager
def keeping(files: Mapping[str, BinaryIO]) -> "Iterator[None]":
    """Put the files into the storage, then do what makes them needed: both, or it is tried again.

    Who removes a file looks under the same lock whether anybody needs it. Its row is written before
    it is: a file that a process leaves behind when it is killed is found by it.
    """
    names = sorted(files)
    Blob.objects.bulk_create(
        [Blob(sha256=name, loose_since=milliseconds()) for name in names],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["loose_since"],
    )
    for sha256, file in files.items():
        file.seek(0)
        storage().put(sha256, file)
    with transaction.atomic():
        locked = set(_locked(names))
        if locked != set(names) or any(storage().size(name) is None for name in names):
            raise StorageError("A file was removed while it was being kept.")
        yield
        Blob.objects.filter(sha256__in=names).update(loose_since=None)


def milliseconds() -> int:
    """Now, as the marks of uploads and files are written."""
    return time.time_ns() // 1_000_000


def let_go(sha256: str) -> bool:
    """Remove a file that no upload needs any longer; gives whether it was removed."""
    with transaction.atomic():
        if not _locked([sha256]):
            return False
        if _needed(sha256):
            Blob.objects.filter(sha256=sha256).update(loose_since=None)
            return False
        storage().delete(sha256)
        Blob.objects.filter(sha256=sha256).delete()
    return True


def _locked(names: list[str]) -> list[str]:
    rows = Blob.objects.select_for_update().filter(sha256__in=names).order_by("sha256")
    return [row.sha256 for row in rows]


def _needed(sha256: str) -> bool:
    return any(
        Upload.objects.filter(**{column: sha256}).exists()
        for column in ("sha256", "clean_copy", "small_copy")
    )
