"""Policies: which new orders pin, what each says, checking and adopting one, switching it on."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.core.moments import DAY
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.engine.adoption import keep_policy
from amends.engine.errors import EngineError
from amends.policies import Loaded, PolicyError, builtin_names, load, read_source
from amends.telling.policy_faults import told_problems
from amends.telling.policy_told import as_written
from amends.uploads.streaming import takes_files
from amends.web import jobs
from amends.web.asking import for_role, person_of
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.local_time import typed_instant, typing_of
from amends.web.shown.running.policies import changes_of, policy_lines, sections_of

# A policy is a short text file; `amends.policies` says so of a longer one.
_LARGEST = 300 * 1024


@for_role("operator")
def policies(request: Request) -> HttpResponse:
    """Every policy, which of them new orders pin, and the forms."""
    return _policies(request)


def _policies(request: Request, status: int = 200, **more: object) -> HttpResponse:
    now = engine().now()
    lines, switches = policy_lines(engine(), request.tongue, now)
    tomorrow = (now // DAY + 1) * DAY
    context = {
        "lines": lines,
        "switches": switches,
        "now": now,
        "soonest": typing_of(request.tongue, tomorrow),
        "here": "policies",
        **more,
    }
    return render(request, "amends/running/policies.html", context, status=status)


@for_role("operator")
def policy(request: Request, reference: str) -> HttpResponse:
    """What a policy says, every window and rule in words."""
    found = _named(reference)
    return render(
        request,
        "amends/running/policy.html",
        {
            "policy": found,
            "title": as_written(request.tongue, found.title),
            "sections": sections_of(request.tongue, found),
            "builtin": found.name in builtin_names(),
            "lines": policy_lines(engine(), request.tongue, engine().now())[0],
            "here": "policies",
        },
    )


@for_role("operator")
def compare(request: Request) -> HttpResponse:
    """What differs between two policies, value by value."""
    before, after = (_named(request.GET.get(name, "")) for name in ("before", "after"))
    return render(
        request,
        "amends/running/policy_diff.html",
        {
            "before": before,
            "after": after,
            "sections": changes_of(request.tongue, before, after),
            "here": "policies",
        },
    )


@takes_files
@for_role("operator")
@require_POST
def check(request: Request) -> HttpResponse:
    """Whether a policy that was uploaded or pasted can be used, and what it would change."""
    file, source = _given(request)
    try:
        loaded = read_source(file, source)
    except PolicyError as error:
        return _policies(
            request,
            422,
            problems=told_problems(request.tongue, error.problems),
            typed=source.decode("utf-8", "replace")[:_LARGEST],
        )
    return _checked(request, loaded)


def _checked(request: Request, loaded: Loaded) -> HttpResponse:
    lines, _ = policy_lines(engine(), request.tongue, engine().now())
    current = engine().policy(next(line.reference for line in lines if line.pinned))
    return render(
        request,
        "amends/running/policy_checked.html",
        {
            "policy": loaded.policy,
            "title": as_written(request.tongue, loaded.policy.title),
            "sha256": loaded.sha256,
            "source": loaded.source.decode("utf-8-sig"),
            "file": loaded.file,
            "current": current,
            "changes": changes_of(request.tongue, current, loaded.policy),
            "sections": sections_of(request.tongue, loaded.policy),
            "here": "policies",
        },
    )


@for_role("operator")
@require_POST
def adopt(request: Request) -> HttpResponse:
    """Keep a checked policy, so that orders may name it and it can be switched on."""
    file, source = _given(request)
    try:
        loaded = read_source(file, source)
        new = keep_policy(engine().store, loaded, engine().now())
    except PolicyError as error:
        return _policies(
            request,
            422,
            problems=told_problems(request.tongue, error.problems),
            typed=source.decode("utf-8", "replace"),
        )
    except EngineError as error:
        return _policies(request, 422, refused=error, typed=source.decode("utf-8", "replace"))
    say = request.tongue.say
    reference = loaded.policy.reference
    messages.success(
        request,
        say("{policy} is kept from now on. New orders use it once it is switched on.", policy=reference)
        if new
        else say("{policy} was kept already; nothing was changed.", policy=reference),
    )  # fmt: skip
    return redirect("running-policies")


@for_role("operator")
@require_POST
def switch(request: Request) -> HttpResponse:
    """Let new orders pin a policy from a date on."""
    say = request.tongue.say
    since = typed_instant(request.tongue, request.POST.get("from", ""))
    if since is None:
        messages.error(request, say("Give the day and time from which new orders use it."))
        return redirect("running-policies")
    try:
        done = engine().switch_policy(
            request.POST.get("reference", ""), since, person_of(request).username
        )
    except EngineError as error:
        messages.error(request, error.sentence)
        return redirect("running-policies")
    if isinstance(done, Refusal):
        messages.error(
            request,
            say(
                "A policy is switched on from a minute ahead at least: orders keep what they have."
            ),
        )
    else:
        messages.success(
            request,
            say(
                "Orders that are paid from {at} on use {policy}. Orders before that keep theirs.",
                at=request.tongue.instant(done.since),
                policy=done.reference,
            ),
        )
    return redirect("running-policies")


@for_role("operator")
@require_POST
def take_back(request: Request) -> HttpResponse:
    """Take back a switch that has not come yet."""
    text = request.POST.get("since", "")
    since = int(text) if text.isdecimal() and len(text) < 16 else 0
    say = request.tongue.say
    if engine().take_back_switch(since):
        messages.success(request, say("The switch was taken back."))
    else:
        messages.error(request, say("It has come already, or comes within a minute: it stays."))
    return redirect("running-policies")


@for_role("operator")
@require_POST
def scenarios(request: Request) -> HttpResponse:
    """Play the scenarios that come with Amends under a policy, as a job."""
    by, key = person_of(request).username, _key(request)
    name = request.POST.get("name", "")
    if name:
        if name not in builtin_names():
            raise Http404
        job = jobs.ask("scenarios", by, key, name=name)
        return redirect("running-job", job.pk)
    file, source = _given(request)
    try:
        read_source(file, source)
    except PolicyError as error:
        return _policies(
            request,
            422,
            problems=told_problems(request.tongue, error.problems),
            typed=source.decode("utf-8", "replace"),
        )
    job = jobs.ask("scenarios", by, key, file=file, source=source.decode("utf-8-sig"))
    return redirect("running-job", job.pk)


def _given(request: Request) -> tuple[str, bytes]:
    """The policy that was uploaded or, else, pasted."""
    uploaded = request.FILES.get("file")
    if uploaded is not None:
        return (uploaded.name or "policy.toml")[:100], uploaded.read(_LARGEST)
    text = request.POST.get("source", "").replace("\r\n", "\n")
    return request.POST.get("name_of_file", "policy.toml")[:100], text.encode()[:_LARGEST]


def _named(reference: str) -> Policy:
    if reference.partition("@")[0] in builtin_names():
        try:
            return load(reference).policy
        except PolicyError as error:
            # An older version of a built-in one is kept where orders have pinned it.
            return _kept(reference, error)
    return _kept(reference, None)


def _kept(reference: str, error: Exception | None) -> Policy:
    try:
        return engine().policy(reference)
    except EngineError as missing:
        raise Http404 from (error or missing)


def _key(request: Request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None
