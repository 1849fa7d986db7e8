"""Pausing every clock of an order."""

from collections.abc import Iterator

from amends.core.commands.pause_clock import PauseClock
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Explained, Field, Tried, form

# Pauses that can be chosen, as far as the policy allows them.
_DAYS = (1, 2, 3, 7, 14)


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """For some days, those that the policy allows."""
    tongue = seen.tongue
    options = tuple(
        (str(n), tongue.count("{count} day", "{count} days", n))
        for n in _DAYS
        if not isinstance(seen.rules.would(PauseClock(days=n)), Refusal)
    )
    if options:
        days = Field("days", "choice", tongue.say("For how long at most"), options=options)
        button = tongue.say("Pause the clocks")
        yield Explained(
            form(seen, "pause_clock", button, days, why_field(seen), tried=tried),
            tongue.say("Nobody loses time: every deadline moves by as long as it stands."),
        )


def why_field(seen: Seen) -> Field:
    """The reason, for whoever asks later."""
    return Field("reason", "line", seen.tongue.say("Why"))
