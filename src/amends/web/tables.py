"""Making the tables: what `amends init` does."""

import os
from io import StringIO

import django
from django.core.management import call_command


def ready() -> None:
    """Set Django up for a command; reads the environment as `amends.config` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.web.settings")
    django.setup()


def migrate() -> str:
    """Bring the tables of the configured database up to date; gives what was done, line by line.

    The folder of a SQLite file has to exist.
    """
    ready()
    said = StringIO()
    call_command("migrate", verbosity=1, interactive=False, stdout=said, no_color=True)
    return said.getvalue()


def missing() -> int:
    """How many steps `migrate` has still to make."""
    return _steps()[1]


def behind() -> bool:
    """Whether an earlier version has made the tables, and this one has more to make."""
    made, left = _steps()
    return made > 0 and left > 0


def _steps() -> tuple[int, int]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    ready()
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return len(executor.loader.applied_migrations), len(left)
