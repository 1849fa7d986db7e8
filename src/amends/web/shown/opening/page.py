"""The pages of opening a dispute: the step that is shown, and the one that says why not yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from amends.core.moments import Instant
from amends.core.refusals import Refusal
from amends.telling import refusals
from amends.telling.seen import Seen
from amends.telling.warnings import warned
from amends.web.forms import Explained
from amends.web.shown.opening.check import Check, Refused, check, refused
from amends.web.shown.opening.lines import LineChoice, line_choices
from amends.web.shown.opening.proof import Proof, proof
from amends.web.shown.opening.steps import (
    Answers,
    GroundsClass,
    Mark,
    Step,
    grounds_classes,
    marks,
    steps_of,
)
from amends.web.shown.opening.wants import Wants, wants
from amends.web.shown.order.forms import doables
from amends.web.shown.order.page import title
from amends.web.shown.uploads import UploadBox, upload_box
from amends.web.uploading import Gathered, Kept


@dataclass(frozen=True)
class StepPage:
    """A step: where one is, what is asked, what was answered, and what was refused."""

    step: Step
    title: str
    marks: tuple[Mark, ...]
    back: str
    answers: Answers
    now: Instant
    key: str
    refused: Refused | None = None
    lines: tuple[LineChoice, ...] = ()
    classes: tuple[GroundsClass, ...] = ()
    wants: Wants | None = None
    proof: Proof | None = None
    upload: UploadBox | None = None
    check: Check | None = None


@dataclass(frozen=True)
class ClosedPage:
    """Why no dispute can be opened now, and what can be done instead."""

    title: str
    why: str
    instead: str
    code: str
    safer: tuple[Explained, ...]


def step_page(
    seen: Seen,
    answers: Answers,
    step: Step,
    refusal: Refusal | Refused | None = None,
    key: str = "",
    kept: Sequence[Kept] = (),
    got: Gathered | None = None,
) -> StepPage:
    """One step for the buyer."""
    no = refused(seen, refusal) if isinstance(refusal, Refusal) else refusal
    chosen = wants(seen, answers) if step == "want" else None
    if isinstance(chosen, Refusal):
        no, chosen = no or refused(seen, chosen), None
    last = check(seen, answers, kept) if step == "check" else None
    asked = proof(seen, answers) if step == "show" else None
    return StepPage(
        step=step,
        title=title(seen),
        marks=marks(seen, step, answers),
        back=_back(seen, step),
        answers=answers,
        now=seen.now,
        key=key,
        refused=no or (last.refused if last else None),
        lines=line_choices(seen) if step == "what" else (),
        classes=grounds_classes(seen, answers) if step == "why" else (),
        wants=chosen,
        proof=asked,
        upload=None if asked is None else upload_box(seen, asked.kinds, got, kept),
        check=last,
    )


def _back(seen: Seen, step: Step) -> str:
    steps = steps_of(seen)
    place = steps.index(step)
    if place == 0:
        return reverse("order", args=[seen.order.id])
    return reverse("open_step", args=[seen.order.id, steps[place - 1]])


def closed_page(seen: Seen, refusal: Refusal) -> ClosedPage:
    """Nothing can be opened now: from when on, and what can be done until then."""
    why, instead = refusals.told(seen.tongue, refusal)
    open_now = seen.rules.moves()
    wanted = ("consent_extension", "request_extension", "request_cancellation")
    names = tuple(name for name in open_now if name in wanted)
    return ClosedPage(
        title=title(seen),
        why=why,
        instead=instead,
        code=refusal.code,
        safer=doables(seen, names, warned(seen), None),
    )
