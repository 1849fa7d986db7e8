"""Uploads go into a case: only their own person's, and each into one order."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet, Sum

from amends.core.grounds import ExhibitKind
from amends.uploads.formats import FORMATS, FormatName
from amends.uploads.kept import milliseconds
from amends.uploads.likeness import order_with_one_like
from amends.uploads.limits import FOR_ONE_DISPUTE, Medium
from amends.uploads.models import Upload


def own(person: str, ids: Iterable[str], order: str = "") -> dict[str, Upload]:
    """Those of the ids that are the person's and may go into this order, by id.

    Another's, a refused one, one that is gone or in another order are all the same: not there.
    """
    asked = [found for each in ids if (found := _id(each)) is not None]
    rows = Upload.objects.filter(person=person, id__in=asked, state="ready")
    return {str(row.id): row for row in rows.filter(Q(order="") | Q(order=order))}


def room_left(person: str, order: str, dispute: int) -> int:
    """How many bytes the person may still add to a dispute."""
    used = Upload.objects.filter(person=person, order=order, dispute=dispute).aggregate(
        bytes=Sum("size")
    )
    return FOR_ONE_DISPUTE - int(used["bytes"] or 0)


def attach(upload: Upload, order: str, dispute: int) -> bool:
    """Bind it to an order, before the command that names it is given: nothing removes it then.

    Gives whether it could be: it may have gone, or into another order, in the meantime. One that
    an exhibit of the order names already stays as it is.
    """
    bound = _unsettled([upload], order).update(
        order=order,
        dispute=dispute,
        like=order_with_one_like(upload, order),
        pending_since=milliseconds(),
    )
    return bool(bound) or Upload.objects.filter(id=upload.id, order=order).exists()


def settle(uploads: Iterable[Upload], order: str, dispute: int) -> None:
    """The command that named them was accepted: their exhibits are there."""
    _unsettled(uploads, order).update(order=order, dispute=dispute, pending_since=None)


def detach(uploads: Iterable[Upload]) -> None:
    """Give them back: the command that named them was refused.

    Only those that were free when they were read: of one that was bound before, an exhibit may name
    it, and a worker sees whether one does.
    """
    ids = [upload.id for upload in uploads if upload.order == ""]
    give_back(Upload.objects.filter(id__in=ids, pending_since__isnull=False))


def give_back(uploads: "QuerySet[Upload]") -> None:
    """They are in no case and count for none; their person may use them again."""
    uploads.update(order="", dispute=0, like="", pending_since=None)


def in_order(order: str) -> dict[str, Upload]:
    """The uploads of an order by the hash of their originals: what its exhibits are shown from."""
    return {row.sha256: row for row in Upload.objects.filter(order=order, state="ready")}


def medium_of(upload: Upload) -> Medium:
    """What it is for who looks at it."""
    name: FormatName = upload.format  # type: ignore[assignment] # written from that list alone
    return FORMATS[name].medium


def fitting(kind: ExhibitKind, medium: Medium) -> ExhibitKind:
    """The kind of exhibit that a file can be: a video is no photo, whatever was chosen."""
    if medium == "video":
        return "video"
    if medium in ("document", "text"):
        return kind if kind in ("document", "tracking_screenshot") else "document"
    return "photo" if kind == "video" else kind


def _unsettled(uploads: Iterable[Upload], order: str) -> "QuerySet[Upload]":
    """Those that are free, or bound to this order for a command that is not known to be carried out."""
    here = Q(order="") | Q(order=order, pending_since__isnull=False)
    return Upload.objects.filter(here, id__in=[upload.id for upload in uploads])


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
