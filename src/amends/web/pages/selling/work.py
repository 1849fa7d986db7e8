"""The seller's desk: what to do first, by time left."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amends.app.worklists import Asked, mark_of
from amends.core.grounds import GROUNDS
from amends.engine.sold import Place
from amends.web.asking import for_role, person_of
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.selling.work import TABS, desk

_PLACE = re.compile(r"(\d{1,15})\.([0-9a-f-]{36})\.(\d{1,4})")
_LONGEST_SOUGHT = 200


@for_role("seller")
@require_safe
def selling(request: Request) -> HttpResponse:
    """The list that is asked for, its tabs with their counts, the rates beside it."""
    actor = person_of(request).actor("seller")
    page = desk(engine(), actor, request.tongue, _asked(request))
    return render(request, "amends/selling/work.html", {"page": page})


@for_role("seller")
@require_safe
def changed(request: Request) -> HttpResponse:
    """Whether the list differs from the one that a page shows: 204 for no, 205 for yes."""
    mark = mark_of(engine(), person_of(request).actor("seller"), _asked(request))
    same = request.GET.get("mark") == mark
    return HttpResponse(status=204 if same else 205)


def _asked(request: Request) -> Asked:
    tab = request.GET.get("list", "duties")
    grounds = request.GET.get("grounds", "")
    if tab not in TABS or (grounds and grounds not in GROUNDS):
        raise Http404
    sought = request.GET.get("sought", "").strip().replace("\0", "")[:_LONGEST_SOUGHT]
    return Asked(
        tab=tab, grounds=grounds, after=_place(request.GET.get("after", "")), sought=sought
    )


def _place(text: str) -> Place | None:
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    return Place(at=int(found[1]), order_id=found[2], number=int(found[3]))
