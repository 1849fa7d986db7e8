"""Who asks for a page, and in which role they stand before an order."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from amends.accounts.models import Person
from amends.app.errors import NoSuchOrderError
from amends.app.order_view import load_order, load_order_view
from amends.core.people import Actor, Role
from amends.core.visibility import OrderView
from amends.telling.seen import Seen
from amends.web.engine import engine
from amends.web.reader import Request

Page = Callable[..., HttpResponse]


def person_of(request: Request) -> Person:
    """The person who asks; only behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user


def for_role(role: Role) -> Callable[[Page], Page]:
    """A page for people in one role; to others it is not there."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not person_of(request).may_be(role):
                raise Http404
            return page(request, *args, **kwargs)

        return cast(Page, login_required(guarded))

    return decorate


def seen_by(request: Request, order_id: str, reader: Actor | None = None) -> Seen:
    """The order as this person may see it; `Http404` for "not there" and "not theirs" alike.

    `reader` is who they are before it, where that was asked already (`reader_of`).
    """
    try:
        return load_order_view(
            engine(), order_id, reader or partial(_reader, request), request.tongue
        )
    except NoSuchOrderError as error:
        raise Http404 from error


def order_for(request: Request, order_id: str) -> tuple[OrderView, Actor]:
    """The order as of its last event, and who asks; for what needs no more, such as a picture.

    `Http404` as `seen_by`.
    """
    actor = _actor(request, engine().people(order_id))
    if actor is None:
        raise Http404
    try:
        return load_order(engine(), order_id, actor), actor
    except NoSuchOrderError as error:
        raise Http404 from error


def reader_of(request: Request, order_id: str) -> Actor:
    """Who asks about an order, without reading it; `Http404` for "not there" and "not theirs" alike.

    A party is always party. Who is arbitrator and operator is arbitrator, unless `as=operator`.
    """
    reader = _reader(request, engine().people(order_id))
    if reader is None:
        raise Http404
    return reader


def _reader(request: Request, people: dict[Role, str]) -> Actor | None:
    actor = _actor(request, people)
    # An arbitrator who is a party has no business here in that role (A7).
    party = actor is not None and actor.name in (people["buyer"], people["seller"])
    return None if party and actor is not None and actor.role == "arbitrator" else actor


def _actor(request: Request, people: dict[Role, str]) -> Actor | None:
    person = person_of(request)
    if not people:
        return None
    for role in ("buyer", "seller"):
        # An account that a shop made is nobody at another shop, whatever that calls its people.
        theirs = people[role] == person.username and person.shop in ("", people["shop"])
        if theirs and person.may_be(role):
            return person.actor(role)
    staff: list[Role] = ["arbitrator", "operator"]
    if (request.POST.get("as") or request.GET.get("as")) == "operator":
        staff.reverse()
    return next((person.actor(role) for role in staff if person.may_be(role)), None)
