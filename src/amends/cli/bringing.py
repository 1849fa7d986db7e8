"""What an import shows while it runs and when it has ended."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)  # fmt: skip
from rich.table import Table
from rich.text import Text

from amends.cli.output import show
from amends.importing.progress import Progress as Step
from amends.importing.progress import Tell
from amends.importing.rejected import Rejections
from amends.importing.summary import Summary
from amends.telling.clean import clean
from amends.telling.writing import counted, spoken

EVERY_SECONDS = 2.0


@contextmanager
def watching(what: str) -> Iterator[Tell]:
    """A bar with rate and remaining time, on standard error; plain lines where no terminal is."""
    console = Console(stderr=True)
    began = time.monotonic()
    if console.is_terminal:
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
            TextColumn("{task.fields[more]}"), console=console, transient=True,
        )  # fmt: skip
        with bar:
            task = bar.add_task(what, total=None, rate="", more="")
            yield lambda step: bar.update(
                task, completed=step.done, total=step.total or None, rate=_rate(step, began),
                more=_more(step),
            )  # fmt: skip
        return
    last = began

    def tell(step: Step) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY_SECONDS:
            last = now
            of = f" of {step.total}" if step.total else ""
            line = f"{step.done}{of} {what}, {_rate(step, began)}{_left(step, began)}{_more(step)}"
            typer.echo(line, err=True)

    yield tell


def _speed(step: Step, began: float) -> float:
    return step.done / max(time.monotonic() - began, 1e-9)


def _rate(step: Step, began: float) -> str:
    return f"{_speed(step, began):,.0f}/s"


def _left(step: Step, began: float) -> str:
    speed = _speed(step, began)
    if not step.total or not speed:
        return ""
    return f", {max(0, step.total - step.done) / speed:.0f} s left"


def _more(step: Step) -> str:
    found = ((step.disputes, "disputes"), (step.already, "there already"),
             (step.rejected, "rejected"))  # fmt: skip
    return "".join(f", {count} {name}" for count, name in found if count)


def print_summary(
    counts: dict[str, int], found: Summary, rejections: Rejections, *, stopped: bool
) -> None:
    """The end of an import, for people."""
    said = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    parts: list[RenderableType] = [Text(f"Orders: {said}.")]
    orders = ", ".join(f"{count:,} {status}" for status, count in found.orders)
    parts.append(Text(f"Orders there now: {orders or 'none'}."))
    if found.disputes:
        parts += ["", _disputes(found.disputes)]
    if found.money:
        parts += ["", _money(found.money)]
    if rejections.count:
        parts += [
            "",
            Text(f"{counted(rejections.count, 'row')} not taken, or not wholly:"),
        ]
        parts += [Text(clean(f"  {each}")) for each in rejections.first]
        parts.append(Text(f"Every one of them: {rejections.path}"))
    show(*parts)
    if stopped:
        typer.echo("Stopped. The same command goes on where it stopped.", err=True)


def _table(title: str) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0),
        header_style="dim",
    )  # fmt: skip


def _disputes(rows: tuple[tuple[str, str, int], ...]) -> Table:
    outcomes = sorted({outcome for _, outcome, _ in rows})
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


def _money(rows: tuple[tuple[str, str, str], ...]) -> Table:
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
