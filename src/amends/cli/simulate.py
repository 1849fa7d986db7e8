"""`amends simulate`: a seeded marketplace for months of its own time, and what is then true."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from amends.cli.output import AsJson, print_json, show
from amends.cli.progress import counting
from amends.cli.trouble import FAILED, USAGE, TroubleError
from amends.config import DATABASE_NAME
from amends.core.money import format_minor
from amends.log.codec import pack
from amends.sim.figures import Figures
from amends.sim.simulate import simulate as play
from amends.sim.workers import HABITS, Habit
from amends.telling.clean import clean

_SHOWN_FINDINGS = 20
_INNER = ("logs", "paid_out")  # of single orders and sellers: those are in the database


def simulate(
    seed: Annotated[int, typer.Option(help="The same seed gives the same log.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days that pass.")] = 180,
    orders: Annotated[int, typer.Option(min=1, max=1_000_000, help="Orders placed in them.")] = 300,
    workers: Annotated[
        str, typer.Option(help=f"How deadline workers behave: {', '.join(HABITS)}.")
    ] = "crashing",
    home: Annotated[
        Path | None,
        typer.Option(help="An empty folder to keep the database in; else none is kept."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run a marketplace with misdeeds, late workers and crashes; exit code 1 if it is not sound.

    Same seed, days and orders give the same log, however workers behave and whoever dies.
    """
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(TemporaryDirectory(prefix="amends-simulation-")))
        if (folder / DATABASE_NAME).exists():
            raise TroubleError(
                f"{folder / DATABASE_NAME} exists already.", "Name an empty folder.", USAGE
            )
        tell = stack.enter_context(counting("days", days))
        figures = play(folder, seed, days, orders, workers=_habit(workers), tell=tell)
    if as_json:
        print_json(as_plain(figures))
    else:
        show(as_table(figures))
    if not figures.sound:
        raise typer.Exit(FAILED)


def _habit(name: str) -> Habit:
    for habit in HABITS:
        if habit == name:
            return habit
    raise TroubleError(f"No worker is {name!r}.", f"Write one of {', '.join(HABITS)}.", USAGE)


def as_plain(figures: Figures) -> dict[str, Any]:
    """What a program gets."""
    return {
        **{name: content for name, content in vars(figures).items() if name not in _INNER},
        "commands": figures.commands,
        "sound": figures.sound,
        "waiting": [pack(each) for each in figures.waiting],
    }


def as_table(figures: Figures) -> RenderableType:
    """What happened, how often, and the verdict."""
    rows: list[tuple[str, str]] = [
        ("orders", f"{figures.orders:,}"),
        ("events", f"{figures.events:,}"),
        ("commands given", f"{figures.commands:,}"),
        ("  accepted", f"{figures.accepted.total():,}"),
        ("  refused, given in good faith", f"{figures.refused.total():,}"),
        ("  refused, forbidden", f"{figures.misdeeds.total():,}"),
        ("  repeated, answered as before", f"{figures.repeats:,}"),
        ("steps of deadline workers", f"{figures.sweeps:,}"),
        ("events of silence", f"{figures.fallen.total():,}"),
        ("deaths and hiccups in a transaction", f"{figures.deaths.total():,}"),
    ]
    about = [
        ("disputes", figures.disputes),
        ("refusals by code", figures.refusals),
        ("forbidden, by kind", figures.misdeeds),
        ("silence, by what it did", figures.fallen),
        ("policies", figures.policies),
        ("payouts to sellers", figures.payouts),
    ]
    for title, counter in about:
        rows += [("", ""), (title, "")]
        rows += [(f"  {name}", f"{count:,}") for name, count in counter.most_common() if count]
    for currency, purposes in figures.money.items():
        rows += [("", ""), (f"money in {currency}", "")]
        for name, minor in sorted(purposes.items()):
            rows.append((f"  {name.replace('_', ' ')}", format_minor(minor, currency)))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return Group(table, "", *_verdict(figures))


def _verdict(figures: Figures) -> list[RenderableType]:
    waits = ", ".join(f"{w.order}/{w.dispute} for the {w.waits_for}" for w in figures.waiting)
    parts: list[RenderableType] = [
        Text(f"Waiting: {waits or 'none'}."),
        Text(f"Seed {figures.seed}, log {figures.log_hash}"),
    ]
    parts += [Text(clean(sentence), "red") for sentence in figures.findings[:_SHOWN_FINDINGS]]
    if figures.sound:
        parts.append(Text("Every invariant holds, and nothing forbidden happened.", "bold green"))
    else:
        parts.append(Text(f"{len(figures.findings)} things must not be.", "bold red"))
    return parts
