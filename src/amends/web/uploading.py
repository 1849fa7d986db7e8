"""Files of a form: taken in, kept along with those taken in before, and put into a case."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from amends.core.dispute import Exhibit
from amends.core.grounds import EXHIBIT_KINDS, ExhibitKind
from amends.core.people import Actor
from amends.uploads.attaching import attach, detach, fitting, medium_of, own, settle
from amends.uploads.limits import Medium
from amends.uploads.models import Upload
from amends.uploads.reasons import Reason
from amends.uploads.receiving import receive
from amends.uploads.removing import remove
from amends.uploads.streaming import stopped, takes_files
from amends.web.asking import person_of
from amends.web.reader import Request

__all__ = [
    "Gathered",
    "Kept",
    "RefusedFile",
    "gathered",
    "kept_from",
    "let_go",
    "lock_in",
    "may_see_original",
    "recorded",
    "takes_files",
]

LONGEST_NOTE = 2000
_LONGEST_KEY = 120


@dataclass(frozen=True)
class Kept:
    """A file that was let in, with what its sender says of it; not in a case yet."""

    upload: Upload
    kind: ExhibitKind
    note: str

    @property
    def id(self) -> str:
        """The upload's id as text."""
        return str(self.upload.id)

    @property
    def medium(self) -> Medium:
        """Picture, video, document or text."""
        return medium_of(self.upload)

    def as_json(self) -> dict[str, str]:
        """For a draft."""
        return {"upload": self.id, "kind": self.kind, "note": self.note}

    def exhibit(self) -> dict[str, object]:
        """As `submit_exhibit` and `open_dispute` take it: by the hash of the original."""
        return {"kind": self.kind, "sha256": self.upload.sha256, "note": self.note}


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not let in: the name that it had with its sender, and why."""

    name: str
    reason: Reason


@dataclass(frozen=True)
class Gathered:
    """What a form brought: all files that it has now, and those refused just now."""

    kept: tuple[Kept, ...] = ()
    refused: tuple[RefusedFile, ...] = ()

    @property
    def too_large(self) -> bool:
        """Whether reading of the request was ended early."""
        return any(
            each.reason in ("request_too_large", "too_large", "too_many_files")
            for each in self.refused
        )


def gathered(request: Request, order: str = "") -> Gathered:
    """The files that a form has: those it named by id, and those that came with it.

    Fields: `upload` (ids) with `kind.ID` and `note.ID`; `files` with `files.kind`, `files.note` and
    `upload_key`; `remove` drops one. Only the person's own uploads count.
    """
    person, sent = person_of(request).username, request.POST
    named = [
        {"upload": each, "kind": sent.get(f"kind.{each}"), "note": sent.get(f"note.{each}")}
        for each in sent.getlist("upload")
    ]
    kept = list(kept_from(person, named, order))
    refused = []
    for number, file in enumerate(request.FILES.getlist("files")):
        upload = receive(person, _opened(file), f"{_key(request)}/{number}")
        if upload.ready:
            kept.append(_described(upload, sent.get("files.kind"), sent.get("files.note")))
        else:
            refused.append(RefusedFile(shown_name(file), _reason(upload)))
    reason = stopped(request)
    if reason is not None:
        refused.append(RefusedFile("", reason))
    return Gathered(_without(kept, person, sent.get("remove", "")), tuple(refused))


def kept_from(person: str, draft: Iterable[Mapping[str, Any]], order: str = "") -> tuple[Kept, ...]:
    """What a draft holds, as far as it is still there and the person's own."""
    named = [each for each in draft if isinstance(each.get("upload"), str)]
    there = own(person, (each["upload"] for each in named), order)
    found = {
        each["upload"]: _described(there[each["upload"]], each.get("kind"), each.get("note"))
        for each in named
        if each["upload"] in there
    }
    return tuple(found.values())


def lock_in(order: str, dispute: int, kept: Iterable[Kept]) -> bool:
    """Bind them to an order before the command that names them is given; all of them, or none.

    Gives whether they were: another tab may have put one into another case, or removed it.
    """
    files = tuple(kept)
    if all(attach(each.upload, order, dispute) for each in files):
        return True
    let_go(files)
    return False


def recorded(order: str, dispute: int, kept: Iterable[Kept]) -> None:
    """The command was accepted: its exhibits name them now."""
    settle((each.upload for each in kept), order, dispute)


def let_go(kept: Iterable[Kept]) -> None:
    """Give them back to the draft: the command was refused."""
    detach(each.upload for each in kept)


def may_see_original(actor: Actor, exhibit: Exhibit) -> bool:
    """Whether somebody is shown the sealed original and what it says of itself."""
    return actor.role in (exhibit.owner, "arbitrator")


def shown_name(file: "UploadedFile[Any]") -> str:
    """The name that a file had with its sender, short enough to show; used for nothing else."""
    name = "".join(each for each in str(file.name or "") if each.isprintable())
    return name if len(name) <= 60 else f"{name[:40]}…{name[-16:]}"


def _described(upload: Upload, kind: object, note: object) -> Kept:
    chosen: ExhibitKind = next((each for each in EXHIBIT_KINDS if each == kind), "photo")
    words = note.replace("\r\n", "\n").strip()[:LONGEST_NOTE] if isinstance(note, str) else ""
    kept = Kept(upload, chosen, words)
    return replace(kept, kind=fitting(chosen, kept.medium))


def _without(kept: Iterable[Kept], person: str, dropped: str) -> tuple[Kept, ...]:
    left = {each.id: each for each in kept}
    gone = left.pop(dropped, None)
    if gone is not None:
        assert gone.upload.person == person
        remove(gone.upload)
    return tuple(left.values())


def _key(request: Request) -> str:
    return request.POST.get("upload_key", "")[:_LONGEST_KEY] or uuid.uuid4().hex


def _opened(file: "UploadedFile[Any]") -> Any:
    return file.file


def _reason(upload: Upload) -> Reason:
    reason: Reason = upload.reason  # type: ignore[assignment] # written from that list alone
    return reason
