"""One case on one screen: facts, both sides, what was decided before, and the ruling being drafted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amends.core.clocks import PLATFORMS_OWN
from amends.core.moments import Instant
from amends.engine.worklists_deciding import Decided
from amends.telling.standing import headline
from amends.telling.warnings import warned, warnings
from amends.uploads.models import Upload
from amends.web.command_forms import (
    confirm_ruling,
    decide_appeal,
    make_statement,
    note_fact,
    propose,
    request_exhibit,
)
from amends.web.desk import Holder, Kept
from amends.web.doable import Desk
from amends.web.forms import Form, Tried
from amends.web.moved import Would
from amends.web.shown.deciding.before import Like, People, like, people
from amends.web.shown.deciding.facts import Advice, Facts, advice, facts
from amends.web.shown.deciding.parties import Side, Unread, side, unread
from amends.web.shown.deciding.queue import QueueRow
from amends.web.shown.deciding.ruling import Drafting, drafting, waits
from amends.web.shown.deciding.told import Told
from amends.web.shown.dispute.ruled import ShownAppeal, ShownRuling, appeals, rulings
from amends.web.shown.exhibits import exhibit_files
from amends.web.shown.order.parcels import ShownParcel, shown_parcels
from amends.web.shown.parts import Happened, Share, money_bar, timeline


@dataclass(frozen=True)
class Entry:
    """An entry of the timeline, and whether it is new to the reader."""

    happened: Happened
    fresh: bool


@dataclass(frozen=True)
class Looked:
    """What was asked for before it is done: of a ruling or a proposal; none where nothing was.

    `drafted` are the figures for which the reasons that were sent had been written.
    """

    told: Told | None = None
    would: Would | None = None
    drafted: str = ""


@dataclass(frozen=True)
class Addresses:
    """Where the parts of the page are sent."""

    take: str
    back: str
    read: str


@dataclass(frozen=True)
class Known:
    """The middle of the page: what is known, what both sides say, and what happened."""

    facts: Facts
    parcels: tuple[ShownParcel, ...]
    money: tuple[Share, ...]
    sides: tuple[Side, ...]
    warnings: tuple[str, ...]
    people: People
    timeline: tuple[Entry, ...]


@dataclass(frozen=True)
class Doing:
    """What else than ruling can be done."""

    asking: Form | None
    proposing: Form | None
    noting: Form | None
    saying: Form | None


@dataclass(frozen=True)
class Deciding:
    """The right of the page: the recommendation, what was decided before, and the ruling."""

    advice: Advice
    like: Like
    rulings: tuple[ShownRuling, ...]
    appeals: tuple[ShownAppeal, ...]
    waits: str
    confirming: Form | None
    upholding: Form | None
    drafting: Drafting | None

    @property
    def open(self) -> bool:
        """Whether there is something to decide for this arbitrator now."""
        return any((self.drafting, self.confirming, self.upholding))


@dataclass(frozen=True)
class Case:
    """Everything on the page of a case. `new` counts what came since the reader's last look."""

    title: str
    number: int
    headline: str
    version: int
    now: Instant
    due: Instant | None
    new: int
    queue: tuple[QueueRow, ...]
    holder: Holder | None
    addresses: Addresses
    known: Known
    doing: Doing
    deciding: Deciding
    words: str
    blind: bool
    tried: Tried | None
    would: Would | None = None

    @property
    def money(self) -> tuple[Share, ...]:
        """The bar of money, by the name that its template knows."""
        return self.known.money


def shown_case(
    desk: Desk,
    kept: Kept,
    *,
    names: tuple[str, str],
    queue: tuple[QueueRow, ...],
    holder: Holder | None,
    liked: Sequence[Decided],
    earlier: Sequence[Decided],
    looked: Looked,
    uploads: Mapping[str, Upload],
) -> Case:
    """The case for one arbitrator; `names` are the parties' accounts, also where they are hidden.

    `uploads` are the files of the order, by their hash.
    """
    able, seen = desk.able, desk.able.seen
    new = unread(desk, kept.version)
    deciding = _deciding(desk, kept, liked, looked)
    doing = Doing(
        request_exhibit.form(desk),
        propose.on_desk(desk),
        note_fact.on_desk(desk),
        make_statement.on_desk(desk),
    )
    known = _known(desk, kept, people(seen, names, earlier), new, uploads)
    return Case(
        title=seen.words.line(able.dispute.line),
        number=able.dispute.number,
        headline=headline(seen, able.dispute),
        version=seen.order.version,
        now=seen.now,
        due=min((c.due for c in able.dispute.clocks if c.kind in PLATFORMS_OWN), default=None),
        new=len(new.positions),
        queue=queue,
        holder=holder,
        addresses=Addresses(*(desk.address(f"case_{name}") for name in ("take", "give_back", "read"))),
        known=known,
        doing=doing,
        deciding=deciding,
        words="\n".join(kept.words),
        blind=kept.blind,
        # A refusal that a form on the page shows is not said at the top as well.
        tried=None if able.placed else able.tried,
        would=looked.would,
    )  # fmt: skip


def _known(
    desk: Desk, kept: Kept, before: People, new: Unread, uploads: Mapping[str, Upload]
) -> Known:
    seen, number = desk.able.seen, desk.able.dispute.number
    habits = {"buyer": before.buyer, "seller": before.seller}
    files = exhibit_files(seen, desk.able.dispute, uploads)
    return Known(
        facts=facts(desk),
        parcels=shown_parcels(seen, warned(seen), {}),
        money=money_bar(seen),
        sides=tuple(
            side(desk, role, new, kept.words, habits.get(role, ()), files)
            for role in ("buyer", "seller", "arbitrator")
        ),
        warnings=tuple(dict.fromkeys((*warnings(seen), *warnings(seen, number)))),
        people=before,
        timeline=tuple(_timeline(desk, new)),
    )


def _deciding(desk: Desk, kept: Kept, liked: Sequence[Decided], looked: Looked) -> Deciding:
    return Deciding(
        advice=advice(desk),
        like=like(desk.able.seen.tongue, liked),
        rulings=rulings(desk.able),
        appeals=appeals(desk.able),
        waits=waits(desk),
        confirming=confirm_ruling.form(desk),
        upholding=decide_appeal.form(desk),
        drafting=drafting(desk, kept, looked.told, looked.drafted),
    )


def _timeline(desk: Desk, new: Unread) -> list[Entry]:
    seen, number = desk.able.seen, desk.able.dispute.number
    positions = [
        position
        for position, (_, _, event) in reversed(list(enumerate(seen.past, 1)))
        if event.about in (0, number)
    ]
    return [
        Entry(happened, position in new.positions)
        for happened, position in zip(timeline(seen, number), positions, strict=True)
    ]
