"""What only the operator's console needs in its templates."""

import uuid
from typing import Any

from django import template

from amends.core.moments import Instant
from amends.web.models.jobs import Job
from amends.web.shown.running.work import by_whom, name_of, state_of

register = template.Library()


@register.simple_tag
def fresh_key() -> str:
    """A key of its own for every form that is shown, so that sending it twice has one effect."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def day(context: Any, at: Instant) -> str:
    """The day alone."""
    return str(context["tongue"].day(at))


@register.simple_tag(takes_context=True)
def job_name(context: Any, job: Job) -> str:
    """What a job does."""
    return name_of(context["tongue"], job)


@register.simple_tag(takes_context=True)
def job_by(context: Any, job: Job) -> str:
    """Who asked for it."""
    return by_whom(context["tongue"], job)


@register.simple_tag(takes_context=True)
def job_state(context: Any, job: Job) -> str:
    """How far it is, or how it ended."""
    return state_of(context["tongue"], job)
