"""What goes into the door and what comes out."""

from collections.abc import Mapping
from typing import Any

from amends.core.moments import Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.value import field, value


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

    `replayed` says that this is the answer to an earlier envelope with the same key. `order` is the
    order as it stands now, `texts` what this envelope wrote by the digests in its events; both are
    at hand when the answer is made, and no part of what is answered again.
    """

    order_id: str
    position: int
    events: tuple[Any, ...]
    replayed: bool = False
    order: Order | None = field(default=None, compare=False, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


type Answer = Receipt | Refusal
