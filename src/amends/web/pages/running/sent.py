"""What several forms of the operator's pages bring: an order by its name, and a key."""

import uuid

from amends.web.engine import engine
from amends.web.reader import Request


def order_sent(request: Request) -> tuple[str, str]:
    """The id of the order that was typed; or nothing, and why it is none."""
    wanted = request.POST.get("order", "").strip()[:200]
    ids = engine().find(wanted) if wanted else []
    say = request.tongue.say
    if not ids:
        return "", say("There is no order {number}.", number=wanted)
    if len(ids) > 1:
        return "", say("Several shops have an order {number}; give the order's id.", number=wanted)
    return ids[0], ""


def key_sent(request: Request) -> uuid.UUID | None:
    """The key of the form, by which sent twice it is one job; none where it has lost it."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None
