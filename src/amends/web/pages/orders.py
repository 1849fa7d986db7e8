"""The page of an order, for its buyer and seller, and for the platform."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from amends.web.asking import seen_by
from amends.web.forms import Tried
from amends.web.reader import Request
from amends.web.shown.order import shown_order


@login_required
def order(request: Request, order_id: uuid.UUID, tried: Tried | None = None) -> HttpResponse:
    """Where the parcels are, how long protection lasts, what can be done."""
    seen = seen_by(request, str(order_id))
    page = shown_order(seen, tried)
    return render(
        request, "amends/order.html", {"page": page, "seen": seen}, status=422 if tried else 200
    )


@login_required
def changed(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Whether the order has changed since the version that a page shows: 204 for no, 205 for yes.

    Pages ask this every few seconds and fetch themselves again when it says so.
    """
    seen = seen_by(request, str(order_id))
    same = request.GET.get("version") == str(seen.order.version)
    return HttpResponse(status=204 if same else 205)
