"""Since when an upload waits for its exhibit, and since when a file waits for its upload."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns and their indexes."""

    dependencies: ClassVar = [("uploads", "0001_uploads")]

    operations: ClassVar = [
        migrations.AddField("upload", "pending_since", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "upload",
            models.Index(
                fields=["pending_since"],
                name="uploads_pending",
                condition=models.Q(pending_since__isnull=False),
            ),
        ),
        migrations.AddField("blob", "loose_since", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "blob",
            models.Index(
                fields=["loose_since"],
                name="uploads_loose",
                condition=models.Q(loose_since__isnull=False),
            ),
        ),
    ]
