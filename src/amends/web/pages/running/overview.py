"""The operator's first page, and finding any order from there."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.engine import figures
from amends.web.asking import for_role
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.running.overview import overview

_FOUND = 50
_PAGE = 50


@for_role("operator")
def running(request: Request) -> HttpResponse:
    """Is anything late, stuck or unusual?"""
    page = overview(engine(), request.tongue)
    return render(request, "amends/running/overview.html", {"page": page, "here": "running"})


@for_role("operator")
def aside(request: Request) -> HttpResponse:
    """Every order that was put aside, some at a time."""
    after = request.GET.get("after", "")
    known = after if _is_id(after) else ""
    rows = figures.aside(engine().store, known, _PAGE + 1)
    return render(
        request,
        "amends/running/aside.html",
        {
            "rows": rows[:_PAGE],
            "next": rows[_PAGE - 1].order_id if len(rows) > _PAGE else "",
            "here": "running",
        },
    )


@for_role("operator")
@require_POST
def try_again(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Try now what put an order aside."""
    say = request.tongue.say
    if engine().try_again(str(order_id)):
        messages.success(request, say("The order goes on. The time since did not count."))
    else:
        messages.error(
            request, say("It raised again and stays put aside. It is tried again by itself later.")
        )
    return redirect("running")


@for_role("operator")
def search(request: Request) -> HttpResponse:
    """Orders by number, by id, or by the account of a buyer or seller."""
    wanted = request.GET.get("q", "").strip()[:200]
    reads = engine()
    ids = reads.find(wanted) if wanted else []
    if len(ids) == 1:
        return redirect(f"{reverse('order', args=[ids[0]])}?as=operator")
    rows = figures.listed(reads.store, ids)
    if wanted and not ids:
        bought = reads.orders(buyer=wanted, limit=_FOUND)
        sold = reads.orders(seller=wanted, limit=_FOUND)
        rows = [*bought, *sold]
    return render(
        request,
        "amends/running/search.html",
        {"sought": wanted, "rows": rows, "more": len(rows) >= _FOUND, "here": "running"},
    )


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
