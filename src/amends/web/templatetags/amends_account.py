"""What the pages of accounts need beyond the rest."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context: Any, at: datetime) -> str:
    """Day, time and zone of what Django keeps as a date."""
    return str(context["tongue"].instant(int(at.timestamp() * 1000)))


@register.simple_tag
def signup_is_open() -> bool:
    """Whether anybody may make an account."""
    return bool(settings.SIGNUP_OPEN)


@register.filter
def bare(field: BoundField) -> BoundField:
    """A field without the grey words in it: its label says them, and stays when one types."""
    field.field.widget.attrs.pop("placeholder", None)
    return field
