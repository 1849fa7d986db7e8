"""One case on one screen: facts, both sides, what was decided before, and the ruling being drafted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amends.core.moments import Instant
from amends.engine.worklists_deciding import Decided
from amends.telling.standing import headline
from amends.telling.warnings import warned, warnings
from amends.web.desk import Holder, Kept
from amends.web.forms import Form, Tried
from amends.web.shown.deciding import QueueRow
from amends.web.shown.deciding_before import Like, People, like, people
from amends.web.shown.deciding_doing import Desk, asking, confirming, saying
from amends.web.shown.deciding_facts import Advice, Facts, advice, facts
from amends.web.shown.deciding_offering import proposing
from amends.web.shown.deciding_parties import Side, Unread, noting, side, unread
from amends.web.shown.deciding_ruling import Drafting, drafting, upholding, waits
from amends.web.shown.deciding_told import Told
from amends.web.shown.dispute_moved import Would
from amends.web.shown.dispute_ruled import ShownAppeal, ShownRuling, appeals, rulings
from amends.web.shown.order_parcels import ShownParcel, shown_parcels
from amends.web.shown.parts import Happened, Share, about, money_bar, timeline


@dataclass(frozen=True)
class Entry:
    """An entry of the timeline, and whether it is new to the reader."""

    happened: Happened
    fresh: bool


@dataclass(frozen=True)
class Addresses:
    """Where the parts of the page are sent."""

    take: str
    back: str
    read: str


@dataclass(frozen=True)
class Case:
    """Everything on the page of a case."""

    title: str
    headline: str
    version: int
    now: Instant
    due: Instant | None
    new: int
    queue: tuple[QueueRow, ...]
    holder: Holder | None
    addresses: Addresses
    facts: Facts
    parcels: tuple[ShownParcel, ...]
    money: tuple[Share, ...]
    sides: tuple[Side, ...]
    warnings: tuple[str, ...]
    advice: Advice
    like: Like
    people: People
    rulings: tuple[ShownRuling, ...]
    appeals: tuple[ShownAppeal, ...]
    waits: str
    confirming: Form | None
    upholding: Form | None
    drafting: Drafting | None
    asking: Form | None
    proposing: Form | None
    noting: Form | None
    saying: Form | None
    timeline: tuple[Entry, ...]
    words: str
    blind: bool
    tried: Tried | None
    would: Would | None = None

    @property
    def can_decide(self) -> bool:
        """Whether there is something to decide for this arbitrator now."""
        return any((self.drafting, self.confirming, self.upholding))


def shown_case(
    desk: Desk,
    kept: Kept,
    *,
    names: tuple[str, str],
    queue: tuple[QueueRow, ...],
    holder: Holder | None,
    liked: Sequence[Decided],
    earlier: Sequence[Decided],
    told: Told | None,
    would: Would | None,
    drafted: str,
) -> Case:
    """The case for one arbitrator; `names` are the parties' accounts, also where they are hidden."""
    able, seen = desk.able, desk.able.seen
    dispute = able.dispute
    new = unread(desk, kept.version)
    before = people(seen, names, earlier)
    habits: Mapping[str, Sequence[str]] = {"buyer": before.buyer, "seller": before.seller}
    draft = drafting(desk, kept, told, drafted)
    page = Case(
        title=seen.words.line(dispute.line),
        headline=headline(seen, dispute),
        version=seen.order.version,
        now=seen.now,
        due=next((c.due for c in dispute.clocks if c.kind in ("step_in", "rule", "appeal_decision")), None),
        new=len(new.positions),
        queue=queue,
        holder=holder,
        addresses=Addresses(
            take=desk.address("case_take"),
            back=desk.address("case_give_back"),
            read=desk.address("case_read"),
        ),
        facts=facts(desk),
        parcels=shown_parcels(seen, warned(seen), {}),
        money=money_bar(seen),
        sides=tuple(
            side(desk, role, new, kept.words, habits.get(role, ()))
            for role in ("buyer", "seller", "arbitrator")
        ),
        warnings=tuple(dict.fromkeys((*warnings(seen), *warnings(seen, dispute.number)))),
        advice=advice(desk),
        like=like(seen.tongue, liked),
        people=before,
        rulings=rulings(able),
        appeals=appeals(able),
        waits=waits(desk),
        confirming=confirming(desk),
        upholding=upholding(desk),
        drafting=draft,
        asking=asking(desk),
        proposing=proposing(desk),
        noting=noting(desk),
        saying=saying(desk),
        timeline=tuple(_timeline(desk, new)),
        words="\n".join(kept.words),
        blind=kept.blind,
        tried=able.tried,
        would=would,
    )  # fmt: skip
    return page if not able.placed else _without_tried(page)


def _without_tried(page: Case) -> Case:
    """A refusal that a form on the page shows is not said at the top as well."""
    return replace(page, tried=None)


def _timeline(desk: Desk, new: Unread) -> list[Entry]:
    seen, number = desk.able.seen, desk.able.dispute.number
    positions = [
        position
        for position, (_, _, event) in reversed(list(enumerate(seen.past, 1)))
        if about(event) in (0, number)
    ]
    return [
        Entry(happened, position in new.positions)
        for happened, position in zip(timeline(seen, number), positions, strict=True)
    ]
