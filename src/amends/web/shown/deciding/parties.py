"""Both sides beside one another: what each offers, shows and says, with what stands out marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amends.core import events as e
from amends.core.dispute import Exhibit, Owner, Proposal, Statement
from amends.core.moments import Instant
from amends.guard.texts import text_signals
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.command_forms import note_fact, withdraw_proposal
from amends.web.doable import Desk
from amends.web.forms import Form
from amends.web.moved import Would, would
from amends.web.shown.exhibits import ExhibitFile

_SENTENCES = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]*", re.DOTALL)
_SIGNALS = {
    "off_platform_payment": N_("offers or asks for money outside"),
    "off_platform_contact": N_("asks to talk elsewhere"),
    "close_for_replacement": N_("asks to close it for a new parcel"),
    "early_confirmation": N_("asks to confirm before it has come"),
}


@dataclass(frozen=True)
class Offer:
    """A proposal in a column."""

    number: int
    at: Instant
    terms: str
    state: str
    standing: bool
    fresh: bool
    would: Would | None
    form: Form | None


@dataclass(frozen=True)
class Shown:
    """An exhibit; `file` says what can be opened of it, and `noting` notes what it shows."""

    number: int
    kind: str
    file: ExhibitFile
    at: Instant
    note: str
    late: bool
    withdrawn: bool
    fresh: bool
    facts: tuple[str, ...]
    noting: Form | None


@dataclass(frozen=True)
class Piece:
    """A part of a statement; `mark` is empty, `watch` for the reader's own words, or `signal`."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Spoken:
    """A statement in pieces, with what the guard hears in it."""

    at: Instant
    pieces: tuple[Piece, ...]
    signals: tuple[str, ...]
    fresh: bool


@dataclass(frozen=True)
class Side:
    """A column: a party or the platform."""

    role: Owner
    name: str
    offers: tuple[Offer, ...]
    exhibits: tuple[Shown, ...]
    spoken: tuple[Spoken, ...]
    habits: tuple[str, ...]


@dataclass(frozen=True)
class Unread:
    """What has come since the reader's last look: positions in the log, and what was added."""

    positions: frozenset[int]
    exhibits: frozenset[int] = frozenset()
    proposals: frozenset[int] = frozenset()
    statements: frozenset[tuple[str, Instant]] = frozenset()


def unread(desk: Desk, version: int) -> Unread:
    """What others added after that version of the order; with none read, nothing stands out."""
    if not version:
        return Unread(frozenset())
    me = str(desk.able.seen.reader)
    new = [
        (position, event)
        for position, (_, by, event) in enumerate(desk.able.seen.past, 1)
        if position > version and by != me and event.about in (0, desk.able.dispute.number)
    ]
    return Unread(
        positions=frozenset(position for position, _ in new),
        exhibits=frozenset(x.exhibit.number for _, x in new if isinstance(x, e.ExhibitSubmitted)),
        proposals=frozenset(x.proposal.number for _, x in new if isinstance(x, e.ProposalMade)),
        statements=frozenset(
            (x.statement.author, x.statement.at) for _, x in new if isinstance(x, e.StatementMade)
        ),
    )


def side(
    desk: Desk,
    role: Owner,
    new: Unread,
    watched: Sequence[str],
    habits: Sequence[str],
    files: Mapping[int, ExhibitFile],
) -> Side:
    """One column, the newest first; `files` are those of the exhibits, by their numbers."""
    dispute = desk.able.dispute
    return Side(
        role=role,
        name=desk.able.seen.words.begins(role),
        offers=tuple(
            _offer(desk, each, new) for each in reversed(dispute.proposals) if each.owner == role
        ),
        exhibits=tuple(
            _exhibit(desk, each, new, files[each.number])
            for each in reversed(dispute.exhibits)
            if each.owner == role
        ),
        spoken=tuple(
            _spoken(desk, each, new, watched)
            for each in reversed(dispute.statements)
            if each.author == role
        ),
        habits=tuple(habits),
    )


def _offer(desk: Desk, offer: Proposal, new: Unread) -> Offer:
    able, seen = desk.able, desk.able.seen
    number = able.dispute.number
    told = seen.rules.if_accepted(number, offer.number)
    return Offer(
        number=offer.number,
        at=offer.at,
        terms=terms(seen.words, offer),
        state=seen.tongue.word(offer.state),
        standing=offer.state == "standing",
        fresh=offer.number in new.proposals,
        would=None if told is None else would(able, offer, told),
        form=withdraw_proposal.on_desk(desk, offer),
    )


def _exhibit(desk: Desk, exhibit: Exhibit, new: Unread, file: ExhibitFile) -> Shown:
    able, seen = desk.able, desk.able.seen
    words = seen.words
    return Shown(
        number=exhibit.number,
        kind=seen.tongue.word(exhibit.kind),
        file=file,
        at=exhibit.at,
        note=words.text(exhibit.note) if exhibit.note else "",
        late=exhibit.late,
        withdrawn=exhibit.withdrawn,
        fresh=exhibit.number in new.exhibits,
        facts=tuple(
            able.say(N_("{who} noted: {fact}"), who=words.begins(each.by), fact=seen.tongue.word(each.fact))
            for each in able.dispute.facts
            if each.exhibit == exhibit.number
        ),
        noting=note_fact.on_desk(desk, exhibit.number),
    )  # fmt: skip


def _spoken(desk: Desk, said: Statement, new: Unread, watched: Sequence[str]) -> Spoken:
    text = desk.able.seen.words.text(said.text)
    heard = () if said.author == "arbitrator" else sorted(text_signals(text))
    return Spoken(
        at=said.at,
        pieces=tuple(pieces(text, watched, signals=bool(heard))),
        signals=tuple(desk.able.say(_SIGNALS[each]) for each in heard),
        fresh=(said.author, said.at) in new.statements,
    )


def pieces(text: str, watched: Sequence[str], *, signals: bool) -> Iterator[Piece]:
    """The text in pieces: sentences in which the guard hears something, and watched words."""
    for sentence in filter(None, _SENTENCES.findall(text)):
        if signals and text_signals(sentence):
            yield Piece(sentence, "signal")
        else:
            yield from _words(sentence, watched)


def _words(text: str, watched: Sequence[str]) -> Iterator[Piece]:
    if not watched:
        yield Piece(text)
        return
    found = re.compile("|".join(re.escape(word) for word in sorted(watched, key=len, reverse=True)),
                       re.IGNORECASE)  # fmt: skip
    end = 0
    for match in found.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(match[0], "watch")
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])
