"""What the arbitrators' desk remembers of each of them: what they have read, taken, and drafted."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from amends.core.moments import Instant

# Words that a person wants to be shown are few; more would mark everything.
MOST_WORDS = 100
LONGEST_WORD = 60


class DeskPreference(models.Model):
    """How one arbitrator wants the desk: without names, and with which words marked."""

    person: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="desk"
    )
    blind: "models.BooleanField[bool, bool]" = models.BooleanField(default=False)
    words: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.person_id)  # type: ignore[attr-defined]


class OnDesk(models.Model):
    """One dispute on one arbitrator's desk.

    `version` is the order's version that they have read: what came after it is new to them. `draft`
    holds the fields of the ruling that they are writing, and `drafted` the version it was written at.
    """

    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="on_desk"
    )
    order_id: "models.UUIDField[uuid.UUID | str, uuid.UUID]" = models.UUIDField()
    dispute: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    version: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField(default=0)
    draft: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    drafted: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for each person and dispute."""

        constraints = (
            models.UniqueConstraint(
                fields=["person", "order_id", "dispute"], name="on_desk_once_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.order_id} {self.dispute}"


class CaseTaken(models.Model):
    """Who has taken a dispute, and until when nobody else is given it. It binds nobody's hands."""

    person: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cases_taken"
    )
    order_id: "models.UUIDField[uuid.UUID | str, uuid.UUID]" = models.UUIDField()
    dispute: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField()
    until: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField()

    class Meta:
        """One row for each dispute; those that still run are found by their end."""

        constraints = (
            models.UniqueConstraint(fields=["order_id", "dispute"], name="case_taken_by_one"),
        )
        indexes = (models.Index(fields=["until"], name="case_taken_until"),)

    def __str__(self) -> str:
        return f"{self.order_id} {self.dispute}"
