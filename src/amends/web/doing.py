"""The one way from a form to the engine."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Given:
    """One command as a form gave it, with the form's key."""

    order_id: str
    command: str
    arguments: Mapping[str, object]
    key: str


def give(
    actor: Actor, order_id: str, command: str, arguments: Mapping[str, object], key: str
) -> Answer:
    """Carry out a command. `key` is the form's: sent twice, it gets the first answer again.

    Arguments that cannot be meant come back as a refusal that names the argument.
    """
    return give_all(actor, [Given(order_id, command, arguments, key)])[0]


def give_all(actor: Actor, given: Sequence[Given]) -> list[Answer]:
    """Carry out several commands, each for itself; the engine takes them together."""
    waiting = []
    for each in given:
        found = _envelope(actor, each)
        waiting.append(found if isinstance(found, Refusal) else engine().submit(found))
    return [each if isinstance(each, Refusal) else each.result() for each in waiting]


def _envelope(actor: Actor, given: Given) -> Envelope | Refusal:
    if not 0 < len(given.key) <= LONGEST_KEY:
        return refuse("bad_argument", problem="This form has lost its key")
    try:
        built = build(given.command, dict(given.arguments))
    except CommandError as error:
        return refuse("bad_argument", problem=str(error))
    return Envelope(
        actor=actor,
        order_id=given.order_id,
        command=built,
        key=given.key,
        seen_at=time.time_ns() // 1_000_000,
    )


def tell(request: Request, seen: Seen, answer: Answer) -> None:
    """Say on the next page what was done."""
    if isinstance(answer, Refusal):
        return
    if answer.replayed:
        messages.info(request, seen.tongue.say("This was done before; nothing changed."))
    elif answer.events:
        # What was just written down is among the texts by now.
        after = replace(seen, texts=engine().texts(seen.order.id))
        messages.success(request, happened(after.words, answer.events[0]))
