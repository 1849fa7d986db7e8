"""Asking the seller to cancel the order."""

from collections.abc import Iterator

from amends.core.commands.request_cancellation import RequestCancellation
from amends.core.refusals import Refusal
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.web.forms import Explained, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """What it leads to is said before: until when the seller has to answer, and what silence gives."""
    done = seen.rules.would(RequestCancellation())
    until = None if isinstance(done, Refusal) else done.until("answer_cancellation")
    if until is None:
        return
    said = seen.words.told(
        N_(
            "{Seller} then has until {until} to answer. Without an answer you get {held} back. You"
            " can ask once."
        ),
        "",
        "",
        until=seen.tongue.instant(until),
        held=seen.words.money(seen.order.escrow),
    )
    button = seen.tongue.say("Ask to cancel the order")
    yield Explained(form(seen, "request_cancellation", button, tried=tried, says=(said,)))
