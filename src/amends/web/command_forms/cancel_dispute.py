"""Giving a claim up."""

from amends.core.dispute import Dispute
from amends.telling.seen import Seen
from amends.web import forms


def form(seen: Seen, dispute: Dispute) -> forms.Form:
    """All of it, which cannot be undone."""
    claim = seen.words.money(dispute.claim)
    button = seen.tongue.say("Give up the claim of {amount}", amount=claim)
    return forms.form(
        seen, "cancel_dispute", button, tone="danger", dispute=dispute.number, confirm=True
    )
