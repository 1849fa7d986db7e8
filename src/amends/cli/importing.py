"""`amends import` and `amends export`: real orders in, whole logs in and out."""

import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from amends.cli.bringing import print_summary, watching
from amends.cli.output import AsJson, print_json
from amends.cli.trouble import FAILED, USAGE, TroubleError
from amends.config import read_settings
from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from amends.importing import csv_orders, jsonl, olist
from amends.importing.behaviour import onward
from amends.importing.playing import Played, play
from amends.importing.rejected import Rejections
from amends.importing.rows import TableError
from amends.importing.summary import summary
from amends.policies import DEFAULT

INTERRUPTED = 130
_CAME_IN = ("placed", "taken", "already")

PolicyName = Annotated[
    str,
    typer.Option(
        "--policy", help="What new orders pin: a built-in name, or an adopted name@version."
    ),
]

import_app = typer.Typer(no_args_is_help=True, help="Bring in orders, or whole logs.")
export_app = typer.Typer(no_args_is_help=True, help="Write everything to a file.")


@import_app.callback()
def bring_in() -> None:
    """Bring in orders from Olist's files, CSV or JSON lines. Running it again changes nothing."""


@export_app.callback()
def write_out() -> None:
    """Write everything that is kept to a file that `amends import jsonl` takes back."""


@import_app.command("olist")
def olist_folder(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with orders.csv.")],
    disputes: Annotated[
        bool, typer.Option("--disputes", help="Open the disputes that buyers would have opened.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="Only the first so many orders.")
    ] = None,
    policy: PolicyName = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Bring in the public Olist data set, and run each order to its end on a simulated clock."""
    with _running(policy) as (engine, rejections, stop):
        tables = olist.Olist(folder, rejections, disputes=disputes, limit=limit)
        with watching("orders") as tell:
            played = play(
                engine, tables.stories(), rejections, onward=onward, total=tables.total,
                tell=tell, stop=stop,
            )  # fmt: skip
        tables.close()
        _finish(engine, rejections, _counts(played), [olist.SHOP.name], played.stopped, as_json)


@import_app.command("csv")
def csv_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A row for each line of an order.")],
    shop: Annotated[
        str, typer.Option("--shop", help="The shop, where no column names it.")
    ] = "shop",
    policy: PolicyName = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Bring in orders from one CSV file; they live on under the real clock."""
    with _running(policy) as (engine, rejections, stop):
        with watching("orders") as tell:
            stories = csv_orders.read_stories(file, rejections, shop)
            total = csv_orders.count_orders(file)
            played = play(engine, stories, rejections, total=total, tell=tell, stop=stop)
        _finish(engine, rejections, _counts(played), None, played.stopped, as_json)


@import_app.command("jsonl")
def jsonl_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export jsonl` wrote.")],
    policy: PolicyName = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Take back exported orders unchanged, or place new ones, from JSON lines."""
    with _running(policy) as (engine, rejections, stop):
        with watching("orders") as tell:
            done = jsonl.bring(engine, file, rejections, tell=tell, stop=stop)
        counts = {
            "taken": done.taken, "placed": done.placed, "already": done.already,
            "policies": done.policies, "disputes_opened": done.disputes,
        }  # fmt: skip
        _finish(engine, rejections, counts, None, done.stopped, as_json)


@export_app.command("jsonl")
def export_jsonl(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, or - to print.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write every order with its log, its texts and its policy, without loss."""
    engine = open_engine(read_settings().database.value)
    try:
        if str(file) == "-":
            jsonl.export(engine, sys.stdout.buffer)
            return
        if file.exists() and not force:
            raise TroubleError(f"{file} exists.", "Name another file, or add --force.", USAGE)
        with watching("orders") as tell:
            count = _written(engine, file, tell)
    finally:
        engine.close()
    if as_json:
        print_json({"ok": True, "orders": count, "file": str(file)})
    else:
        typer.echo(f"{count} orders written to {file}. `amends import jsonl` takes them back.")


def _written(engine: Engine, file: Path, tell: Any) -> int:
    """Write beside the file and put it in place when it is whole."""
    with tempfile.NamedTemporaryFile(
        dir=file.resolve().parent, prefix=f".{file.name}.", delete=False
    ) as out:
        try:
            count = jsonl.export(engine, out, tell)  # type: ignore[arg-type]
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    Path(out.name).replace(file)
    return count


@contextmanager
def _running(policy: str) -> Iterator[tuple[Engine, Rejections, Callable[[], bool]]]:
    """The engine with each envelope's own instant, a place for rejected rows, and Ctrl-C."""
    settings = read_settings()
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    rejections = Rejections(settings.folder / f"import-rejected-{stamp}.jsonl")
    engine = open_engine(settings.database.value, SuppliedClock(), policy=policy)
    try:
        # Without its policy no order can be placed, so that is found before the first.
        engine.policies.for_order(policy, engine.store.select)
        with _stopping() as stop:
            yield engine, rejections, stop
    except TableError as error:
        raise TroubleError(*_parted(str(error)), FAILED) from error
    finally:
        rejections.close()
        engine.close()


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Ctrl-C once: stop after the batch that is being written. Twice: stop at once, losing it."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    try:
        before = signal.signal(signal.SIGINT, ask)
    except ValueError:
        # Only the main thread may listen; elsewhere Ctrl-C does what it did.
        yield asked.is_set
        return
    try:
        yield asked.is_set
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, before)


def _counts(played: Played) -> dict[str, int]:
    return {
        "placed": played.orders, "already": played.already, "refused": played.refused,
        "disputes_opened": played.disputes,
    }  # fmt: skip


def _finish(
    engine: Engine,
    rejections: Rejections,
    counts: dict[str, int],
    shops: list[str] | None,
    stopped: bool,
    as_json: bool,
) -> None:
    rejections.close()
    found = summary(engine, shops)
    nothing = rejections.count > 0 and not any(counts.get(name) for name in _CAME_IN)
    if as_json:
        print_json(
            {
                "ok": not stopped and not nothing,
                "stopped": stopped,
                **counts,
                **found.as_json(),
                "rejected": {
                    "count": rejections.count,
                    "first": [
                        {"file": r.file, "line": r.line, "reason": r.reason}
                        for r in rejections.first
                    ],
                    "all_in": str(rejections.path) if rejections.count else None,
                },
            }
        )
    else:
        print_summary(counts, found, rejections, stopped=stopped)
        if nothing:
            typer.echo("Nothing came in: every row was rejected.", err=True)
    if stopped:
        raise typer.Exit(INTERRUPTED)
    if nothing:
        raise typer.Exit(FAILED)


def _parted(message: str) -> tuple[str, str]:
    """A message of two sentences, as what is wrong and what to do."""
    first, _, rest = message.partition(". ")
    return (f"{first}." if rest else first), rest
