"""Drafts of disputes: kept at every step, sent once, and cleared."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from amends.accounts.models import Person
from amends.core.moments import DAY, Instant
from amends.web.models import Draft

# A draft that nobody went on with for so long is cleared.
KEPT_FOR = 30 * DAY


def draft_of(person: Person, order_id: str, now: Instant) -> Draft | None:
    """The person's draft of a dispute about an order, sent or not; none once it is too old."""
    return Draft.objects.filter(person=person, order_id=order_id, until__gte=now).first()


def unsent(draft: Draft | None) -> Draft | None:
    """The draft if it was not sent yet."""
    return None if draft is None or "sent" in draft.content else draft


def keep(
    person: Person, order_id: str, now: Instant, draft: Draft | None, content: dict[str, Any]
) -> Draft:
    """Keep what was filled in. Other content gets another key: each claim is sent under its own."""
    if draft is None:
        Draft.objects.filter(until__lt=now).delete()
        try:
            with transaction.atomic():
                return Draft.objects.create(
                    person=person, order_id=order_id, content=content, until=now + KEPT_FOR
                )
        except IntegrityError:
            # Another window began it at the same time.
            draft = Draft.objects.get(person=person, order_id=order_id)
    if draft.content != content:
        draft.key = uuid.uuid4()
    draft.content, draft.until = content, now + KEPT_FOR
    draft.save(update_fields=["content", "key", "until"])
    return draft


def mark_sent(draft: Draft, dispute: int) -> None:
    """Clear what was filled in, and remember what became of it, for whoever sends it twice."""
    draft.content = {"sent": dispute}
    draft.save(update_fields=["content"])


def drafted(person: Person, order_ids: list[str], now: Instant) -> set[str]:
    """Of these orders those for which a draft waits to be sent."""
    rows = Draft.objects.filter(person=person, order_id__in=order_ids, until__gte=now)
    return {str(row.order_id) for row in rows if unsent(row)}
