"""The one way from a form to the engine."""

import time
from collections.abc import Mapping

from django.contrib import messages

from amends.core.commands import CommandError, build
from amends.core.people import Actor
from amends.core.refusals import Refusal, refuse
from amends.engine.envelope import Answer, Envelope
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.web.engine import engine
from amends.web.reader import Request

LONGEST_KEY = 200


def give(
    actor: Actor, order_id: str, command: str, arguments: Mapping[str, object], key: str
) -> Answer:
    """Carry out a command. `key` is the form's: sent twice, it gets the first answer again.

    Arguments that cannot be meant come back as a refusal that names the argument.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        return refuse("bad_argument", problem="This form has lost its key")
    try:
        built = build(command, dict(arguments))
    except CommandError as error:
        return refuse("bad_argument", problem=str(error))
    envelope = Envelope(
        actor=actor,
        order_id=order_id,
        command=built,
        key=key,
        seen_at=time.time_ns() // 1_000_000,
    )
    return engine().submit(envelope).result()


def tell(request: Request, seen: Seen, answer: Answer) -> None:
    """Say on the next page what was done."""
    if isinstance(answer, Refusal):
        return
    if answer.replayed:
        messages.info(request, seen.tongue.say("This was done before; nothing changed."))
    elif answer.events:
        messages.success(request, happened(seen.words, answer.events[0]))
