"""`amends serve`: the pages, with the deadline worker inside."""

from typing import Annotated

import typer

from amends.cli.listening import must_be_free
from amends.cli.trouble import TroubleError
from amends.config import read_settings
from amends.engine.engine import open_store


def serve(
    host: Annotated[str, typer.Option("--host", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="On which port.", min=1, max=65535)] = 8000,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Whether deadlines are woken here too.")
    ] = True,
) -> None:
    """Serve the pages until Ctrl-C or SIGTERM; requests under way are finished.

    The deadline worker runs inside, unless `amends work` runs elsewhere and you say --no-worker.
    People reach the site at AMENDS_URL; what stands in front hands its requests on to this address.
    """
    settings = read_settings()
    _check_tables(settings.database.value)
    must_be_free(host, port)
    from amends.web.serving import serve as run

    typer.echo(f"Serving {settings.url.value} from http://{host}:{port}/. Ctrl-C ends it.")
    if settings.url.source == "default" and port != 8000:
        typer.echo(
            f"Set AMENDS_URL to the site's own address, for example http://localhost:{port}."
        )
    run(host, port, worker=worker)


def _check_tables(database: str) -> None:
    """The engine's tables, told in its own sentences, and the pages' own."""
    store = open_store(database)
    try:
        store.check()
    finally:
        store.close()
    from amends.web.secret import WeakSecretError
    from amends.web.tables import missing

    try:
        steps = missing()
    except WeakSecretError as error:
        raise TroubleError(f"{error}.", "Nothing was started.") from error
    if steps:
        raise TroubleError(
            "The tables of the pages are missing or older than this version.", "Run `amends init`."
        )
