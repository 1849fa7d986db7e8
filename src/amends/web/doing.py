"""What forms give to the engine, and what the next page says of it."""

from collections.abc import Mapping

from django.contrib import messages

from amends.app.order_view import led_to
from amends.app.submit import asked, submit
from amends.core.faults import NotAsRequired
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.telling.happened import happened
from amends.telling.words import Words
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.wanted import order_as_wanted

LONGEST_KEY = 200


def given(
    actor: Actor, order_id: str, command: str, arguments: Mapping[str, object], key: str
) -> Envelope | Refusal:
    """A command as a form gave it. `key` is the form's: sent twice, it has one effect."""
    if not 0 < len(key) <= LONGEST_KEY:
        return BadArgument(field="key", fault=NotAsRequired(rule="form_key"))
    return asked(actor, order_id, command, arguments, key)


def give(
    actor: Actor, order_id: str, command: str, arguments: Mapping[str, object], key: str
) -> Answer:
    """Carry out a form's command. The engine knows whose order it is; no page has to be read before."""
    (answer,) = submit(engine(), given(actor, order_id, command, arguments, key))
    return answer


def tell(request: Request, reader: Actor, receipt: Receipt) -> None:
    """Say on the next page what was done."""
    if receipt.replayed:
        messages.info(request, request.tongue.say("This was done before; nothing changed."))
    elif receipt.events:
        order = order_as_wanted(request, reader, led_to(receipt, reader))
        words = Words(order, reader, receipt.texts, request.tongue)
        messages.success(request, happened(words, receipt.events[0]))
