"""The tables that pages need are what their models say, and Django finds nothing to mend."""

from pathlib import Path

from django.core.management import call_command


def test_no_migration_is_missing(installation: Path) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_django_finds_no_fault(installation: Path) -> None:
    call_command("check", fail_level="WARNING")
