"""Removing uploads: what its person took away, and what nobody put into a case."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from amends.ports.storage.folder import Folder
from amends.uploads.kept import let_go, storage
from amends.uploads.limits import KEPT_DAYS
from amends.uploads.models import Upload

_AT_ONCE = 200


def remove(upload: Upload) -> bool:
    """Remove one that is in no case, and its files where nobody else needs them.

    Gives whether it was removed: one that went into a case in the meantime stays.
    """
    with transaction.atomic():
        gone, _ = Upload.objects.filter(id=upload.id, order="").delete()
    if not gone:
        return False
    for name in {upload.sha256, upload.clean_copy, upload.small_copy} - {""}:
        let_go(name)
    return True


def remove_stale(now: datetime | None = None) -> int:
    """Remove what was sent more than seven days ago and is in no case; gives how many.

    Any number of workers may do this at once; one that is killed is continued by the next.
    """
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    removed = 0
    while stale := list(Upload.objects.filter(order="", at__lt=before)[:_AT_ONCE]):
        removed += sum(remove(upload) for upload in stale)
    store = storage()
    if isinstance(store, Folder):
        store.sweep()
    return removed
