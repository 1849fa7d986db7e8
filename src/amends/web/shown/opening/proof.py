"""The evidence that a kind of case needs, asked for by name, with how to make it."""

from dataclasses import dataclass

from amends.core.grounds import EXHIBIT_KINDS, ExhibitKind
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.web.shown.opening.steps import Answers

_HOW: dict[ExhibitKind, tuple[str, str, str]] = {
    "photo": (
        N_("Photo of the goods"),
        N_("All of it once, then close up what is wrong, in daylight."),
        "camera",
    ),
    "video": (
        N_("Short video"),
        N_("Show what does not work, in one piece and without cuts; half a minute is enough."),
        "video",
    ),
    "packaging_photo": (
        N_("Photo of the outer packaging"),
        N_("The whole box with its label and the damaged side. Keep the box until this is over."),
        "package-open",
    ),
    "label_photo": (
        N_("Photo of the label"),
        N_("Every label on the parcel, sharp enough to read the numbers. If there are two, show both."),
        "scan-barcode",
    ),
    "tracking_screenshot": (
        N_("Screenshot of the tracking"),
        N_("The carrier's page with the number, all its scans and today's date."),
        "map-pinned",
    ),
    "document": (
        N_("Letter or document"),
        N_("What customs or the carrier wrote to you, all pages. Cover what is nobody's business."),
        "file-text",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A kind of evidence: its name, how to make it, and a picture of it."""

    kind: ExhibitKind
    name: str
    how: str
    icon: str


@dataclass(frozen=True)
class Proof:
    """What is asked for; `needed`: without at least one the claim is not taken."""

    asked: tuple[Asked, ...]
    needed: bool
    kinds: tuple[ExhibitKind, ...]


def proof(seen: Seen, answers: Answers) -> Proof:
    """What the policy asks for under the chosen grounds, first of all kinds."""
    rule = seen.policy.opening.grounds[answers.grounds]
    others = (kind for kind in EXHIBIT_KINDS if kind not in rule.asked)
    return Proof(
        asked=tuple(_asked(seen, kind) for kind in rule.asked),
        needed=bool(answers.received) and rule.evidence_when_received,
        kinds=(*rule.asked, *others),
    )


def _asked(seen: Seen, kind: ExhibitKind) -> Asked:
    name, how, icon = _HOW[kind]
    return Asked(kind, seen.tongue.say(name), seen.tongue.say(how), icon)
