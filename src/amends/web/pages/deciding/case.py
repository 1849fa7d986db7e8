"""The page of one case, and everything that an arbitrator does there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.accounts.models import Person
from amends.app.errors import NoSuchOrderError
from amends.app.order_view import load_order_view
from amends.core.commands import COMMANDS, CommandError, build
from amends.core.commands.arguments import LONGEST_TEXT
from amends.core.commands.propose import Propose
from amends.core.dispute import Appeal, Dispute
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import ReasonsNeeded
from amends.engine.envelope import Answer
from amends.engine.worklists_deciding import before, known_of_ruling, queue
from amends.rates import buyer_signals
from amends.telling.reasons import gap
from amends.telling.seen import Seen
from amends.uploads.attaching import in_order
from amends.web import desk
from amends.web.asking import for_role, person_of
from amends.web.doable import Desk, doable
from amends.web.doing import give, tell
from amends.web.engine import engine
from amends.web.forms import Tried, arguments_of
from amends.web.moved import offered
from amends.web.reader import Request
from amends.web.shown.deciding.before import history_of
from amends.web.shown.deciding.blind import blinded
from amends.web.shown.deciding.case import Looked, shown_case
from amends.web.shown.deciding.queue import queue_rows
from amends.web.shown.deciding.ruling import TYPED, anew, has_moved, kept_up
from amends.web.shown.deciding.told import Told, told
from amends.web.shown.exhibits import with_signs

_QUEUED = 12
_RULINGS = frozenset(("issue_ruling", "confirm_ruling", "decide_appeal"))


@dataclass(frozen=True)
class At:
    """A case as it was asked for: `seen` has no names where the arbitrator wants none."""

    person: Person
    seen: Seen
    dispute: Dispute
    kept: desk.Kept
    names: tuple[str, str]

    @property
    def key(self) -> desk.Case:
        """The order's id and the dispute's number."""
        return self.seen.order.id, self.dispute.number


type Asked = Callable[..., HttpResponse]


def of_case(page: Asked) -> Callable[..., HttpResponse]:
    """A page about one case; what is not there and where one is a party look the same."""

    @wraps(page)
    def found(request: Request, order_id: uuid.UUID, number: int, **more: object) -> HttpResponse:
        return page(request, _at(request, str(order_id), number), **more)

    return for_role("arbitrator")(found)


def _at(request: Request, order_id: str, number: int) -> At:
    person = person_of(request)
    try:
        seen = load_order_view(
            engine(), order_id, person.actor("arbitrator"), request.tongue, habits=False
        )
    except NoSuchOrderError as error:
        raise Http404 from error
    dispute = seen.order.dispute(number)
    if dispute is None:
        raise Http404
    names = (seen.order.buyer, seen.order.seller)
    kept = desk.kept(person, order_id, number, names)
    if kept.blind:
        seen = blinded(seen, kept.also(*names))
        dispute = seen.order.dispute(number)
        assert dispute is not None
    return At(person, seen, dispute, kept, names)


@of_case
@require_safe
def case(request: Request, at: At) -> HttpResponse:
    """Facts, both sides, what was decided before, and the ruling being drafted, on one screen."""
    return _page(request, at)


@for_role("arbitrator")
@require_POST
def do(request: Request, order_id: uuid.UUID, number: int, command: str) -> HttpResponse:
    """Carry out a form of the desk; refused, the case is shown with what was typed."""
    if command not in COMMANDS:
        raise Http404
    person, case_of = person_of(request), str(order_id)
    reader = person.actor("arbitrator")
    given = arguments_of(command, request.POST) | {"dispute": number}
    if command in _RULINGS and has_moved(_typed(request.POST)):
        given |= _kept_up(_at(request, case_of, number), command, request.POST)
    answer: Answer = ReasonsNeeded()
    if command not in _RULINGS or gap(request.tongue) not in str(given.get("reasons", "")):
        answer = give(reader, case_of, command, given, request.POST.get("key", ""))
    if isinstance(answer, Refusal):
        at = _at(request, case_of, number)
        return _page(request, at, tried=Tried(command, given, answer))
    tell(request, reader, answer)
    if command in _RULINGS:
        desk.put_down(person, case_of, number)
    desk.mark_read(person, case_of, number, answer.position)
    return redirect("case", order_id, number)


def _kept_up(at: At, command: str, sent: QueryDict) -> dict[str, str]:
    """The reasons for the figures as they are now, where they were not written by hand."""
    written = kept_up(Desk(doable(at.seen, at.dispute, None)), _typed(sent))
    return {} if written is None or command != _ruling_of(at) else {"reasons": written}


@of_case
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, at: At) -> HttpResponse:
    """What a ruling or proposal would do: a part of the page, or without JavaScript all of it."""
    typed = request.POST if request.method == "POST" else request.GET
    offers = request.GET.get("command") == "propose"
    command = "propose" if offers else _ruling_of(at)
    given = arguments_of(command, typed)
    found = _offered(at, given) if offers else _told(at, command, typed)
    if request.htmx and request.method == "GET":
        return render(request, "amends/deciding/told.html", {"told": found})
    looked = Looked(
        told=None if offers else found,
        would=found.would if offers else None,
        drafted=typed.get("drafted", ""),
    )
    tried = Tried(command, given, found.refused)
    return _page(request, at, tried=tried, looked=looked, status=200)


@of_case
@require_POST
def draft(request: Request, at: At) -> HttpResponse:
    """Keep the ruling that is being written, or have its reasons written anew from its figures."""
    order_id, number = at.key
    typed = _typed(request.POST)
    if "forget" in request.POST:
        typed = {}
    elif "anew" in request.POST:
        typed = anew(Desk(doable(at.seen, at.dispute, None)), typed)
    desk.keep_draft(at.person, order_id, number, typed, at.seen.order.version)
    if request.headers.get("X-Requested-With") == "idle":
        return HttpResponse(status=204)
    answer = redirect("case", order_id, number)
    answer["Location"] += "#ruling"
    return answer


@of_case
@require_POST
def read(request: Request, at: At) -> HttpResponse:
    """What was on the page is read; what has come since is still new."""
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    desk.mark_read(at.person, *at.key, min(version, at.seen.order.version))
    if request.headers.get("X-Requested-With") == "read":
        return HttpResponse(status=204)
    return redirect("case", *at.key)


@of_case
@require_POST
def take(request: Request, at: At) -> HttpResponse:
    """Take the case for half an hour, or keep it for another."""
    if not desk.take(at.person, *at.key, at.seen.now):
        tried = Tried("", {}, None)
        return _page(request, at, tried=tried)
    return redirect("case", *at.key)


@of_case
@require_POST
def give_back(request: Request, at: At) -> HttpResponse:
    """Let others take the case."""
    desk.give_back(at.person, *at.key)
    return redirect("deciding")


def _page(
    request: Request,
    at: At,
    *,
    tried: Tried | None = None,
    looked: Looked | None = None,
    status: int = 422,
) -> HttpResponse:
    reads, now, name = engine(), at.seen.now, at.person.username
    waiting = queue(reads, name, now, limit=_QUEUED)
    cases = [(each.order_id, each.number) for each in waiting]
    held, read = desk.beside(at.person, now, [*cases, at.key])
    policy, grounds = at.seen.order.policy, at.dispute.grounds
    liked, earlier = before(reads, policy, grounds, at.names, at.key)
    habits = buyer_signals(history_of(at.names[0], earlier), at.seen.policy)
    uploads = in_order(at.seen.order.id)
    seen = with_signs(replace(at.seen, habits=habits), uploads)
    page = shown_case(
        Desk(doable(seen, at.dispute, tried)),
        at.kept,
        names=at.names,
        queue=queue_rows(
            request.tongue, waiting, now, held=held, read=read, blind=at.kept.blind, here=at.key
        ),
        holder=held.get(at.key),
        liked=liked,
        earlier=earlier,
        looked=looked or Looked(drafted=request.POST.get("drafted", "")),
        uploads=uploads,
    )
    given = {"page": page, "seen": at.seen}
    return render(request, "amends/deciding/case.html", given, status=status if tried else 200)


def _typed(sent: QueryDict) -> dict[str, str]:
    """The fields of the ruling as they were filled in."""
    return {
        name: str(sent[name]).replace("\r\n", "\n")[:LONGEST_TEXT] for name in TYPED if name in sent
    }


def _ruling_of(at: At) -> str:
    return "decide_appeal" if isinstance(at.dispute.stage, Appeal) else "issue_ruling"


def _told(at: At, command: str, typed: QueryDict) -> Told:
    """What the ruling would do, with the reasons for its figures."""
    known = known_of_ruling(engine(), at.key[0], at.person.username, at.seen.now, at.seen.policy)
    able = Desk(doable(at.seen, at.dispute, None))
    found = told(able, command, arguments_of(command, typed), known)
    fresh = anew(able, _typed(typed))
    return replace(found, reasons=fresh["reasons"], drafted=fresh["drafted"])


def _offered(at: At, given: dict[str, object]) -> Told:
    try:
        offer = build("propose", given | {"dispute": at.dispute.number})
    except CommandError as error:
        return Told(refused=error.refusal)
    assert isinstance(offer, Propose)
    answer = offered(doable(at.seen, at.dispute, None), offer)
    return Told(refused=answer) if isinstance(answer, Refusal) else Told(would=answer)
