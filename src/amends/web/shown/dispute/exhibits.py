"""Exhibits as a gallery, what is still asked for, and the facts that were noted on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from amends.core.dispute import Exhibit
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.uploads.models import Upload
from amends.web.command_forms import note_fact, withdraw_exhibit
from amends.web.doable import Doable
from amends.web.forms import Form
from amends.web.shown.exhibits import ExhibitFile, exhibit_files
from amends.web.shown.uploads import UploadBox, exhibit_box

_ICONS = {
    "photo": "image",
    "packaging_photo": "package-open",
    "label_photo": "tag",
    "tracking_screenshot": "monitor",
    "video": "video",
    "document": "file-text",
}
# More than these are folded away until somebody asks for them.
_SHOWN = 12


@dataclass(frozen=True)
class ShownExhibit:
    """A piece of evidence; `file` says what can be opened of it."""

    number: int
    kind: str
    icon: str
    owner: str
    by: str
    at: Instant
    note: str
    late: bool
    withdrawn: bool
    file: ExhibitFile
    facts: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Asked:
    """Exhibits that the platform asks a party for, until when; `mine` for the party itself."""

    who: str
    kinds: tuple[str, ...]
    due: Instant
    mine: bool


@dataclass(frozen=True)
class Exhibits:
    """The gallery; `rest` is folded away. `noting` is the form to note a fact, `upload` adds files."""

    shown: tuple[ShownExhibit, ...]
    rest: tuple[ShownExhibit, ...]
    asked: tuple[Asked, ...]
    facts: tuple[str, ...]
    noting: Form | None
    upload: UploadBox | None

    @property
    def wanted(self) -> bool:
        """Whether the reader is asked for something."""
        return any(each.mine for each in self.asked)


def exhibits(able: Doable, uploads: Mapping[str, Upload]) -> Exhibits:
    """Everything that was shown as evidence, the newest first; `uploads` are the order's by hash."""
    words = able.seen.words
    files = exhibit_files(able.seen, able.dispute, uploads)
    found = tuple(
        _exhibit(able, each, files[each.number]) for each in reversed(able.dispute.exhibits)
    )
    return Exhibits(
        shown=found[:_SHOWN],
        rest=found[_SHOWN:],
        asked=tuple(
            Asked(
                who=words.begins(each.of),
                kinds=tuple(able.seen.tongue.word(kind) for kind in each.kinds),
                due=each.due,
                mine=each.of == able.seen.reader.role,
            )
            for each in able.dispute.open_requests()
        ),
        facts=tuple(
            _fact(able, each.fact, each.by) for each in able.dispute.facts if not each.exhibit
        ),
        noting=note_fact.form(able),
        upload=exhibit_box(able.seen, able.dispute),
    )


def _exhibit(able: Doable, exhibit: Exhibit, file: ExhibitFile) -> ShownExhibit:
    words, tongue = able.seen.words, able.seen.tongue
    withdrawing = withdraw_exhibit.form(able, exhibit)
    return ShownExhibit(
        number=exhibit.number,
        kind=tongue.word(exhibit.kind),
        icon=_ICONS[exhibit.kind],
        owner=exhibit.owner,
        by=words.begins(exhibit.owner),
        at=exhibit.at,
        note=words.text(exhibit.note),
        late=exhibit.late,
        withdrawn=exhibit.withdrawn,
        file=file,
        facts=tuple(
            _fact(able, each.fact, each.by)
            for each in able.dispute.facts
            if each.exhibit == exhibit.number
        ),
        forms=() if withdrawing is None else (withdrawing,),
    )


def _fact(able: Doable, fact: str, by: str) -> str:
    word = able.seen.tongue.word(fact)
    return able.say(N_("{who} noted: {fact}"), who=able.seen.words.begins(by), fact=word)
