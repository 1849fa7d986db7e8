"""Uploads and exhibits agree again after a process was killed between the two.

Any number of workers may do this at once; one that is killed is continued by the next.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.utils import timezone

from amends.core.moments import HOUR
from amends.engine.exhibited import PENDING, exhibited
from amends.engine.store.base import Store
from amends.ports.storage import StorageError
from amends.uploads.attaching import give_back
from amends.uploads.kept import let_go
from amends.uploads.limits import LOOSE_HOURS
from amends.uploads.models import Blob, Upload

_AT_ONCE = 200


class Agreed(NamedTuple):
    """How many uploads were found in a case, how many given back, and how many files let go of."""

    settled: int = 0
    freed: int = 0
    files: int = 0


def reconcile(store: Store, now: datetime | None = None) -> Agreed:
    """Put right what was left half done: uploads after an hour, files that nothing names after a day.

    Raises `StorageError` for a file that cannot be removed, after all others were looked at.
    """
    at = int((now or timezone.now()).timestamp() * 1000)
    settled = freed = files = 0
    pending = Upload.objects.filter(pending_since__lt=at - PENDING)
    for upload in _each(pending):
        if _put_right(store, upload):
            settled += 1
        else:
            freed += 1
    trouble: StorageError | None = None
    for blob in _each(Blob.objects.filter(loose_since__lt=at - LOOSE_HOURS * HOUR)):
        try:
            files += let_go(blob.sha256)
        except StorageError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble
    return Agreed(settled, freed, files)


def case_of(store: Store, upload: Upload) -> tuple[str, int] | None:
    """Order and dispute of an exhibit that names it and for which no other upload stands.

    For one that is bound to an order, only there.
    """
    mine = Upload.objects.filter(person=upload.person, sha256=upload.sha256, pending_since=None)
    known = mine.exclude(order="").values_list("order", "dispute")
    left = Counter(exhibited(store, upload.sha256, upload.person)) - Counter(known)
    bound = (upload.order, upload.dispute)
    if bound in left:
        return bound
    return min((case for case in left if upload.order in ("", case[0])), default=None)


def _put_right(store: Store, upload: Upload) -> bool:
    """Leave it in its order where an exhibit names it; give it back to its person otherwise.

    One that its person's next try has bound anew in the meantime is left alone.
    """
    case = case_of(store, upload)
    same = Upload.objects.filter(id=upload.id, pending_since=upload.pending_since)
    if case is None:
        give_back(same)
    else:
        same.update(dispute=case[1], pending_since=None)
    return case is not None


def _each[M: Model](rows: "QuerySet[M]") -> "Iterator[M]":
    """Every row by its key, a few hundred at a time; each is there as it stood when it was read."""
    few = list(rows.order_by("pk")[:_AT_ONCE])
    while few:
        yield from few
        few = list(rows.filter(pk__gt=few[-1].pk).order_by("pk")[:_AT_ONCE])
