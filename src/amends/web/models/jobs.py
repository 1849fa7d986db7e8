"""Long work that somebody asked for on a page, and what was reckoned by it."""

import uuid
from typing import Any, ClassVar

from django.db import models

from amends.core.moments import Instant


class Job(models.Model):
    """One piece of long work: what, for whom, how far it is, and what came of it.

    `state` is `waiting`, `running`, `done`, `stopped` (by a person) or `failed`. `heard` is when
    whoever carries it out last said so, `runner` who that is; `cursor` is from where it goes on
    after a crash. `done` counts up to `of`, which is 0 where nobody knows how many there are.
    Instants are those of this machine, in milliseconds. `file` is the answer's file in the storage.
    """

    id: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(
        primary_key=True, default=uuid.uuid4
    )
    kind: "models.CharField[str, str]" = models.CharField(max_length=20)
    by: "models.CharField[str, str]" = models.CharField(max_length=150)
    arguments: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    state: "models.CharField[str, str]" = models.CharField(max_length=10, default="waiting")
    made: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField()
    started: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField(default=0)
    heard: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField(default=0)
    ended: "models.BigIntegerField[Instant, Instant]" = models.BigIntegerField(default=0)
    runner: "models.CharField[str, str]" = models.CharField(max_length=200, blank=True)
    done: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=0)
    of: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=0)
    cursor: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    answer: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    file: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    file_name: "models.CharField[str, str]" = models.CharField(max_length=100, blank=True)
    stop_asked: "models.BooleanField[bool, bool]" = models.BooleanField(default=False)

    class Meta:
        """Looked for by kind, and by what is still to be done."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "-made"], name="job_kind"),
            models.Index(
                fields=["made"],
                name="job_open",
                condition=models.Q(state__in=("waiting", "running")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def open(self) -> bool:
        """Whether it is still to end."""
        return self.state in ("waiting", "running")

    @property
    def percent(self) -> int | None:
        """How far it is; none where nobody knows."""
        return min(100, 100 * self.done // self.of) if self.of else None


class JobOrder(models.Model):
    """What a job did to one order: `refusal` is empty, a refusal's code, or `asked` until it answers."""

    job: "models.ForeignKey[Job, Job]" = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="orders"
    )
    order_id: "models.UUIDField[uuid.UUID | str, uuid.UUID]" = models.UUIDField()
    refusal: "models.CharField[str, str]" = models.CharField(max_length=60, blank=True)

    class Meta:
        """Each order once, in the order of their ids."""

        constraints = (
            models.UniqueConstraint(fields=["job", "order_id"], name="one_answer_an_order"),
        )

    def __str__(self) -> str:
        return str(self.order_id)


class DayFigure(models.Model):
    """A count and a sum of one day; `engine.days.Key` says of what. `run` is the job that made it."""

    run: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField()
    day: "models.IntegerField[int, int]" = models.IntegerField()
    subject: "models.CharField[str, str]" = models.CharField(max_length=10)
    name: "models.CharField[str, str]" = models.CharField(max_length=60)
    part: "models.CharField[str, str]" = models.CharField(max_length=60, blank=True)
    currency: "models.CharField[str, str]" = models.CharField(max_length=8, blank=True)
    count: "models.BigIntegerField[int, int]" = models.BigIntegerField()
    minor: "models.BigIntegerField[int, int]" = models.BigIntegerField()

    class Meta:
        """Read by run and period."""

        indexes: ClassVar = [models.Index(fields=["run", "day"], name="day_figure_run")]

    def __str__(self) -> str:
        return f"{self.day} {self.subject} {self.name}"
