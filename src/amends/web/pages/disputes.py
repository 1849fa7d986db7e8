"""The page of a dispute, for everybody who has business with it."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render

from amends.web.asking import seen_by
from amends.web.forms import Tried
from amends.web.reader import Request
from amends.web.shown.dispute import shown_dispute


@login_required
def dispute(
    request: Request, order_id: uuid.UUID, number: int, tried: Tried | None = None
) -> HttpResponse:
    """What is going on, the proposals, the exhibits, what happened, and what can be done."""
    seen = seen_by(request, str(order_id))
    found = seen.order.dispute(number)
    if found is None:
        raise Http404
    page = shown_dispute(seen, found, tried)
    return render(
        request, "amends/dispute.html", {"page": page, "seen": seen}, status=422 if tried else 200
    )
