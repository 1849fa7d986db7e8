"""`amends demo`: a small marketplace in a local folder, and a tour of it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from amends.cli.listening import free_port, must_be_free
from amends.cli.output import console
from amends.cli.progress import counting
from amends.cli.tour import DAYS, tour
from amends.cli.trouble import TroubleError
from amends.config import DATABASE_NAME, read_settings
from amends.core.moments import DAY, MINUTE, Instant
from amends.demo.files import keep_pictures
from amends.demo.market import Market, lives, make
from amends.demo.serving import prepare, serve_demo
from amends.engine.engine import open_store

_MARK = "amends-demo.txt"
_SAYS = "This folder belongs to `amends demo`, which makes it anew every time.\n"


def demo(
    terminal: Annotated[
        bool, typer.Option("--terminal", help="A tour in the terminal instead of pages.")
    ] = False,
    home: Annotated[
        Path | None, typer.Option("--home", help="The folder; by default demo in the home.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not wait for Enter.")] = False,
    tell: Annotated[
        bool, typer.Option("--tour/--no-tour", help="Only make the marketplace.")
    ] = True,
    host: Annotated[str, typer.Option("--host", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            "--port", help="On which port; by default 8000 or the next free one.", min=1, max=65535
        ),
    ] = None,
) -> None:
    """Make a marketplace of some hundred orders, with disputes in every stage, and open it.

    Everything is made by real commands. The pages are for five people, one click each, and the
    clock can be moved. In the terminal, the tour begins a month back and moves the clock to now;
    it waits for Enter only at a terminal.
    """
    folder = (home or read_settings().folder / "demo").resolve()
    # Before a demo that may be running in this folder loses its database.
    at = 0 if terminal or not tell else _port(host, port)
    with _made(folder, DAYS if terminal and tell else 0) as market:
        if terminal and tell:
            waits = sys.stdin.isatty() and sys.stdout.isatty() and not yes
            # Whoever has seen enough presses Ctrl-C; the marketplace stays.
            with suppress(typer.Abort):
                tour(market, console(), _wait_for_enter if waits else lambda: None)
    if not at:
        _say_what_stays(folder)
        return
    typer.echo(f"\nOpen http://{host}:{at}/ in a browser. Ctrl-C ends it.")
    serve_demo(folder, host, at)


def _port(host: str, asked: int | None) -> int:
    if asked is None:
        return free_port(host)
    must_be_free(host, asked)
    return asked


def _say_what_stays(folder: Path) -> None:
    typer.echo(f"\nIt stays in {folder}. Try, for example:")
    # Whoever came by `uv run` has no `amends` of their own.
    amends = "uv run amends" if "UV" in os.environ else "amends"
    for command in ("orders --disputes", "show 1001 --as seller:bob", "audit"):
        typer.echo(f"  AMENDS_HOME={_short(folder)} {amends} {command}")


@contextmanager
def _made(folder: Path, days_back: int) -> Iterator[Market]:
    _clear(folder)
    prepare(folder)
    store = open_store(folder)
    try:
        of = sum(len(life.acts) for life in lives())
        with counting("Making the marketplace", of) as tell:
            market = make(store, _day(days_back), lambda done, _: tell(done))
        written = lives()
        with counting(
            "Keeping their pictures", sum(len(life.pictures) for life in written)
        ) as tell:
            keep_pictures(market.engine, written, tell)
        yield market
    finally:
        store.close()


def _clear(folder: Path) -> None:
    """Make the folder, or take away an earlier demo; nobody else's database."""
    mark = folder / _MARK
    database = folder / DATABASE_NAME
    if database.exists() and not mark.exists():
        raise TroubleError(
            f"{folder} holds a database that is not a demo's.", "Name another folder with --home."
        )
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text(_SAYS, "utf-8")
    for end in ("", "-wal", "-shm"):
        database.with_name(f"{DATABASE_NAME}{end}").unlink(missing_ok=True)


def _day(days_back: int) -> Instant:
    """A tour ends now, so that whoever goes on by hand finds the marketplace as it was left."""
    now = time.time_ns() // 1_000_000
    return now // MINUTE * MINUTE - days_back * DAY


def _wait_for_enter() -> None:
    typer.prompt("Enter goes on", default="", show_default=False, prompt_suffix=" … ")


def _short(folder: Path) -> str:
    try:
        return f"./{folder.relative_to(Path.cwd())}"
    except ValueError:
        return str(folder)
