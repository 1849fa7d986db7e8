"""Decisions of the platform with their reasons, and appeals against them."""

from dataclasses import dataclass

from amends.core.dispute import Appeal, Arbitration, Ruling
from amends.core.events import AppealAnswered, AppealFiled
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.telling.terms import liable, terms
from amends.web.doable import Doable
from amends.web.moved import Would, would

_JOINED = {
    "buyer": {"buyer": N_("You joined the appeal"), "": N_("{Buyer} joined the appeal")},
    "seller": {"seller": N_("You joined the appeal"), "": N_("{Seller} joined the appeal")},
}
_LEFT_IT = {
    "buyer": {"buyer": N_("You did not join"), "": N_("{Buyer} did not join")},
    "seller": {"seller": N_("You did not join"), "": N_("{Seller} did not join")},
}
_AGAINST = {
    "result": {
        "buyer": {
            "buyer": N_("You appealed against the result"),
            "": N_("{Buyer} appealed against the result"),
        },
        "seller": {
            "seller": N_("You appealed against the result"),
            "": N_("{Seller} appealed against the result"),
        },
    },
    "service": {
        "buyer": {
            "buyer": N_("You appealed against how it was handled"),
            "": N_("{Buyer} appealed against how it was handled"),
        },
        "seller": {
            "seller": N_("You appealed against how it was handled"),
            "": N_("{Seller} appealed against how it was handled"),
        },
    },
}


@dataclass(frozen=True)
class ShownRuling:
    """A decision: what it orders, who bears it, what was found and why. `waits` is not in force."""

    at: Instant
    title: str
    terms: str
    liable: str
    facts: str
    reasons: str
    recommended: str
    waits: bool
    on_appeal: bool
    would: Would | None


@dataclass(frozen=True)
class ShownAppeal:
    """Words of an appeal, or of the answer to one."""

    at: Instant
    title: str
    words: str


def rulings(able: Doable) -> tuple[ShownRuling, ...]:
    """The newest first; one that waits for a second person only for arbitrators."""
    found = [_ruling(able, each) for each in able.dispute.rulings]
    stage = able.dispute.stage
    waits = stage.pending if isinstance(stage, Arbitration | Appeal) else None
    if waits is not None:
        found.append(_ruling(able, waits, waits=True))
    return tuple(reversed(found))


def _ruling(able: Doable, ruling: Ruling, *, waits: bool = False) -> ShownRuling:
    words = able.seen.words
    told = None
    if waits:
        told = able.seen.rules.if_ruled(able.dispute.number, ruling)
    reasons = words.text(ruling.reasons) or ruling.recommended_because
    return ShownRuling(
        at=ruling.at,
        title=_title(able, ruling, waits=waits),
        terms="" if ruling.upheld else terms(words, ruling),
        liable=liable(words, ruling.liable) if ruling.liable and ruling.amount else "",
        facts=words.text(ruling.facts),
        reasons=reasons,
        recommended=_recommended(able, ruling),
        waits=waits,
        on_appeal=ruling.on_appeal,
        would=None if told is None else would(able, ruling, told),
    )


def _title(able: Doable, ruling: Ruling, *, waits: bool) -> str:
    if waits:
        return able.say(N_("A ruling that waits for a second arbitrator"))
    if ruling.upheld:
        return able.say(N_("The appeal: the decision stands"))
    if ruling.on_appeal:
        return able.say(N_("The appeal: decided anew"))
    return able.say(N_("The platform ruled"))


def _recommended(able: Doable, ruling: Ruling) -> str:
    """What the policy's table recommended, for the platform's people."""
    if able.seen.reader.role in ("buyer", "seller") or not ruling.recommended:
        return ""
    who = able.seen.tongue.word(ruling.recommended)
    because = ruling.recommended_because
    said = able.say(N_("Recommended by the table: {who}. {reason}"), who=who, reason=because)
    return said.strip()


def appeals(able: Doable) -> tuple[ShownAppeal, ...]:
    """The appeal and the other party's answer, the oldest first."""
    found = []
    for at, _, event in able.seen.past:
        if event.about != able.dispute.number:
            continue
        if isinstance(event, AppealFiled):
            title = able.voice(_AGAINST[event.grounds][event.by])
        elif isinstance(event, AppealAnswered):
            title = able.voice((_JOINED if event.joined else _LEFT_IT)[event.by])
        else:
            continue
        found.append(ShownAppeal(at, title, able.seen.words.text(event.statement)))
    return tuple(found)
