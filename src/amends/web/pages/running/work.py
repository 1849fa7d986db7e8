"""Long work: asking for it, seeing how far it is, stopping it, fetching what came of it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.ports.storage.port import StorageError
from amends.web import jobs
from amends.web.asking import for_role, person_of
from amends.web.jobs.asking import Kind, latest
from amends.web.jobs.kept import files_of_jobs
from amends.web.models.jobs import Job
from amends.web.pages.running.sent import key_sent, order_sent
from amends.web.reader import Request
from amends.web.shown.running.work import clock_answers

# What can be asked for with a button alone.
_ALONE: dict[str, Kind] = {"audit": "audit", "export": "export", "figures": "figures"}
_LISTED = 30


@for_role("operator")
def work(request: Request) -> HttpResponse:
    """The last audit, the exports, and what is under way."""
    every = list(Job.objects.order_by("-made")[:_LISTED])
    last = latest("audit")
    return render(
        request,
        "amends/running/work.html",
        {
            "jobs": [job for job in every if job.open],
            "ended": [job for job in every if not job.open],
            "last_audit": last,
            "audit": last.answer if last else None,
            "here": "work",
        },
    )


@for_role("operator")
@require_POST
def ask(request: Request, kind: str) -> HttpResponse:
    """Ask for an audit, an export or the figures; asked for twice it is done once."""
    if kind not in _ALONE:
        raise Http404
    job = jobs.ask(_ALONE[kind], person_of(request).username, key_sent(request))
    return redirect("running-job", job.pk)


@for_role("operator")
@require_POST
def case(request: Request) -> HttpResponse:
    """Ask for the case file of an order, by its number or id."""
    order_id, problem = order_sent(request)
    if problem:
        messages.error(request, problem)
        return redirect("running-work")
    job = jobs.ask("case", person_of(request).username, key_sent(request), order_id=order_id)
    return redirect("running-job", job.pk)


@for_role("operator")
def job(request: Request, pk: uuid.UUID) -> HttpResponse:
    """How far a job is, or what came of it."""
    found = _found(pk)
    done = found.state == "done"
    return render(
        request,
        "amends/running/job.html",
        {
            "job": found,
            "audit": found.answer if done and found.kind == "audit" else None,
            "answers": clock_answers(request.tongue, found)
            if done and found.kind == "clock"
            else (),
            "here": "clock" if found.kind == "clock" else "work",
        },
    )


@for_role("operator")
@require_POST
def stop(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Ask a job to stop."""
    jobs.stop(_found(pk))
    return redirect("running-job", pk)


@for_role("operator")
def fetch(request: Request, pk: uuid.UUID) -> HttpResponse:
    """The file that a job made."""
    found = _found(pk)
    if found.state != "done" or not found.file:
        raise Http404
    storage = files_of_jobs()
    try:
        size = storage.size(found.file)
    except StorageError:
        size = None
    if size is None:
        raise Http404
    answer = StreamingHttpResponse(
        storage.read(found.file), content_type="application/octet-stream"
    )
    answer["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    answer["Content-Length"] = str(size)
    # For the types, which do not know it: it is an answer like any other.
    return answer  # type: ignore[return-value]


def _found(pk: uuid.UUID) -> Job:
    found = Job.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
