"""The arbitrators' desk: the queue, taking the next case, how each wants the desk, one's own rulings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from amends.core.judging import TASKS, Task
from amends.core.moments import Instant
from amends.engine.worklists_deciding import Place, counts, languages, queue, ruled_by
from amends.web import desk
from amends.web.asking import for_role, person_of
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.deciding.before import overturned, shown
from amends.web.shown.deciding.queue import PAGE, queue_rows, shown_queue

_MINE = 50


@for_role("arbitrator")
@require_safe
def deciding(request: Request) -> HttpResponse:
    """What waits for an arbitrator, the most urgent first; by language and by what is to do."""
    person, now, name = person_of(request), engine().now(), person_of(request).username
    language, task = request.GET.get("language", "")[:8], _task(request)
    tasks: tuple[Task, ...] = TASKS if task is None else (task,)
    found = queue(
        engine(), name, now, tasks=tasks, language=language, after=_after(request), limit=PAGE + 1
    )
    more, found = len(found) > PAGE, found[:PAGE]
    cases = [(each.order_id, each.number) for each in found]
    kept = desk.kept(person)
    held, read = desk.beside(person, now, cases)
    rows = queue_rows(
        request.tongue, found, now,
        held=held,
        read=read,
        blind=kept.blind,
    )  # fmt: skip
    last = found[-1] if more else None
    page = shown_queue(
        request.tongue, rows,
        counts=counts(engine(), name, now, language),
        languages=languages(engine()),
        language=language,
        task=task or "",
        next_page=f"{last.answer_by}.{last.order_id}.{last.number}" if last else "",
        now=now,
    )  # fmt: skip
    given = {"page": page, "blind": kept.blind, "words": "\n".join(kept.words)}
    return render(request, "amends/deciding/queue.html", given)


@for_role("arbitrator")
@require_POST
def next_case(request: Request) -> HttpResponse:
    """Take the most urgent case that nobody else holds, and go there."""
    language = request.POST.get("language", "")[:8]
    taken = desk.take_next(engine(), person_of(request), engine().now(), language)
    if taken is None:
        messages.info(request, request.tongue.say("No case waits that nobody else has taken."))
        return redirect("deciding")
    return redirect("case", taken.order_id, taken.number)


@for_role("arbitrator")
@require_POST
def preferences(request: Request) -> HttpResponse:
    """Hide or show the names of the parties; keep the words that statements are searched for."""
    person = person_of(request)
    if "blind" in request.POST:
        desk.set_blind(person, blind=request.POST["blind"] == "true")
    if "words" in request.POST:
        desk.set_words(person, request.POST["words"])
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("deciding")


@for_role("arbitrator")
@require_safe
def mine(request: Request) -> HttpResponse:
    """One's own rulings, the latest first, and how many were changed on appeal."""
    before = _instant(request.GET.get("before", ""))
    found = ruled_by(engine(), person_of(request).username, before, _MINE + 1)
    more, found = len(found) > _MINE, found[:_MINE]
    page = {
        "rows": shown(request.tongue, found),
        "says": overturned(request.tongue, found) if found else "",
        "before": found[-1].closed_at if more else None,
    }
    return render(request, "amends/deciding/mine.html", {"page": page})


def _task(request: HttpRequest) -> Task | None:
    wanted = request.GET.get("task", "")
    return next((task for task in TASKS if task == wanted), None)


def _after(request: HttpRequest) -> Place | None:
    """The place in the queue after which the page begins; one that nobody gave is no page."""
    text = request.GET.get("after", "")
    if not text:
        return None
    at, _, rest = text.partition(".")
    order_id, _, number = rest.partition(".")
    whole = len(order_id) == 36 and set(order_id) <= set("0123456789abcdef-")
    if not (whole and number.isascii() and number.isdecimal() and len(number) < 6):
        raise Http404
    answer_by = _instant(at)
    if answer_by is None:
        raise Http404
    return Place(answer_by, order_id, int(number))


def _instant(text: str) -> Instant | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
