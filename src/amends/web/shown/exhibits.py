"""The files behind the exhibits of a dispute, for one reader, with what the platform should know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.urls import reverse

from amends.core.dispute import Dispute, Exhibit
from amends.core.moments import to_datetime
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.uploads.attaching import in_order, medium_of
from amends.uploads.models import Upload
from amends.web.shown.uploads import size_in_words
from amends.web.uploading import may_see_original

Shown = Literal["picture", "video", "document", "text", "missing"]

# Cameras tell their own clock without its zone, so that a day more or less says nothing.
_LONG_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class ExhibitFile:
    """What can be opened of an exhibit; empty addresses where there is nothing for this reader.

    `medium` is `missing` where only the hash is known, or where it was withdrawn and is not theirs.
    `hints` and `camera` (label and words) are for arbitrators alone. A hint is something to look at
    and proves nothing: a sentence, and the address of the other order if it is about one.
    """

    medium: Shown
    url: str = ""
    small: str = ""
    original: str = ""
    about: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    camera: tuple[tuple[str, str], ...] = ()


MISSING = ExhibitFile("missing")


def with_signs(seen: Seen, uploads: Mapping[str, Upload]) -> Seen:
    """What the guard says of pictures needs the files: which look alike, and which are too old."""
    return replace(
        seen,
        alike=frozenset(file for file, upload in uploads.items() if upload.like),
        taken_before=frozenset(
            file for file, upload in uploads.items() if _too_old(seen, upload) is not None
        ),
    )


def exhibit_files(
    seen: Seen, dispute: Dispute, uploads: Mapping[str, Upload] | None = None
) -> dict[int, ExhibitFile]:
    """The file of every exhibit, by the exhibit's number: one statement for all of them.

    `uploads` are those of the order by their hash, where the page has looked them up already.
    """
    uploads = in_order(seen.order.id) if uploads is None else uploads
    return {
        each.number: _file(seen, dispute, each, uploads.get(each.sha256))
        for each in dispute.exhibits
    }


def _file(seen: Seen, dispute: Dispute, exhibit: Exhibit, upload: Upload | None) -> ExhibitFile:
    sealed = may_see_original(seen.reader, exhibit)
    if upload is None or (exhibit.withdrawn and not sealed):
        return MISSING
    url = reverse("exhibit", args=[seen.order.id, dispute.number, exhibit.number])
    judges = seen.reader.role == "arbitrator"
    return ExhibitFile(
        medium=medium_of(upload),
        url=url,
        small=f"{url}?size=small" if upload.small_copy else "",
        original=f"{url}?original=1" if sealed else "",
        about=size_in_words(seen.tongue, upload.size),
        hints=_hints(seen, exhibit, upload) if judges else (),
        camera=_camera(seen, upload) if judges else (),
    )


def _hints(seen: Seen, exhibit: Exhibit, upload: Upload) -> tuple[tuple[str, str], ...]:
    found = []
    say = seen.tongue.say
    if exhibit.sha256 in seen.seen_elsewhere:
        found.append((say(N_("The same file is in a dispute of another order.")), ""))
    if upload.like:
        where = reverse("order", args=[upload.like])
        found.append((say(N_("It looks like a picture in another order.")), where))
    taken = _too_old(seen, upload)
    if taken is not None:
        day = seen.tongue.day(int(taken.timestamp() * 1000))
        old = N_("By its own date it was taken on {day}, before the order was paid.")
        found.append((say(old, day=day), ""))
    return tuple(found)


def _too_old(seen: Seen, upload: Upload) -> datetime | None:
    """When a picture was taken by its own date, if that is long before the order."""
    taken = taken_at(upload)
    if taken is None or taken >= to_datetime(seen.order.paid_at) - _LONG_BEFORE:
        return None
    return taken


def taken_at(upload: Upload) -> datetime | None:
    """When a picture says that it was taken: a camera's own clock, which may be wrong."""
    written = str(upload.camera.get("taken", ""))
    offset = str(upload.camera.get("offset", ""))
    try:
        taken = datetime.fromisoformat(written + offset)
    except ValueError:
        return None
    return taken if taken.tzinfo is not None else taken.replace(tzinfo=UTC)


def _camera(seen: Seen, upload: Upload) -> tuple[tuple[str, str], ...]:
    """What the original says of itself, as rows."""
    say, told = seen.tongue.say, upload.camera
    rows = []
    if upload.width:
        rows.append((say(N_("Pixels")), f"{upload.width} × {upload.height}"))
    if "taken" in told:
        clock = f"{told['taken']} {told.get('offset', '')}".replace("T", " ").strip()
        rows.append((say(N_("Taken, by the camera's clock")), clock))
    if "latitude" in told and "longitude" in told:
        rows.append((say(N_("Taken at")), f"{told['latitude']:.5f}, {told['longitude']:.5f}"))
    if "device" in told:
        rows.append((say(N_("Device")), str(told["device"])))
    if "software" in told:
        rows.append((say(N_("Program")), str(told["software"])))
    return tuple(rows)
