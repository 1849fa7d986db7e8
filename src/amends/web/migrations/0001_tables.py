"""The first tables, from the file that the engine's tests and benchmarks run too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from amends.engine.store import postgres, sqlite


def make_tables(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Run the schema of the database that this is."""
    schema = postgres.schema() if editor.connection.vendor == "postgresql" else sqlite.schema()
    for statement in schema.split(";\n"):
        if statement.strip():
            editor.execute(statement)


class Migration(migrations.Migration):
    """Version 1."""

    initial = True
    operations = [migrations.RunPython(make_tables)]
