"""`amends import` and `amends export`: orders from elsewhere, and everything to a file."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from amends.cli.clean import clean
from amends.cli.output import AsJson, print_json, show
from amends.cli.trouble import FAILED, TroubleError
from amends.cli.words import counted, spoken
from amends.config import read_settings
from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from amends.importing.behaviour import onward
from amends.importing.olist import SHOP, Olist
from amends.importing.playing import Onward, Played, play
from amends.importing.progress import Progress as Done
from amends.importing.rejected import Rejections
from amends.importing.rows import TableError
from amends.importing.stories import Story
from amends.importing.summary import Summary, summary
from amends.workers.deadlines import stop_on_signals

Rejected = Annotated[
    Path | None, typer.Option("--rejected", help="Where to write every rejected row (JSON lines).")
]

app = typer.Typer(no_args_is_help=True, help="Bring in orders from elsewhere.")


@app.callback()
def bring() -> None:
    """Bring in orders from elsewhere. Running the same import again goes on where it stopped."""


@app.command()
def olist(
    folder: Annotated[Path, typer.Argument(help="The folder with Olist's CSV files.")],
    disputes: Annotated[
        bool, typer.Option("--disputes", help="Also the disputes that unhappy buyers would open.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Only so many orders of orders.csv.")
    ] = None,
    rejected: Rejected = None,
    as_json: AsJson = False,
) -> None:
    """Bring in the public Olist data set; its real instants drive a simulated clock."""
    rejections = _rejections(rejected)
    with _importing() as engine:
        source = _read(folder, lambda: Olist(folder, rejections, disputes=disputes, limit=limit))
        try:
            played = _play(
                engine, source.stories(), rejections, source.total, onward if disputes else None
            )
        finally:
            source.close()
        _end(played, summary(engine, SHOP.name), rejections, as_json=as_json)


@contextmanager
def _importing() -> Iterator[Engine]:
    engine = open_engine(read_settings().database.value, SuppliedClock())
    try:
        yield engine
    finally:
        engine.close()


def _rejections(path: Path | None) -> Rejections:
    return Rejections(path or read_settings().folder / "rejected.jsonl")


def _read[Source](path: Path, read: Callable[[], Source]) -> Source:
    try:
        return read()
    except TableError as error:
        raise TroubleError(
            f"{str(error).rstrip('.')}.", "Nothing was brought in; correct the file and try again."
        ) from error
    except FileNotFoundError as error:
        raise TroubleError(f"There is no {error.filename or path}.", "Check the path.") from error


def _play(
    engine: Engine,
    stories: Iterable[Story],
    rejections: Rejections,
    total: int,
    goes_on: Onward | None,
) -> Played:
    stop = stop_on_signals()
    try:
        with _drawn() as tell:
            return play(
                engine, stories, rejections, onward=goes_on, total=total, tell=tell,
                stop=stop.is_set,
            )  # fmt: skip
    finally:
        rejections.close()


@contextmanager
def _drawn() -> Iterator[Callable[[Done], None]]:
    """A bar with rate and remaining time, where somebody looks."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("orders"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"),
        TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip
    began = time.monotonic()
    with bar:
        task = bar.add_task("orders", total=None, note="")

        def tell(done: Done) -> None:
            rate = done.done / max(time.monotonic() - began, 0.001)
            note = f"{rate:,.0f}/s, {done.disputes} disputes, {done.rejected} rejected"
            bar.update(task, completed=done.done, total=done.total or None, note=note)

        yield tell


def _end(played: Played, found: Summary, rejections: Rejections, *, as_json: bool) -> None:
    if as_json:
        told = {
            "ok": not played.stopped,
            "import": played._asdict(),
            "rejected": rejections.count,
            "first_rejected": [str(each) for each in rejections.first],
            **found.as_json(),
        }
        print_json(told)
    else:
        show(_summary(played, found, rejections))
    if played.stopped:
        typer.echo("Stopped. Run the same command again: it goes on where it stopped.", err=True)
        raise typer.Exit(FAILED)


def _summary(played: Played, found: Summary, rejections: Rejections) -> RenderableType:
    """What came of it, and every kind of thing that is there of that shop now."""
    head = f"{counted(played.orders, 'order')} brought in, {played.already} were there already"
    parts: list[RenderableType] = [Text(f"{head}, {counted(played.disputes, 'dispute')} opened.")]
    orders = ", ".join(f"{count:,} {status}" for status, count in found.orders)
    parts.append(Text(f"Orders there now: {orders or 'none'}."))
    if found.disputes:
        parts += ["", _disputes(found.disputes)]
    parts += ["", _money(found.money)]
    if rejections.count:
        parts += ["", Text(f"{counted(rejections.count, 'row')} rejected:")]
        parts += [Text(clean(f"  {each}")) for each in rejections.first]
        if rejections.path is not None:
            parts.append(Text(f"Every one of them: {rejections.path}"))
    return Group(*parts)


def _table(title: str) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0),
        header_style="dim",
    )  # fmt: skip


def _disputes(rows: tuple[tuple[str, str, int], ...]) -> RenderableType:
    outcomes = list(dict.fromkeys(outcome for _, outcome, _ in rows))
    table = _table("Disputes by grounds and outcome")
    table.add_column("")
    by_grounds: dict[str, dict[str, int]] = {}
    for grounds, outcome, count in rows:
        by_grounds.setdefault(grounds, {})[outcome] = count
    for outcome in outcomes:
        table.add_column(spoken(outcome), justify="right")
    for grounds, by in by_grounds.items():
        table.add_row(spoken(grounds), *(str(by.get(outcome, "")) for outcome in outcomes))
    return table


_MONEY = ("hold", "escrow", "refund", "release")
_HEADS = {"hold": "paid in", "escrow": "held now", "refund": "refunded", "release": "released"}


def _money(rows: tuple[tuple[str, str, str], ...]) -> RenderableType:
    """Held, refunded and released by currency, and what else moved."""
    by_currency: dict[str, dict[str, str]] = {}
    for currency, purpose, amount in rows:
        by_currency.setdefault(currency, {})[purpose] = amount
    others = sorted({p for by in by_currency.values() for p in by} - set(_MONEY))
    table = _table("Money by currency")
    table.add_column("")
    for purpose in (*_MONEY, *others):
        table.add_column(_HEADS.get(purpose, spoken(purpose)), justify="right")
    for currency, by in by_currency.items():
        table.add_row(currency, *(by.get(purpose, "0") for purpose in (*_MONEY, *others)))
    return table
