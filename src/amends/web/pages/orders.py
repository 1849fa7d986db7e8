"""The page of an order, for its buyer and seller, and for the platform; and where its forms go."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amends.app.order_json import order_json
from amends.core.commands import COMMANDS
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.asking import person_of, reader_of
from amends.web.doing import give, tell
from amends.web.engine import engine
from amends.web.forms import Tried, arguments_of
from amends.web.pages import disputes
from amends.web.pages.opening.drafts import draft_of, unsent
from amends.web.reader import Request
from amends.web.shown.order.page import shown_order
from amends.web.wanted import seen_as_wanted


@login_required
def order(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Where the parcels are, how long protection lasts, what can be done."""
    return _page(request, seen_as_wanted(request, str(order_id)))


@login_required
@require_POST
def do(request: Request, order_id: uuid.UUID, command: str) -> HttpResponse:
    """Carry out a form's command; done, the page is shown anew, refused, with what was typed.

    The page is read only where it is shown: what was done says itself what it led to.
    """
    if command not in COMMANDS:
        raise Http404
    reader = reader_of(request, str(order_id))
    given = arguments_of(command, request.POST)
    answer = give(reader, str(order_id), command, given, request.POST.get("key", ""))
    number = given.get("dispute", 0)
    number = number if isinstance(number, int) else 0
    if isinstance(answer, Refusal):
        seen = seen_as_wanted(request, str(order_id), reader)
        tried, found = Tried(command, given, answer), seen.order.dispute(number)
        if found is None:
            return _page(request, seen, tried)
        return disputes.page(request, seen, found, tried)
    tell(request, reader, answer)
    if answer.order is not None and answer.order.dispute(number) is not None:
        return redirect("dispute", order_id, number)
    return redirect("order", order_id)


def _page(request: Request, seen: Seen, tried: Tried | None = None) -> HttpResponse:
    buys = seen.reader.role == "buyer"
    draft = draft_of(person_of(request), seen.order.id, seen.now) if buys else None
    page = shown_order(seen, tried, drafted=unsent(draft) is not None)
    return render(
        request, "amends/order.html", {"page": page, "seen": seen}, status=422 if tried else 200
    )


@login_required
@require_safe
def report(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """All that this person may see of the order, as a file to keep (`app/order_json.py`).

    The case file, which is the full record, is the operator's alone.
    """
    answer = JsonResponse(
        order_json(seen_as_wanted(request, str(order_id))),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = f'attachment; filename="order-{order_id}.json"'
    return answer


@login_required
def changed(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Whether the order has changed since the version that a page shows: 204 for no, 205 for yes.

    Pages ask this every few seconds and fetch themselves again when it says so; nothing of the
    order but its version is read. A page may be ahead of it: it shows what has fallen due, which a
    worker writes down later.
    """
    reader_of(request, str(order_id))
    version, due = engine().version(str(order_id))
    shown = request.GET.get("version", "")
    known = int(shown) if shown.isdecimal() and len(shown) < 10 else 0
    fallen = due is not None and known == version and due < engine().now()
    return HttpResponse(status=205 if known < version or fallen else 204)
