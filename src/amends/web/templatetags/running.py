"""What only the operator's console needs in its templates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import template

from amends.core.moments import Instant
from amends.engine.figures import AsideOrder
from amends.telling.tongue import Tongue
from amends.web.shown.running import overview, people, work

register = template.Library()


@register.simple_tag(takes_context=True)
def day(context: Any, at: Instant) -> str:
    """The day alone."""
    return str(context["tongue"].day(at))


@register.filter
def milliseconds(at: datetime) -> Instant:
    """A time of Django's as an instant of ours."""
    return round(at.timestamp() * 1000)


@register.simple_tag(takes_context=True)
def tried(context: Any, stuck: AsideOrder) -> str:
    """How often an order that was put aside was tried."""
    return str(context["tongue"].count("tried once", "tried {count} times", stuck.attempts))


def _said(name: str, say: Callable[[Tongue, Any], str]) -> None:
    """A tag that says one value in the reader's language."""

    def tag(context: Any, value: Any) -> str:
        return say(context["tongue"], value)

    register.simple_tag(tag, takes_context=True, name=name)


_said("at_least", overview.at_least)
_said("awaited", overview.awaited)
_said("place", overview.place_of)
_said("role_meaning", people.role_meaning)
_said("role_change", people.change_told)
_said("job_name", work.name_of)
_said("job_by", work.by_whom)
_said("job_state", work.state_of)
_said("audit_told", work.audit_told)
_said("check_told", work.check_told)
