"""The box in which files are chosen, described and removed before they are sent."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from amends.core.dispute import Dispute
from amends.core.grounds import EXHIBIT_KINDS, ExhibitKind
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue
from amends.uploads.attaching import room_left
from amends.uploads.decoding import heic_is_here
from amends.uploads.limits import (
    FILES_AT_ONCE,
    LARGEST,
    LARGEST_FILE,
    LARGEST_REQUEST,
    MEGABYTE,
)
from amends.web.shown.refused import why
from amends.web.uploading import Gathered, Kept, RefusedFile

_ENDINGS = (
    ".jpg,.jpeg,.png,.webp,.gif,.pdf,.mp4,.mov,.webm,.txt,image/jpeg,image/png,image/webp,image/gif,"
    "application/pdf,video/mp4,video/quicktime,video/webm,text/plain"
)
_HEIC = ",.heic,.heif,image/heic,image/heif"


@dataclass(frozen=True)
class UploadBox:
    """What `parts/upload.html` shows.

    `send` is where a script sends single files; `words` holds its sentences and limits as JSON.
    """

    key: str
    send: str
    accept: str
    limits: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    kind: str
    kept: Sequence[Kept]
    refused: Sequence[RefusedFile]
    words: str
    action: str = ""


def upload_box(
    seen: Seen,
    kinds: Sequence[ExhibitKind] = EXHIBIT_KINDS,
    got: Gathered | None = None,
    kept: Sequence[Kept] = (),
    room: int | None = None,
    action: str = "",
) -> UploadBox:
    """The box for kinds of exhibits, the first of them chosen; with what is kept and was refused."""
    tongue = seen.tongue
    return UploadBox(
        key=uuid.uuid4().hex,
        send=reverse("uploads"),
        accept=_ENDINGS + (_HEIC if heic_is_here() else ""),
        limits=_limits(tongue, room),
        kinds=tuple((kind, tongue.word(kind)) for kind in kinds),
        kind=kinds[0],
        kept=kept,
        refused=() if got is None else got.refused,
        words=_words(tongue),
        action=action,
    )


def exhibit_box(seen: Seen, dispute: Dispute, got: Gathered | None = None) -> UploadBox | None:
    """The box of a dispute's page, where its reader may add an exhibit now; none otherwise.

    What the arbitrator asked this reader for comes first among the kinds.
    """
    open_now = seen.rules.moves(dispute.number)
    if "submit_exhibit" not in open_now:
        return None
    asked = [
        kind
        for each in dispute.requests
        if each.of == seen.reader.role and each.state == "open"
        for kind in each.kinds
    ]
    kinds = tuple(dict.fromkeys([*asked, *EXHIBIT_KINDS]))
    return upload_box(
        seen,
        kinds,
        got,
        kept=() if got is None else got.kept,
        room=room_left(seen.reader.name, seen.order.id, dispute.number),
        action=reverse("add_exhibits", args=[seen.order.id, dispute.number]),
    )


def size_in_words(tongue: Tongue, size: int) -> str:
    """Megabytes with one digit, or kilobytes."""
    if size >= MEGABYTE:
        return tongue.say(N_("{number} MB"), number=f"{size / MEGABYTE:.1f}")
    return tongue.say(N_("{number} kB"), number=max(1, size // 1000))


def _limits(tongue: Tongue, room: int | None) -> tuple[str, ...]:
    sizes = {kind: most // MEGABYTE for kind, most in LARGEST.items()}
    told = [
        tongue.say(
            N_(
                "Pictures up to {picture} MB, videos up to {video} MB, PDF up to {document} MB;"
                " {files} files at once."
            ),
            files=FILES_AT_ONCE,
            **sizes,
        ),
        tongue.say(
            N_(
                "The other side sees a copy without place and device. The original is kept for"
                " the platform."
            )
        ),
    ]
    if room is not None:
        left = max(0, room) // MEGABYTE
        told.insert(1, tongue.say(N_("You can add {room} MB more to this dispute."), room=left))
    return tuple(told)


def _words(tongue: Tongue) -> str:
    """What the script says, in the reader's language, and the limits that it checks first."""
    say = tongue.say
    return json.dumps(
        {
            "most": LARGEST_FILE,
            "mostAtOnce": LARGEST_REQUEST,
            "largest": LARGEST,
            "sending": say(N_("Sending")),
            "reading": say(N_("Being read")),
            "waiting": say(N_("The connection is gone; trying again")),
            "lost": say(N_("Not sent. Check the connection.")),
            "again": say(N_("Try again")),
            "remove": say(N_("Remove")),
            "tooLarge": why(tongue, "too_large"),
            "kind": say(N_("What it shows")),
            "note": say(N_("In your words")),
        }
    )
