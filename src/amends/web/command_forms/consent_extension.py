"""Agreeing to more time."""

from collections.abc import Iterator

from amends.core.commands.consent_extension import ConsentExtension
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Explained, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """What was promised and protected until then is said before."""
    offer, tongue = seen.order.extension, seen.tongue
    done = seen.rules.would(ConsentExtension())
    if offer is None or isinstance(done, Refusal):
        return
    promise, protection = done.until("promise"), done.until("protection")
    said = tongue.say(
        "{who} wants to prolong the promised time by {days}.",
        who=seen.words.begins(offer.by),
        days=tongue.count("{count} day", "{count} days", offer.days),
    )
    if promise is not None and protection is not None:
        said = tongue.say(
            "{offer} It would then be promised by {promise}, and protection would end on {protection}.",
            offer=said,
            promise=tongue.instant(promise),
            protection=tongue.instant(protection),
        )
    button = tongue.count("Agree to {count} day more", "Agree to {count} days more", offer.days)
    yield Explained(form(seen, "consent_extension", button, tone="main", tried=tried), said)
