"""Exhibits as a gallery, what is still asked for, and the facts that were noted on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from amends.core.commands.note_fact import NoteFact
from amends.core.commands.withdraw_exhibit import WithdrawExhibit
from amends.core.dispute import Exhibit
from amends.core.grounds import FACTS
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.uploads.models import Upload
from amends.web.forms import Field, Form, options
from amends.web.shown.dispute.moves import Doable
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
        noting=_noting(able),
        upload=exhibit_box(able.seen, able.dispute),
    )


def _exhibit(able: Doable, exhibit: Exhibit, file: ExhibitFile) -> ShownExhibit:
    words, tongue = able.seen.words, able.seen.tongue
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
        forms=_forms(able, exhibit),
    )


def _forms(able: Doable, exhibit: Exhibit) -> tuple[Form, ...]:
    if not able.takes(WithdrawExhibit(dispute=able.dispute.number, exhibit=exhibit.number)):
        return ()
    button = able.say(N_("Withdraw exhibit {number}"), number=exhibit.number)
    return (able.form("withdraw_exhibit", button, tone="quiet", exhibit=exhibit.number),)


def _fact(able: Doable, fact: str, by: str) -> str:
    word = able.seen.tongue.word(fact)
    return able.say(N_("{who} noted: {fact}"), who=able.seen.words.begins(by), fact=word)


def _noting(able: Doable) -> Form | None:
    """To note what an exhibit shows, for whom the rules let."""
    number = able.dispute.number
    choices = [
        (str(each.number), _called(able, each))
        for each in able.dispute.exhibits
        if able.takes(NoteFact(dispute=number, fact=FACTS[0], exhibit=each.number))
    ]
    if able.takes(NoteFact(dispute=number, fact=FACTS[0])):
        choices.insert(0, ("0", able.say(N_("none of them"))))
    if not choices:
        return None
    made = able.form(
        "note_fact", able.say(N_("Note this fact")),
        Field("fact", "choice", able.say(N_("What it shows")), FACTS[0], options(able.seen, FACTS)),
        Field("exhibit", "choice", able.say(N_("On which exhibit")), choices[-1][0], tuple(choices)),
    )  # fmt: skip
    return replace(made, opens=able.say(N_("Note a fact")))


def _called(able: Doable, exhibit: Exhibit) -> str:
    kind = able.seen.tongue.word(exhibit.kind)
    owner = able.seen.words.begins(exhibit.owner)
    details = {"number": exhibit.number, "kind": kind, "who": owner}
    return able.say(N_("{number} · {kind} · {who}"), **details)
