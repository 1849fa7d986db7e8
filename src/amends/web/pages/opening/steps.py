"""Opening a dispute in a few steps, each a plain form that keeps what was filled in."""

import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amends.accounts.models import Person
from amends.core.events import DisputeOpened
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.asking import order_for, person_of, seen_by
from amends.web.doing import give, tell
from amends.web.engine import engine
from amends.web.models import Draft
from amends.web.pages.opening.drafts import draft_of, keep, mark_sent, unsent
from amends.web.reader import Request
from amends.web.shown.opening.check import Refused, refused
from amends.web.shown.opening.page import closed_page, step_page
from amends.web.shown.opening.steps import (
    STEPS,
    Answers,
    Step,
    answers_in,
    answers_of,
    lacking,
    refused_about,
    refused_so_far,
    steps_of,
)
from amends.web.shown.opening.typed import LACKS, typed
from amends.web.uploading import (
    Gathered,
    Kept,
    gathered,
    kept_from,
    let_go,
    lock_in,
    recorded,
    takes_files,
)


@dataclass(frozen=True)
class Desk:
    """What every step has before it."""

    request: Request
    person: Person
    seen: Seen
    draft: Draft | None
    answers: Answers

    @property
    def order_id(self) -> str:
        """The order that the dispute is to be about."""
        return self.seen.order.id

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The files of the draft that are still there."""
        return kept_from(self.person.username, self.answers.uploads, self.order_id)


def _desk(request: Request, order_id: uuid.UUID) -> Desk:
    """For the buyer of the order; to others this page is not there."""
    seen = seen_by(request, str(order_id))
    if seen.reader.role != "buyer":
        raise Http404
    person = person_of(request)
    draft = draft_of(person, str(order_id), seen.now)
    open_draft = unsent(draft)
    answers = answers_of(seen, open_draft.content if open_draft else {})
    return Desk(request, person, seen, draft, answers)


@login_required
@require_safe
def open_dispute(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Go on where it was left; or say why nothing can be opened now and what can be done."""
    desk = _desk(request, order_id)
    refusal = desk.seen.rules.why_not("open_dispute")
    if refusal is not None and _is_over(desk):
        page = closed_page(desk.seen, refusal)
        return render(request, "amends/opening/closed.html", {"page": page, "seen": desk.seen})
    return redirect("open_step", order_id, lacking(desk.answers) or desk.answers.reached)


def _is_over(desk: Desk) -> bool:
    """Whether there is nothing to go on with: it was sent, or never begun, and none can be opened."""
    return unsent(desk.draft) is None and desk.seen.rules.why_not("open_dispute") is not None


@takes_files
@login_required
def open_step(request: Request, order_id: uuid.UUID, step: str) -> HttpResponse:
    """One step: show it, or keep what was filled in and go to the next."""
    if request.method == "POST" and step == "check":
        return _send(request, order_id)
    desk = _desk(request, order_id)
    if step not in steps_of(desk.seen):
        raise Http404
    here: Step = step
    if _is_over(desk):
        return redirect("open_dispute", order_id)
    if request.method == "POST":
        return _keep(desk, here)
    first = lacking(desk.answers)
    if first is not None and STEPS.index(first) < STEPS.index(here):
        return redirect("open_step", order_id, first)
    return _show(desk, here)


@login_required
@require_POST
def discard(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Throw the draft away."""
    desk = _desk(request, order_id)
    if desk.draft is not None and "sent" in desk.draft.content:
        return redirect("open_dispute", order_id)
    if desk.draft is not None:
        desk.draft.delete()
    messages.info(request, desk.seen.tongue.say("The draft is gone. Nothing was sent."))
    return redirect("order", order_id)


def _show(
    desk: Desk,
    step: Step,
    refusal: Refusal | Refused | None = None,
    got: Gathered | None = None,
) -> HttpResponse:
    key = "" if desk.draft is None else str(desk.draft.key)
    kept = desk.kept if step in ("show", "check") else ()
    page = step_page(desk.seen, desk.answers, step, refusal, key, kept, got)
    context = {"page": page, "seen": desk.seen}
    wrong = refusal is not None or got is not None
    return render(
        desk.request, f"amends/opening/{step}.html", context, status=422 if wrong else 200
    )


def _keep(desk: Desk, step: Step) -> HttpResponse:
    """What was filled in is kept in any case; only then is it said what is wrong with it."""
    sent = desk.request.POST
    answers = typed(desk.answers, step, sent)
    got = gathered(desk.request, desk.order_id) if step == "show" else Gathered()
    if step == "show":
        answers = replace(answers, uploads=tuple(each.as_json() for each in got.kept))
    following = STEPS[STEPS.index(step) + 1]
    problem = _problem(desk.seen, answers, step)
    stays = problem is not None or bool(got.refused) or "remove" in sent
    if not stays and STEPS.index(answers.reached) < STEPS.index(following):
        answers = replace(answers, reached=following)
    draft = keep(desk.person, desk.order_id, desk.seen.now, desk.draft, _content(answers))
    desk = replace(desk, draft=draft, answers=answers)
    if problem is not None or got.refused:
        return _show(desk, step, problem, got)
    return redirect("open_step", desk.order_id, step if stays else lacking(answers) or following)


def _content(answers: Answers) -> dict[str, Any]:
    """As it is kept in JSON, which knows lists and no tuples."""
    given = {**asdict(answers), "uploads": list(answers.uploads)}
    return {name: found for name, found in given.items() if found not in ("", None, [])}


def _problem(seen: Seen, answers: Answers, step: Step) -> Refusal | Refused | None:
    """What the rules say of the answers so far, or that the step was left empty."""
    if step == "what" and answers.line:
        return refused_about(seen, answers)
    if step in ("what", "why", "want") and lacking(answers) == step:
        return Refused(seen.tongue.say(LACKS[step]), "", "", None)
    return refused_so_far(seen, answers) if step in ("why", "want") else None


def _send(request: Request, order_id: uuid.UUID) -> HttpResponse:
    """Open the dispute. Sent twice it is opened once; refused, everything stays as it was.

    What is to be said about the order is read only where something is.
    """
    order, reader = order_for(request, str(order_id))
    if reader.role != "buyer":
        raise Http404
    draft = draft_of(person_of(request), order.id, engine().now())
    if draft is None:
        return redirect("open_dispute", order_id)
    same = request.POST.get("key") == str(draft.key)
    if "sent" in draft.content:
        if not same:
            return redirect("open_dispute", order_id)
        messages.info(request, request.tongue.say("This was sent before; nothing changed."))
        return redirect("dispute", order_id, draft.content["sent"])
    if lacking(answers_in(draft.content)) is not None:
        return redirect("open_dispute", order_id)
    number = len(order.disputes) + 1
    return (
        _opened(request, reader, order_id, draft, number) if same else _changed(request, order_id)
    )


def _changed(request: Request, order_id: uuid.UUID) -> HttpResponse:
    said = request.tongue.say("Your answers have changed since you saw them here.")
    again = request.tongue.say("Look at them once more; nothing was sent.")
    return _show(_desk(request, order_id), "check", Refused(said, again, "", None))


def _opened(
    request: Request, reader: Actor, order_id: uuid.UUID, draft: Draft, number: int
) -> HttpResponse:
    answers, of = answers_in(draft.content), str(order_id)
    kept = kept_from(reader.name, answers.uploads, of)
    given = {**answers.arguments(), "exhibits": [each.exhibit() for each in kept]}
    if not lock_in(of, number, kept):
        return _changed(request, order_id)
    answer = give(reader, of, "open_dispute", given, str(draft.key))
    if isinstance(answer, Refusal):
        let_go(kept)
        desk = _desk(request, order_id)
        return _show(desk, "check", refused(desk.seen, answer))
    opened = next(event for event in answer.events if isinstance(event, DisputeOpened))
    recorded(of, opened.dispute.number, kept)
    mark_sent(draft, opened.dispute.number)
    tell(request, reader, answer)
    return redirect("dispute", order_id, opened.dispute.number)
