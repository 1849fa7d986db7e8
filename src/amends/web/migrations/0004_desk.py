"""What the arbitrators' desk remembers: preferences, reading marks, drafts, cases taken."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Version 4."""

    dependencies = [
        ("amends", "0003_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskPreference",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("blind", models.BooleanField(default=False)),
                ("words", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="CaseTaken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("dispute", models.PositiveIntegerField()),
                ("until", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["until"], name="case_taken_until")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order_id", "dispute"), name="case_taken_by_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OnDesk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("dispute", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("draft", models.JSONField(default=dict)),
                ("drafted", models.PositiveIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="on_desk",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "order_id", "dispute"), name="on_desk_once_a_person"
                    )
                ],
            },
        ),
    ]
