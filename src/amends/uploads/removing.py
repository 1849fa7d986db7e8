"""Removing uploads: what its person took away, and what nobody put into a case."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from amends.engine.store.base import Store
from amends.ports.storage.folder import Folder
from amends.uploads.attaching import settle
from amends.uploads.kept import let_go, milliseconds, storage
from amends.uploads.limits import KEPT_DAYS
from amends.uploads.models import Blob, Upload
from amends.uploads.reconciling import case_of

_AT_ONCE = 200


def remove(upload: Upload) -> bool:
    """Remove one that is in no case, and its files where nobody else needs them.

    Gives whether it was removed: one that went into a case in the meantime stays.
    """
    names = {upload.sha256, upload.clean_copy, upload.small_copy} - {""}
    with transaction.atomic():
        gone, _ = Upload.objects.filter(id=upload.id, order="").delete()
        if gone:
            Blob.objects.filter(sha256__in=names).update(loose_since=milliseconds())
    if not gone:
        return False
    for name in names:
        let_go(name)
    return True


def remove_stale(store: Store, now: datetime | None = None) -> int:
    """Remove what was sent more than seven days ago and is in no case; gives how many.

    What an exhibit names after all is put into its case instead. Any number of workers may do this at once; one that is killed is continued by the next.
    """
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    removed = 0
    while stale := list(Upload.objects.filter(order="", at__lt=before)[:_AT_ONCE]):
        for upload in stale:
            case = case_of(store, upload)
            if case is None:
                removed += remove(upload)
            else:
                settle([upload], *case)
    files = storage()
    if isinstance(files, Folder):
        files.sweep()
    return removed
