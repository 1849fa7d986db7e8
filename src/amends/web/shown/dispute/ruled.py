"""Decisions of the platform with their reasons, and appeals against them."""

from dataclasses import dataclass

from amends.core.clocks import find
from amends.core.dispute import Appeal, Arbitration, Ruling
from amends.core.events import AppealAnswered, AppealFiled
from amends.core.moments import Instant
from amends.telling.mark import N_
from amends.telling.terms import liable, terms
from amends.web.forms import Field, Form
from amends.web.shown.dispute.moved import Would, would
from amends.web.shown.dispute.moves import Doable
from amends.web.shown.dispute.offering import words_field

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


def appeal_forms(able: Doable) -> tuple[Form, ...]:
    """To appeal, to join an appeal, or to leave it to the other party."""
    say = able.say
    words = words_field(able, "statement", say(N_("Your words, if you want to add some")))
    forms = []
    if able.may("appeal"):
        forms.append(_appeal(able))
    if able.may("join_appeal"):
        forms.append(able.form("join_appeal", say(N_("Appeal as well")), words))
    if able.may("decline_appeal"):
        said = say(N_("The appeal is then decided without waiting for you."))
        forms.append(
            able.form("decline_appeal", say(N_("Leave it to the other side")), words, says=(said,))
        )
    return tuple(forms)


def _appeal(able: Doable) -> Form:
    say = able.say
    clock = find(
        able.dispute.clocks,
        "appeal_buyer" if able.seen.reader.role == "buyer" else "appeal_seller",
    )
    says = [say(N_("Another arbitrator looks at it once more. That decision is final."))]
    if clock is not None:
        until = able.seen.tongue.instant(clock.due)
        says.append(say(N_("You can appeal until {instant}."), instant=until))
    grounds = (
        ("result", say(N_("The result is wrong"))),
        ("service", say(N_("It was not handled as it should have been"))),
    )
    return able.form(
        "appeal",
        say(N_("Ask another arbitrator to look at it")),
        Field("grounds", "one", say(N_("What is wrong?")), "result", grounds, required=True),
        words_field(able, "statement", say(N_("Why, in your words")), required=True),
        says=tuple(says),
    )
