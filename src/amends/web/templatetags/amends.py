"""What templates need beyond Django's own: amounts, instants and words for the reader."""

import uuid
from typing import Any

from django import template

from amends.core.moments import Instant
from amends.core.refusals import Refusal
from amends.ledger.payable import Withheld
from amends.telling import refusals
from amends.telling.tongue import Tongue
from amends.uploads.reasons import Reason
from amends.web.shown import refused, uploads
from amends.web.shown.selling import money as selling

register = template.Library()


@register.simple_tag(takes_context=True)
def instant(context: Any, at: Instant) -> str:
    """Day, time and zone."""
    return str(context["tongue"].instant(at))


@register.simple_tag(takes_context=True)
def short(context: Any, at: Instant) -> str:
    """Day and time without the zone, where there is little room."""
    return str(context["tongue"].short(at))


@register.simple_tag(takes_context=True)
def days(context: Any, first: Instant, last: Instant) -> str:
    """From one day to another, in UTC."""
    return str(context["tongue"].days(first, last))


@register.simple_tag(takes_context=True)
def iso(context: Any, at: Instant) -> str:
    """The instant for programs: the `datetime` of a `<time>`."""
    return str(context["tongue"].iso(at))


@register.simple_tag(takes_context=True)
def word(context: Any, code: str) -> str:
    """A word of the closed lists."""
    return str(context["tongue"].word(code))


@register.simple_tag(takes_context=True)
def refusal(context: Any, given: Refusal) -> tuple[str, str]:
    """What is so, and what can be done instead: `{% refusal form.refused as told %}`."""
    tongue: Tongue = context["tongue"]
    return refusals.told(tongue, given)


@register.simple_tag(takes_context=True)
def why(context: Any, reason: Reason) -> str:
    """Why a file was not let in."""
    return refused.why(context["tongue"], reason)


@register.simple_tag(takes_context=True)
def size(context: Any, count: int) -> str:
    """How large a file of so many bytes is."""
    return uploads.size_in_words(context["tongue"], count)


@register.simple_tag
def fresh_key() -> str:
    """A key of its own for every form that is shown, so that sending it twice has one effect."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def why_withheld(context: Any, held: Withheld) -> str:
    """Why money of an order cannot be paid out yet."""
    return selling.why_withheld(context["tongue"], held)


@register.simple_tag(takes_context=True)
def number(context: Any, count: int) -> str:
    """A count."""
    return str(context["tongue"].number(count))


@register.simple_tag(takes_context=True)
def money(context: Any, minor: int, currency: str) -> str:
    """An amount, given in minor units."""
    return str(context["tongue"].money(minor, currency))
