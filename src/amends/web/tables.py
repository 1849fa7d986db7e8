"""Making the tables: what `amends init` does."""

import os
from io import StringIO

import django
from django.core.management import call_command


def migrate() -> str:
    """Bring the tables of the configured database up to date; gives what was done, line by line.

    Reads the environment as `amends.config` does. The folder of a SQLite file has to exist.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.web.settings")
    django.setup()
    said = StringIO()
    call_command("migrate", verbosity=1, interactive=False, stdout=said, no_color=True)
    return said.getvalue()
