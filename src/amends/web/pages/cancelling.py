"""Pages before what cannot be undone: cancelling a dispute, and confirming receipt (C2, O8)."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amends.telling.seen import Seen
from amends.web.asking import seen_by
from amends.web.reader import Request
from amends.web.shown.cancelling import before_cancelling, before_confirming


@login_required
@require_safe
def cancel_dispute(request: Request, order_id: uuid.UUID, number: int) -> HttpResponse:
    """What giving up a claim costs, and what can be done instead."""
    seen = _buyers(request, order_id)
    dispute = seen.order.dispute(number)
    if dispute is None:
        raise Http404
    page = before_cancelling(seen, dispute)
    return render(request, "amends/cancel_dispute.html", {"page": page, "seen": seen})


@login_required
@require_safe
def confirm_receipt(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """What confirming receipt costs, and what can be done instead."""
    seen = _buyers(request, order_id)
    page = before_confirming(seen)
    return render(request, "amends/confirm_receipt.html", {"page": page, "seen": seen})


def _buyers(request: Request, order_id: uuid.UUID) -> Seen:
    seen = seen_by(request, str(order_id))
    if seen.reader.role != "buyer":
        raise Http404
    return seen
