"""Offering more time."""

from collections.abc import Iterator

from amends.core.commands.offer_extension import OfferExtension
from amends.telling.seen import Seen
from amends.web.command_forms.request_extension import days_field
from amends.web.forms import Explained, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """For some days, as many as the rules still allow."""
    days = days_field(seen, OfferExtension)
    if not days.options:
        return
    said = seen.tongue.say("It counts once {buyer} agrees.", buyer=seen.words.who("buyer"))
    button = seen.tongue.say("Offer more time")
    yield Explained(form(seen, "offer_extension", button, days, tried=tried), said)
