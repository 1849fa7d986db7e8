"""Confirming that everything came."""

from amends.telling.seen import Seen
from amends.web import forms


def form(seen: Seen) -> forms.Form:
    """What is held is paid then, which cannot be undone."""
    held, seller = seen.words.money(seen.order.escrow), seen.words.who("seller")
    button = seen.tongue.say(
        "I have everything: pay {amount} to {seller}", amount=held, seller=seller
    )
    return forms.form(seen, "confirm_receipt", button, tone="danger", confirm=True)
