"""Everything that somebody bought, page by page."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amends.web.asking import for_role, person_of
from amends.web.engine import engine
from amends.web.pages.opening.drafts import drafted
from amends.web.reader import Request
from amends.web.shown.bought import all_bought, with_drafts


@for_role("buyer")
@require_safe
def bought(request: Request) -> HttpResponse:
    """The newest first; `before` is the id of the last order of the page before."""
    person, before = person_of(request), _id(request.GET.get("before", ""))
    page = all_bought(engine(), person, request.tongue, before)
    waiting = drafted(person, [row.order_id for row in page.rows], engine().now())
    context = {"rows": with_drafts(page.rows, waiting), "older": page.older, "before": before}
    return render(request, "amends/home_all.html", context)


def _id(text: str) -> str:
    """An order's id, or nothing where it is none."""
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        return ""
