"""The guard's signals in words: they warn whoever is about to be harmed, and decide nothing."""

from dataclasses import dataclass

from amends.guard.signals import Raised, shown
from amends.telling.clean import clean
from amends.telling.mark import N_
from amends.telling.seen import Seen

_SAYS = {
    "off_platform_payment": N_(
        "Somebody offers to pay outside. Money outside is not protected, and a dispute that you"
        " cancel for it may not come back."
    ),
    "off_platform_contact": N_(
        "Somebody asks to talk elsewhere. What is said there is not seen here."
    ),
    "close_for_replacement": N_(
        "Somebody asks to close the dispute for a new parcel. Close it when the parcel has come."
    ),
    "early_confirmation": N_(
        "Somebody asks to confirm receipt before the goods are there. After that the money is paid"
        " out."
    ),
    "invalid_tracking": N_("The tracking number of {about} cannot be right."),
    "no_scan": N_("Parcel {about} was not scanned in the time in which it should have been."),
    "delivered_elsewhere": N_("Parcel {about} was delivered to another postcode."),
    "scan_before_dispatch": N_("Parcel {about} was scanned before it was sent."),
    "late_extension": N_("An extension is offered shortly before protection ends."),
    "padded_promise": N_("The promised delivery time is far longer than this route needs."),
    "often_withdrawn": N_("This buyer has opened and taken back many disputes."),
    "often_lost": N_("This buyer's claims were mostly decided for nothing."),
    "reused_exhibit": N_("Exhibit {about} was used in another dispute."),
    "old_exhibit": N_("Exhibit {about} was taken before the order was paid, by its own date."),
}
# A picture that looks alike proves nothing: two may have taken the same.
_LOOKS_ALIKE = N_("Exhibit {about} looks like a picture in another order.")


@dataclass(frozen=True)
class Warned:
    """One signal in words; `about` names the parcel or the exhibit that it stands beside."""

    signal: str
    about: str
    sentence: str


def all_warned(seen: Seen) -> dict[int, list[Warned]]:
    """What this reader is warned of, by the number of the dispute; 0 is the order itself."""
    elsewhere = seen.seen_elsewhere | seen.alike
    raised = shown(
        seen.order,
        seen.reader.role,
        seen.texts,
        seen.policy,
        seen.now,
        elsewhere,
        seen.taken_before,
    )
    found: dict[int, list[Warned]] = {}
    for each in raised:
        found.setdefault(each.dispute, []).append(
            Warned(each.signal, each.about, _said(seen, each))
        )
    return found


def warned(seen: Seen, dispute: int = 0) -> list[Warned]:
    """What this reader is warned of about one dispute, or with 0 about the order itself."""
    return all_warned(seen).get(dispute, [])


def habits(seen: Seen) -> list[str]:
    """What is known of the buyer's earlier disputes, for arbitrators."""
    return [seen.tongue.say(_SAYS[name]) for name in seen.habits]


def warnings(seen: Seen, dispute: int | None = None) -> list[str]:
    """The sentences of `warned`, each once, and for arbitrators what is known of the buyer."""
    known = habits(seen) if dispute is not None else []
    said = [each.sentence for each in warned(seen, dispute or 0)]
    return list(dict.fromkeys([*said, *known]))


def _said(seen: Seen, raised: Raised) -> str:
    says = _SAYS[raised.signal]
    if raised.signal == "reused_exhibit" and _only_alike(seen, raised):
        says = _LOOKS_ALIKE
    return seen.tongue.say(says, about=clean(raised.about))


def _only_alike(seen: Seen, raised: Raised) -> bool:
    """Whether it is not the very same file that was used before."""
    dispute = seen.order.dispute(raised.dispute)
    files = {str(x.number): x.sha256 for x in dispute.exhibits} if dispute else {}
    return files.get(raised.about, "") in seen.alike - seen.seen_elsewhere
