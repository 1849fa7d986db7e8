"""Letting the clocks of an order go on."""

from collections.abc import Iterator

from amends.telling.seen import Seen
from amends.web.command_forms.pause_clock import why_field
from amends.web.forms import Explained, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """Before the pause ends by itself."""
    button = seen.tongue.say("Let the clocks go on")
    yield Explained(form(seen, "resume_clock", button, why_field(seen), tone="main", tried=tried))
