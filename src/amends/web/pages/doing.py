"""Where every form goes: one command, and the page with its answer."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from amends.core.commands import COMMANDS
from amends.core.refusals import Refusal
from amends.web.asking import seen_by
from amends.web.doing import give, tell
from amends.web.forms import Tried, arguments_of
from amends.web.pages.disputes import dispute as dispute_page
from amends.web.pages.orders import order as order_page
from amends.web.reader import Request


@login_required
@require_POST
def do(request: Request, order_id: uuid.UUID, command: str) -> HttpResponse:
    """Carry out a form's command; done, the page is shown anew, refused, with what was typed."""
    if command not in COMMANDS:
        raise Http404
    seen = seen_by(request, str(order_id))
    given = arguments_of(command, request.POST)
    answer = give(seen.reader, str(order_id), command, given, request.POST.get("key", ""))
    number = given.get("dispute", 0)
    about = number if isinstance(number, int) and seen.order.dispute(number) else 0
    if isinstance(answer, Refusal):
        tried = Tried(command, given, answer)
        if about:
            return dispute_page(request, order_id=order_id, number=about, tried=tried)
        return order_page(request, order_id=order_id, tried=tried)
    tell(request, seen, answer)
    if about:
        return redirect("dispute", order_id, about)
    return redirect("order", order_id)
