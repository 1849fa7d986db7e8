"""What goes into the door and what comes out."""

from typing import Any

from amends.core.moments import Instant
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class Envelope:
    """One command on its way to `execute`.

    `order_id` is absent only for `PlaceOrder`: the engine finds the order by shop and number, or
    makes an id. A door that sends what follows in the same batch may propose a UUIDv7, which a new
    order then gets. `key` is fixed by the door before its first try and is the same at every repeat
    (safeguards.md 27). `seen_at` is the door's own instant. `policy` is for `PlaceOrder`: the name or
    reference of the policy to pin, by default the engine's.
    """

    actor: Actor
    order_id: str | None
    command: Any  # one of amends.core.commands.COMMANDS
    key: str
    seen_at: Instant
    policy: str = ""


@value
class Receipt:
    """An accepted command: its events, the last of which stands at `position` of the order's log.

    `replayed` says that this is the answer to an earlier envelope with the same key.
    """

    order_id: str
    position: int
    events: tuple[Any, ...]
    replayed: bool = False


type Answer = Receipt | Refusal
