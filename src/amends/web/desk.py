"""What the desk keeps for a person: names hidden or not, words to mark, what was read, drafts, cases."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import FilteredRelation, Q, Value

from amends.accounts.models import Person
from amends.core.moments import MINUTE, Instant
from amends.engine.engine import Engine
from amends.engine.worklists_deciding import Place, Waiting, queue
from amends.web.models.desk import LONGEST_WORD, MOST_WORDS, CaseTaken, DeskPreference, OnDesk

LEASE = 30 * MINUTE
# So many of the most urgent are looked at for one that nobody holds.
_AT_ONCE = 25
_MOST_LOOKED = 40
_HERE = ("here__version", "here__draft", "here__drafted")

type Case = tuple[str, int]


@dataclass(frozen=True)
class Kept:
    """What is kept of one dispute for one person, or with no dispute what holds for the desk."""

    blind: bool = False
    words: tuple[str, ...] = ()
    version: int = 0
    draft: Mapping[str, Any] = field(default_factory=dict)
    drafted: int = 0
    called: Mapping[str, str] = field(default_factory=dict)

    def also(self, buyer: str, seller: str) -> list[tuple[str, str]]:
        """What the people behind these accounts call themselves, by role."""
        return [("buyer", self.called.get(buyer, "")), ("seller", self.called.get(seller, ""))]


@dataclass(frozen=True)
class Holder:
    """Who has taken a dispute, and until when."""

    name: str
    until: Instant
    mine: bool


def kept(person: Person, order_id: str = "", number: int = 0, accounts: Iterable[str] = ()) -> Kept:
    """In one statement, with what the people behind these accounts call themselves."""
    here = Q(on_desk__dispute=number)
    here &= Q(on_desk__order_id=order_id) if order_id else Q(on_desk__pk=None)
    rows = (
        Person.objects.filter(Q(pk=person.pk) | Q(username__in=tuple(accounts)))
        .annotate(here=FilteredRelation("on_desk", condition=here))
        .values_list("pk", "username", "name", "desk__blind", "desk__words", *_HERE)
    )
    found = {row[0]: row for row in rows}
    _, _, _, blind, words, version, draft, drafted = found[person.pk]
    called = {account: name for _, account, name, *_ in found.values() if name}
    return Kept(bool(blind), tuple(words or ()), version or 0, draft or {}, drafted or 0, called)


def beside(
    person: Person, now: Instant, cases: Iterable[Case]
) -> tuple[dict[Case, Holder], dict[Case, int]]:
    """Who holds which of these disputes now, and which version of their orders the person has read.

    In one statement; a dispute of which nothing was read is not among the latter.
    """
    ids = {order_id for order_id, _ in cases}
    read = OnDesk.objects.filter(person=person, order_id__in=ids).values_list(
        "order_id", "dispute", "person_id", Value(""), Value(""), "version"
    )
    taken = CaseTaken.objects.filter(until__gt=now, order_id__in=ids).values_list(
        "order_id", "dispute", "person_id", "person__username", "person__name", "until"
    )
    held: dict[Case, Holder] = {}
    versions: dict[Case, int] = {}
    for order_id, number, who, account, name, last in taken.union(read, all=True):
        case = (str(order_id), number)
        if account:
            held[case] = Holder(str(name or account), last, who == person.pk)
        else:
            versions[case] = last
    return held, versions


def mark_read(person: Person, order_id: str, number: int, version: int) -> None:
    """Everything up to this version is no longer new. A lower version changes nothing."""
    lower = OnDesk.objects.filter(
        person=person, order_id=order_id, dispute=number, version__lt=version
    )
    if lower.update(version=version):
        return
    _, fresh = OnDesk.objects.get_or_create(
        person=person, order_id=order_id, dispute=number, defaults={"version": version}
    )
    if not fresh:
        # Another window may have begun it in between, and read less.
        lower.update(version=version)


def keep_draft(
    person: Person, order_id: str, number: int, draft: Mapping[str, Any], version: int
) -> None:
    """Keep what was typed; with nothing in it, it is forgotten."""
    OnDesk.objects.update_or_create(
        person=person,
        order_id=order_id,
        dispute=number,
        defaults={"draft": dict(draft), "drafted": version if draft else 0},
    )


def set_blind(person: Person, *, blind: bool) -> None:
    """Hide the names of both parties on the whole desk, or show them again."""
    DeskPreference.objects.update_or_create(person=person, defaults={"blind": blind})


def set_words(person: Person, text: str) -> None:
    """The words to mark in statements: one a line, or with commas between them."""
    typed = (" ".join(each.split())[:LONGEST_WORD] for each in text.replace(",", "\n").splitlines())
    words = list(dict.fromkeys(each for each in typed if each))[:MOST_WORDS]
    DeskPreference.objects.update_or_create(person=person, defaults={"words": words})


def take(person: Person, order_id: str, number: int, now: Instant) -> bool:
    """Take a dispute for half an hour, or prolong it; not while somebody else holds it."""
    row = CaseTaken.objects.filter(order_id=order_id, dispute=number)
    free = row.filter(Q(person=person) | Q(until__lte=now))
    if free.update(person=person, until=now + LEASE):
        return True
    try:
        with transaction.atomic():
            CaseTaken.objects.create(
                person=person, order_id=uuid.UUID(order_id), dispute=number, until=now + LEASE
            )
    except IntegrityError:
        return False
    return True


def give_back(person: Person, order_id: str, number: int) -> None:
    """Others may take it again."""
    CaseTaken.objects.filter(person=person, order_id=order_id, dispute=number).delete()


def put_down(person: Person, order_id: str, number: int) -> None:
    """It is ruled: others may take it, and what was drafted is forgotten."""
    give_back(person, order_id, number)
    OnDesk.objects.filter(person=person, order_id=order_id, dispute=number).update(
        draft={}, drafted=0
    )


def take_next(engine: Engine, person: Person, now: Instant, language: str = "") -> Waiting | None:
    """The most urgent case that nobody else holds, taken; none where all are held.

    Two who ask at once get two cases: the table lets one of them take a case, and the other goes
    on to the next. Who asks again before they are done gets the one that they have.
    """
    after: Place | None = None
    for _ in range(_MOST_LOOKED):
        found = queue(engine, person.username, now, language=language, after=after, limit=_AT_ONCE)
        held, _ = beside(person, now, ((each.order_id, each.number) for each in found))
        for each in found:
            holder = held.get((each.order_id, each.number))
            others = holder is not None and not holder.mine
            if not others and take(person, each.order_id, each.number, now):
                return each
        if len(found) < _AT_ONCE:
            return None
        after = Place(found[-1].answer_by, found[-1].order_id, found[-1].number)
    return None
