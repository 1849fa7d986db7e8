"""The one way from a door to the engine: a command under its key, and its typed answer."""

import time
from collections.abc import Mapping

from amends.core.commands import CommandError, build
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.engine import Engine
from amends.engine.envelope import Answer, Envelope


def asked(
    actor: Actor, order_id: str, command: str, arguments: Mapping[str, object], key: str
) -> Envelope | Refusal:
    """A command as a door received it: by its name, with plain arguments, under the door's key.

    Arguments that cannot be meant are a refusal that names the argument.
    """
    try:
        built = build(command, dict(arguments))
    except CommandError as error:
        return error.refusal
    seen_at = time.time_ns() // 1_000_000
    return Envelope(actor=actor, order_id=order_id, command=built, key=key, seen_at=seen_at)


def submit(engine: Engine, *given: Envelope | Refusal) -> list[Answer]:
    """Carry out each command for itself and wait for the answers, in their order.

    The engine takes together what came together. A key that was given before gets the first answer
    again, and what could not be meant is answered by its refusal.
    """
    waiting = [each if isinstance(each, Refusal) else engine.submit(each) for each in given]
    return [each if isinstance(each, Refusal) else each.result() for each in waiting]
