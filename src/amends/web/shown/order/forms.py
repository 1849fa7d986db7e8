"""What can be done about an order now: a form for each command that `moves` leaves open."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from amends.telling.seen import Seen
from amends.telling.warnings import Warned
from amends.web.command_forms import (
    answer_cancellation,
    consent_extension,
    offer_extension,
    pause_clock,
    request_cancellation,
    request_extension,
    resume_clock,
    ship,
)
from amends.web.forms import Explained, Tried

# The button at which a signal of the guard stands.
_ABOUT = {"late_extension": "consent_extension"}
_FORMS: dict[str, Callable[[Seen, Tried | None], Iterator[Explained]]] = {
    "consent_extension": consent_extension.forms,
    "ship": ship.forms,
    "request_extension": request_extension.forms,
    "offer_extension": offer_extension.forms,
    "request_cancellation": request_cancellation.forms,
    "answer_cancellation": answer_cancellation.forms,
    "pause_clock": pause_clock.forms,
    "resume_clock": resume_clock.forms,
}


def doables(
    seen: Seen, open_now: tuple[str, ...], warned: list[Warned], tried: Tried | None
) -> tuple[Explained, ...]:
    """The forms for the commands that are open to the reader, each with the warnings about it.

    What waits for the reader comes first.
    """
    found = [
        replace(each, warnings=tuple(w.sentence for w in warned if _ABOUT.get(w.signal) == name))
        for name, make in _FORMS.items()
        if name in open_now
        for each in make(seen, tried)
    ]
    return tuple(sorted(found, key=lambda each: each.form.tone != "main"))
