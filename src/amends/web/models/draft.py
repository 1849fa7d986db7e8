"""A dispute that is being opened, step by step, until it is sent."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from amends.core.moments import Instant


class Draft(models.Model):
    """What a buyer has filled in so far; one for each person and order.

    `content` holds the fields of the steps by their names. `key` is the idempotency key with which
    it is sent, so that one draft opens one dispute. `until` is the instant after which nobody
    needs it.
    """

    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    order_id: "models.UUIDField[uuid.UUID | str, uuid.UUID]" = models.UUIDField()
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    key: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(default=uuid.uuid4)
    until: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField(db_index=True)

    class Meta:
        """One draft for each person and order."""

        constraints = (
            models.UniqueConstraint(fields=["person", "order_id"], name="one_draft_an_order"),
        )

    def __str__(self) -> str:
        return str(self.order_id)
