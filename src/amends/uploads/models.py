"""A file that somebody sent, and what it looks like for finding it again."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models


class Upload(models.Model):
    """One file of one person: kept by the hash of its original, or refused with its reason.

    `person` is the account's name in orders. `key` is the sender's own name for this sending: sent
    again with it, the first answer stands. `order` is set as soon as it goes into a case, and
    `pending_since` (milliseconds) is set with it until the exhibit that names it is known to be there.
    """

    id: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False
    )
    person: "models.CharField[str, str]" = models.CharField(max_length=150)
    key: "models.CharField[str, str]" = models.CharField(max_length=200)
    state: "models.CharField[str, str]" = models.CharField(max_length=16)  # ready, refused
    reason: "models.CharField[str, str]" = models.CharField(max_length=32, blank=True)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    format: "models.CharField[str, str]" = models.CharField(max_length=8, blank=True)
    size: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=0)
    sha256: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    clean_copy: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    small_copy: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    width: "models.IntegerField[int, int]" = models.IntegerField(default=0)
    height: "models.IntegerField[int, int]" = models.IntegerField(default=0)
    camera: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    # The perceptual hash, and those of the picture turned and mirrored; empty where it says nothing.
    looks: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    order: "models.CharField[str, str]" = models.CharField(max_length=36, blank=True)
    dispute: "models.IntegerField[int, int]" = models.IntegerField(default=0)
    pending_since: "models.BigIntegerField[int | None, int | None]" = models.BigIntegerField(
        null=True
    )
    # The order in which a picture like this one was found, when it went into a case.
    like: "models.CharField[str, str]" = models.CharField(max_length=36, blank=True)

    class Meta:
        """Found by its sender's key, by its order, by any of its three hashes, and by its age."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="uploads_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["order", "sha256"], name="uploads_order"),
            models.Index(fields=["sha256"], name="uploads_original"),
            models.Index(fields=["clean_copy"], name="uploads_clean"),
            models.Index(fields=["small_copy"], name="uploads_small"),
            models.Index(
                fields=["at"], name="uploads_waiting", condition=models.Q(order="")
            ),
            models.Index(
                fields=["pending_since"], name="uploads_pending",
                condition=models.Q(pending_since__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.id} {self.state} {self.format}"

    @property
    def ready(self) -> bool:
        """Whether it may go into a case."""
        return self.state == "ready"


class Mark(models.Model):
    """A sixteenth of what a picture looks like; pictures that share one may be alike.

    `part` is the place of the sixteenth times 65,536, and its sixteen bits.
    """

    upload: "models.ForeignKey[Upload, Upload]" = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="parts"
    )
    part: "models.IntegerField[int, int]" = models.IntegerField()

    class Meta:
        """Found by a part."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["part"], name="uploads_mark_part")
        ]

    def __str__(self) -> str:
        return str(self.part)


class Blob(models.Model):
    """A file in the storage. Its row is locked while somebody begins or ceases to need it.

    The row is there before the file. `loose_since` (milliseconds) is set while nobody is known to
    need it: from before it is stored until its upload is, and from the end of an upload on.
    """

    sha256: "models.CharField[str, str]" = models.CharField(max_length=64, primary_key=True)
    loose_since: "models.BigIntegerField[int | None, int | None]" = models.BigIntegerField(
        null=True
    )

    class Meta:
        """Found by how long it has been loose."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["loose_since"], name="uploads_loose",
                condition=models.Q(loose_since__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sha256
