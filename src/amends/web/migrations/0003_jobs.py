"""Long work, what it did to which order, and the figures by day."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Version 3."""

    dependencies = [
        ("amends", "0002_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("run", models.UUIDField()),
                ("day", models.IntegerField()),
                ("subject", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=60)),
                ("part", models.CharField(blank=True, max_length=60)),
                ("currency", models.CharField(blank=True, max_length=8)),
                ("count", models.BigIntegerField()),
                ("minor", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["run", "day"], name="day_figure_run")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=150)),
                ("arguments", models.JSONField(default=dict)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("made", models.BigIntegerField()),
                ("started", models.BigIntegerField(default=0)),
                ("heard", models.BigIntegerField(default=0)),
                ("ended", models.BigIntegerField(default=0)),
                ("runner", models.CharField(blank=True, max_length=200)),
                ("done", models.BigIntegerField(default=0)),
                ("of", models.BigIntegerField(default=0)),
                ("cursor", models.JSONField(default=dict)),
                ("answer", models.JSONField(default=dict)),
                ("file", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=100)),
                ("stop_asked", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "-made"], name="job_kind"),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=["made"],
                        name="job_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("refusal", models.CharField(blank=True, max_length=60)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="orders",
                        to="amends.job",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("job", "order_id"), name="one_answer_an_order")
                ],
            },
        ),
    ]
