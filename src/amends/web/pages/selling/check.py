"""Answering several rows of the desk: first looked at, then given, each with a key of its own."""

import re
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amends.app.submit import submit
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.envelope import Answer, Envelope
from amends.telling import refusals
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.telling.tongue import Tongue
from amends.web.asking import for_role, person_of
from amends.web.doing import given
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.selling.check import HOW, MOST_ROWS, Chosen, answer_for, check, looked_up

_NAME = re.compile(r"([0-9a-f-]{36}):(\d{1,4})")
_LONGEST = 500


@dataclass(frozen=True)
class Outcome:
    """What became of one answer."""

    order_id: str
    number: int
    order_number: str
    done: bool
    sentence: str
    instead: str = ""


@for_role("seller")
@require_safe
def look(request: Request) -> HttpResponse:
    """Every answer with what it would do; nothing is done by looking."""
    names = _names(request.GET.getlist("row"))
    if not names:
        return redirect("selling")
    actor = person_of(request).actor("seller")
    page = check(engine(), actor, request.tongue, names, _chosen(request.GET))
    return render(request, "amends/selling/check.html", {"page": page})


@for_role("seller")
@require_POST
def give(request: Request) -> HttpResponse:
    """Give the answers that are still ticked; says of each what happened."""
    actor = person_of(request).actor("seller")
    names = _names(request.POST.getlist("row"))
    outcomes = _answered(request, actor, names)
    return render(
        request,
        "amends/selling/done.html",
        {"outcomes": outcomes, "done": sum(each.done for each in outcomes)},
    )


def _answered(request: Request, actor: Actor, names: list[tuple[str, int]]) -> list[Outcome]:
    """The answers in one batch. What changed since it was looked at is not answered."""
    chosen = _chosen(request.POST)
    rows = looked_up(engine(), actor, request.tongue, names)
    keys = {(s.order.id, n): request.POST.get(f"key.{s.order.id}:{n}", "") for s, n in rows}
    before = engine().given_keys(str(actor), [(name[0], key) for name, key in keys.items()])
    asked: dict[tuple[str, int], Envelope | Refusal] = {}
    found: dict[tuple[str, int], Outcome] = {}
    for seen, number in rows:
        name, key = (seen.order.id, number), keys[seen.order.id, number]
        version = request.POST.get(f"version.{seen.order.id}:{number}", "")
        suggested = answer_for(seen, number, chosen)
        if key in before:
            found[name] = _outcome(seen, number, True, _repeated(request.tongue))
        elif suggested is None or version != str(seen.order.version):
            found[name] = _stale(seen, number)
        else:
            asked[name] = given(actor, seen.order.id, suggested.command, suggested.arguments, key)
    answers = dict(zip(asked, submit(engine(), *asked.values()), strict=True))
    for seen, number in rows:
        name = (seen.order.id, number)
        if name in answers:
            found[name] = _told(seen, number, answers[name])
    return [found[seen.order.id, number] for seen, number in rows]


def _told(seen: Seen, number: int, answer: Answer) -> Outcome:
    if isinstance(answer, Refusal):
        sentence, instead = refusals.told(seen.tongue, answer)
        return _outcome(seen, number, False, sentence, instead)
    if answer.replayed or not answer.events:
        return _outcome(seen, number, True, _repeated(seen.tongue))
    said = seen.tongue.together(*(happened(seen.words, event) for event in answer.events))
    return _outcome(seen, number, True, said)


def _stale(seen: Seen, number: int) -> Outcome:
    say = seen.tongue.say
    return _outcome(
        seen, number, False,
        say("Something happened here since you looked, so this answer was not given."),
        say("Look at it again and answer it as it stands now."),
    )  # fmt: skip


def _outcome(seen: Seen, number: int, done: bool, sentence: str, instead: str = "") -> Outcome:
    return Outcome(seen.order.id, number, seen.order.number, done, sentence, instead)


def _repeated(tongue: Tongue) -> str:
    return tongue.say("This was done before; nothing changed.")


def _names(rows: list[str]) -> list[tuple[str, int]]:
    found = [match for row in rows if (match := _NAME.fullmatch(row))]
    return [(match[1], int(match[2])) for match in found[:MOST_ROWS]]


def _chosen(sent: QueryDict) -> Chosen:
    """How to answer, from the address or the form; what cannot be meant is left at its default."""
    how = str(sent.get("how", "suggested"))
    percent = str(sent.get("percent", "50")).strip()
    return Chosen(
        how=how if how in HOW else "suggested",
        percent=min(100, int(percent)) if percent.isdecimal() and len(percent) < 4 else 50,
        under=str(sent.get("under", "")).strip()[:20],
        address=str(sent.get("address", "")).strip().replace("\0", "")[:_LONGEST],
    )
