"""The clock: pausing and resuming one order, or many after an outage."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.core.moments import DAY, format_instant
from amends.core.refusals import Refusal
from amends.telling import refusals
from amends.web import jobs
from amends.web.asking import for_role, person_of
from amends.web.doing import give
from amends.web.engine import engine
from amends.web.jobs.chosen import how_many
from amends.web.models.jobs import Job
from amends.web.pages.running.sent import key_sent, order_sent
from amends.web.reader import Request
from amends.web.shown.local_time import typed_instant, typing_of
from amends.web.shown.running.clock import Wanted, choice_of, read, said

_STAGES = ("negotiation", "arbitration", "return", "replacement", "appeal")


@for_role("operator")
def clock(request: Request) -> HttpResponse:
    """What can be paused, and which pauses of many orders there were."""
    return _clock(request)


def _clock(request: Request, status: int = 200, **more: object) -> HttpResponse:
    tongue, now = request.tongue, engine().now()
    earlier = Job.objects.filter(kind="clock").order_by("-made")[:20]
    context = {
        "stages": [(stage, tongue.word(stage)) for stage in _STAGES],
        "from": typing_of(tongue, now),
        "until": typing_of(tongue, now + DAY),
        "earlier": earlier,
        "pauses": [
            job
            for job in earlier
            if job.arguments["command"] == "pause_clock" and job.state in ("done", "stopped")
        ],
        "here": "clock",
        **more,
    }
    return render(request, "amends/running/clock.html", context, status=status)


@for_role("operator")
@require_POST
def one(request: Request) -> HttpResponse:
    """Pause or resume the clock of one order."""
    order_id, problem = order_sent(request)
    if problem:
        return _clock(request, 422, problem=problem, typed=request.POST)
    command = "resume_clock" if request.POST.get("command") == "resume_clock" else "pause_clock"
    arguments: dict[str, object] = {"reason": request.POST.get("reason", "").strip()}
    until = typed_instant(request.tongue, request.POST.get("until", ""))
    if command == "pause_clock" and until is not None:
        arguments["until"] = format_instant(until)
    actor = person_of(request).actor("operator")
    answer = give(actor, order_id, command, arguments, request.POST.get("key", ""))
    if isinstance(answer, Refusal):
        return _clock(
            request, 422, refused=refusals.told(request.tongue, answer), typed=request.POST
        )
    say, wanted = request.tongue.say, request.POST["order"].strip()
    messages.success(
        request,
        say("The clocks of order {number} stand still.", number=wanted)
        if command == "pause_clock"
        else say("The clocks of order {number} go on.", number=wanted),
    )
    return redirect("running-clock")


@for_role("operator")
@require_POST
def check(request: Request) -> HttpResponse:
    """How many orders a choice means, before anything is done to them."""
    wanted = read(request.tongue, request.POST)
    if isinstance(wanted, str):
        return _clock(request, 422, problem=wanted, meant=request.POST)
    count, more = how_many(engine().store, choice_of(wanted))
    return render(
        request,
        "amends/running/clock_check.html",
        {
            "wanted": wanted,
            "sent": request.POST,
            "said": said(request.tongue, wanted, count, more=more),
            "count": count,
            "here": "clock",
        },
    )


@for_role("operator")
@require_POST
def many(request: Request) -> HttpResponse:
    """Begin to pause or resume what was checked, as a job."""
    wanted = read(request.tongue, request.POST)
    if isinstance(wanted, str):
        return _clock(request, 422, problem=wanted, meant=request.POST)
    count, more = how_many(engine().store, choice_of(wanted))
    job = jobs.ask(
        "clock",
        person_of(request).username,
        key_sent(request),
        command=wanted.command,
        which=choice_of(wanted),
        **{"with": _arguments(wanted)},
    )
    if not more and not job.of:
        Job.objects.filter(pk=job.pk, state="waiting").update(of=count)
    return redirect("running-job", job.pk)


def _arguments(wanted: Wanted) -> dict[str, Any]:
    if wanted.command == "pause_clock" and wanted.end:
        return {"reason": wanted.reason, "until": format_instant(wanted.end)}
    return {"reason": wanted.reason}
