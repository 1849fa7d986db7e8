"""The page of a dispute, for everybody who has business with it."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.core.commands import CommandError, build
from amends.core.commands.propose import Propose
from amends.core.dispute import Dispute
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.telling import refusals
from amends.telling.seen import Seen
from amends.web.asking import reader_of
from amends.web.doable import doable
from amends.web.doing import give, tell
from amends.web.forms import Tried, arguments_of
from amends.web.moved import Would, offered
from amends.web.reader import Request
from amends.web.shown.dispute.page import shown_dispute
from amends.web.wanted import seen_as_wanted


@login_required
def dispute(
    request: Request, order_id: uuid.UUID, number: int, tried: Tried | None = None
) -> HttpResponse:
    """What is going on, the proposals, the exhibits, what happened, and what can be done."""
    return page(request, *_read(request, order_id, number), tried)


@login_required
def offer_preview(request: Request, order_id: uuid.UUID, number: int) -> HttpResponse:
    """What an offer would do that nobody has made yet. Nothing changes, however it is asked for.

    While somebody types, the page asks for this part alone; without JavaScript a button asks for
    the whole page with it.
    """
    seen, found = _read(request, order_id, number)
    sent = request.POST if request.method == "POST" else request.GET
    command, given = _meant(sent, number)
    would = offered(doable(seen, found, None), command) if isinstance(command, Propose) else command
    if request.htmx and request.method == "GET":
        shown = refusals.told(seen.tongue, would) if isinstance(would, Refusal) else None
        parts = {"would": None if shown else would, "problem": shown}
        return render(request, "amends/parts/would.html", parts)
    refusal = would if isinstance(would, Refusal) else None
    which = "change_proposal" if "proposal" in given else "propose"
    tried = Tried(which, given, refusal)
    return page(request, seen, found, tried, would if isinstance(would, Would) else None)


@login_required
@require_POST
def change_proposal(
    request: Request, order_id: uuid.UUID, number: int, proposal: int
) -> HttpResponse:
    """Propose something else, and then withdraw what was proposed before.

    In this order, so that a side never stands there with nothing (C4). Sent twice it has one effect.
    """
    reader = reader_of(request, str(order_id))
    key = request.POST.get("key", "")
    given = arguments_of("propose", request.POST) | {"dispute": number}
    answer = give(reader, str(order_id), "propose", given, key)
    if isinstance(answer, Refusal):
        tried = Tried("change_proposal", given | {"proposal": proposal}, answer)
        return page(request, *_read(request, order_id, number, reader), tried)
    old = {"dispute": number, "proposal": proposal}
    # Accepted or withdrawn meanwhile, the old one is gone already: the new one stands all the same.
    give(reader, str(order_id), "withdraw_proposal", old, f"{key} withdraws")
    tell(request, reader, answer)
    return redirect("dispute", order_id, number)


def _read(
    request: Request, order_id: uuid.UUID, number: int, reader: Actor | None = None
) -> tuple[Seen, Dispute]:
    seen = seen_as_wanted(request, str(order_id), reader)
    found = seen.order.dispute(number)
    if found is None:
        raise Http404
    return seen, found


def _meant(sent: QueryDict, number: int) -> tuple[Propose | Refusal, dict[str, object]]:
    """The offer that a form holds so far, and what was filled in."""
    given = arguments_of("propose", sent) | {"dispute": number}
    plain = {name: each for name, each in given.items() if name != "statement"}
    old = arguments_of("withdraw_proposal", sent).get("proposal")
    told_back = given | ({"proposal": old} if isinstance(old, int) else {})
    try:
        offer = build("propose", plain)
    except CommandError as error:
        return error.refusal, told_back
    assert isinstance(offer, Propose)
    return offer, told_back


def page(
    request: Request,
    seen: Seen,
    found: Dispute,
    tried: Tried | None = None,
    would: Would | None = None,
) -> HttpResponse:
    """The page of a dispute that was read, with the form that was tried as it was filled in."""
    shown = shown_dispute(seen, found, tried, would)
    status = 422 if tried is not None and tried.refusal is not None else 200
    return render(request, "amends/dispute.html", {"page": shown, "seen": seen}, status=status)
