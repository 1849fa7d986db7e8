"""A change of many clocks: what was chosen, in words and as a choice."""

import uuid
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from amends.core.moments import Instant
from amends.telling.tongue import Tongue
from amends.web.models.jobs import Job
from amends.web.shown.local_time import typed_instant

LONGEST_REASON = 500


@dataclass(frozen=True)
class Wanted:
    """Which clocks are to stand still or go on, why, and for a pause until when at the latest.

    One of `stage`, a period (`since` to `until`) of next deadlines, or the `job` that paused.
    """

    command: Literal["pause_clock", "resume_clock"]
    reason: str
    end: Instant = 0
    stage: str = ""
    since: Instant = 0
    until: Instant = 0
    job: str = ""


def read(tongue: Tongue, sent: QueryDict) -> Wanted | str:
    """What a form asks for, or the sentence that says what is missing."""
    reason = sent.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        return tongue.say("Say why; buyers and sellers read it.")
    if sent.get("which") == "job":
        return _resumed(tongue, sent, reason)
    end = typed_instant(tongue, sent.get("end", "")) or 0
    if not end:
        return tongue.say("Say until when the clocks stand still at the latest.")
    if sent.get("which") == "stage":
        stage = sent.get("stage", "")
        if stage not in ("negotiation", "arbitration", "return", "replacement", "appeal"):
            return tongue.say("Choose the stage of the disputes.")
        return Wanted("pause_clock", reason, end, stage=stage)
    since = typed_instant(tongue, sent.get("since", ""))
    until = typed_instant(tongue, sent.get("until", ""))
    if since is None or until is None or since >= until:
        return tongue.say("Say from when to when the deadlines fall.")
    return Wanted("pause_clock", reason, end, since=since, until=until)


def _resumed(tongue: Tongue, sent: QueryDict, reason: str) -> Wanted | str:
    try:
        pk = uuid.UUID(sent.get("job", ""))
    except ValueError:
        pk = None
    if pk is None or not Job.objects.filter(pk=pk, kind="clock").exists():
        return tongue.say("Choose the pause that is to end.")
    return Wanted("resume_clock", reason, job=str(pk))


def choice_of(wanted: Wanted) -> dict[str, Any]:
    """The choice as a job keeps it."""
    if wanted.job:
        return {"job": wanted.job}
    if wanted.stage:
        return {"stage": wanted.stage}
    return {"since": wanted.since, "until": wanted.until}


def said(tongue: Tongue, wanted: Wanted, count: int, *, more: bool) -> str:
    """One sentence: to how many orders what will be done."""
    if more:
        return tongue.say(
            "More than {count} orders are chosen. Each is asked in turn, and one that has changed"
            " since answers for itself.",
            count=tongue.number(count),
        )
    if wanted.command == "resume_clock":
        return tongue.count(
            "The clocks of {count} order will go on; every deadline lies later by the time it stood still.",
            "The clocks of {count} orders will go on; every deadline lies later by the time it stood still.",
            count,
        )  # fmt: skip
    return tongue.count(
        "The clocks of {count} order will stand still until {end} at the latest.",
        "The clocks of {count} orders will stand still until {end} at the latest.",
        count,
        end=tongue.instant(wanted.end),
    )
