"""`amends init`: the folder and the tables."""

import typer

from amends.cli.output import AsJson, print_json
from amends.cli.trouble import TroubleError
from amends.config import Settings, read_settings
from amends.engine.engine import open_store
from amends.engine.errors import MissingSchemaError, OlderSchemaError


def init(as_json: AsJson = False) -> None:
    """Make the folder and the tables. Where they are there already it changes nothing."""
    settings = read_settings()
    # A database that does not answer is found before anything is made.
    missing = _tables_are_missing(settings)
    did = _folders(settings)
    if missing:
        _migrate()
        did.append("Made the tables")
    if as_json:
        print_json({"ok": True, "did": did, "database": settings.database.shown})
        return
    for line in did or ["Everything is there already; nothing was changed."]:
        typer.echo(line)
    typer.echo(f"Database: {settings.database.shown}")
    if did:
        typer.echo(
            "Next: `amends people add NAME --role operator`, `amends serve`, `amends import`."
        )


def _folders(settings: Settings) -> list[str]:
    did = []
    database = settings.sqlite
    wanted = [settings.folder, settings.files, None if database is None else database.parent]
    for folder in dict.fromkeys(each for each in wanted if each is not None):
        if not folder.is_dir():
            folder.mkdir(parents=True)
            did.append(f"Made the folder {folder}")
    return did


def _tables_are_missing(settings: Settings) -> bool:
    """Whether there are none, or older ones; newer ones are an error that says what to do."""
    store = open_store(settings.database.value)
    try:
        store.check()
    except (MissingSchemaError, OlderSchemaError):
        return True
    finally:
        store.close()
    from amends.web.tables import behind

    return behind()


def _migrate() -> None:
    # Django's own errors; it is imported here alone because it takes its time.
    from django.db import Error

    from amends.web.tables import migrate

    try:
        migrate()
    except Error as error:
        reason = str(error).strip().splitlines()[0]
        raise TroubleError(
            f"The tables could not be made: {reason}.",
            "Check the database, its rights and its space, then run `amends init` again.",
        ) from error
