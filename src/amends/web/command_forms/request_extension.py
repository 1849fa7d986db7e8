"""Asking for more time, as the seller or as the buyer."""

from collections.abc import Callable, Iterator

from amends.core.commands.offer_extension import OfferExtension
from amends.core.commands.request_extension import RequestExtension
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Explained, Field, Tried, form

# Extensions that can be chosen, as far as the rules still allow them.
_DAYS = (5, 10, 15, 20, 30, 45, 60)


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """For some days, as many as the rules still allow."""
    days = days_field(seen, RequestExtension)
    if not days.options:
        return
    said = seen.tongue.say(
        "The promised time, and with it your protection, ends later. It counts once {seller} agrees.",
        seller=seen.words.who("seller"),
    )
    button = seen.tongue.say("Ask for more time")
    yield Explained(form(seen, "request_extension", button, days, tried=tried), said)


def days_field(seen: Seen, command: Callable[..., OfferExtension | RequestExtension]) -> Field:
    """The extensions that can be chosen, those that the rules still allow."""
    options = tuple(
        (str(n), seen.tongue.count("{count} day", "{count} days", n))
        for n in _DAYS
        if not isinstance(seen.rules.would(command(days=n)), Refusal)
    )
    label = seen.tongue.say("How much longer")
    chosen = "15" if ("15", dict(options).get("15")) in options else ""
    return Field("days", "choice", label, chosen, options)
