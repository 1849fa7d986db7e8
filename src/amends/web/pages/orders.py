"""The page of an order, for its buyer and seller, and for the platform."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from amends.web.asking import person_of, reader_of, seen_by
from amends.web.engine import engine
from amends.web.forms import Tried
from amends.web.pages.opening.drafts import draft_of, unsent
from amends.web.reader import Request
from amends.web.shown.order.page import shown_order


@login_required
def order(request: Request, order_id: uuid.UUID, tried: Tried | None = None) -> HttpResponse:
    """Where the parcels are, how long protection lasts, what can be done."""
    seen = seen_by(request, str(order_id))
    buys = seen.reader.role == "buyer"
    draft = draft_of(person_of(request), str(order_id), seen.now) if buys else None
    page = shown_order(seen, tried, drafted=unsent(draft) is not None)
    return render(
        request, "amends/order.html", {"page": page, "seen": seen}, status=422 if tried else 200
    )


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
