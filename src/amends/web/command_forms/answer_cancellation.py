"""Cancelling what is not shipped, asked or of one's own accord, or refusing to."""

from collections.abc import Iterator
from dataclasses import replace

from amends.core.commands.answer_cancellation import AnswerCancellation
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Explained, Tried, form


def forms(seen: Seen, tried: Tried | None) -> Iterator[Explained]:
    """To cancel cannot be undone, so its button unfolds to a sentence and the button that does it."""
    say, buyer = seen.tongue.say, seen.words.who("buyer")
    done = seen.rules.would(AnswerCancellation(approve=True))
    if isinstance(done, Refusal):
        return
    back = seen.words.money(sum(t.minor for t in done.transfers if t.purpose == "refund"))
    asked = seen.order.cancellation_asked is not None
    cancel = form(
        seen, "answer_cancellation",
        say("Cancel and give {amount} back to {buyer}", amount=back, buyer=buyer),
        tone="main" if asked else "danger", tried=tried, approve=True,
        says=(say("What is not shipped is cancelled and paid back. This cannot be undone."),),
    )  # fmt: skip
    opens = say("Agree to cancel") if asked else say("Cancel what is not shipped")
    yield Explained(replace(cancel, opens=opens))
    if asked:
        refusal = form(
            seen, "answer_cancellation", say("Refuse to cancel and ship it"),
            tried=tried, approve=False,
        )  # fmt: skip
        yield Explained(refusal, say("The time that you had left to ship goes on."))
