"""Pausing the clocks of an order and letting them go on: what an operator can do about it."""

from collections.abc import Iterator

from amends.core.commands.pause_clock import PauseClock
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Field, Form, Tried, form

# Pauses that can be chosen, as far as the policy allows them.
_DAYS = (1, 2, 3, 7, 14)


def pause_form(seen: Seen, tried: Tried | None) -> Iterator[tuple[Form, str]]:
    """Let every clock of the order stand still for some days."""
    tongue = seen.tongue
    options = tuple(
        (str(n), tongue.count("{count} day", "{count} days", n))
        for n in _DAYS
        if not isinstance(seen.rules.would(PauseClock(days=n)), Refusal)
    )
    if options:
        days = Field("days", "choice", tongue.say("For how long at most"), options=options)
        made = form(
            seen, "pause_clock", tongue.say("Pause the clocks"), days, _why(seen), tried=tried
        )
        yield made, tongue.say("Nobody loses time: every deadline moves by as long as it stands.")


def resume_form(seen: Seen, tried: Tried | None) -> Iterator[tuple[Form, str]]:
    """Let them go on before the pause ends by itself."""
    button = seen.tongue.say("Let the clocks go on")
    yield form(seen, "resume_clock", button, _why(seen), tone="main", tried=tried), ""


def _why(seen: Seen) -> Field:
    return Field("reason", "line", seen.tongue.say("Why"))
