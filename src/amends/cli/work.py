"""`amends work`: the deadline worker, and the one that puts uploads in order."""

import threading
from datetime import UTC, datetime
from typing import Annotated

import typer

from amends.cli.home import opened
from amends.workers.deadlines import LIMIT, Step, stop_on_signals
from amends.workers.deadlines import work as run_worker
from amends.workers.uploads import tidy_until


def work(
    once: Annotated[bool, typer.Option("--once", help="End when nothing is due.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=10_000, help="Orders in one step.")
    ] = LIMIT,
    pause: Annotated[
        float, typer.Option("--pause", min=0.05, max=3600, help="Seconds between looks.")
    ] = 1.0,
) -> None:
    """Wake orders whose deadline has passed. Any number may run; none is needed to be right.

    Every hour it also does what `amends uploads tidy` does; with --once it leaves that alone.

    Ctrl-C or SIGTERM: the step under way is finished, then it ends.
    """
    with opened() as engine:
        stop = stop_on_signals()
        if not once:
            _say("waiting for deadlines; Ctrl-C ends")
            beside = (stop, _say)
            threading.Thread(target=tidy_until, args=beside, daemon=True).start()
        total = run_worker(engine, stop, _tell, limit=limit, pause=pause, until_idle=once)
        late, _ = engine.overdue(engine.now())
    aside = f", {total.aside} put aside" if total.aside else ""
    _say(f"ended: {total.orders} orders, {total.events} events{aside}; {late} still due")


def _tell(step: Step) -> None:
    if step.problem:
        _say(step.problem)
        return
    aside = f", {step.aside} put aside (see `amends orders --aside`)" if step.aside else ""
    _say(f"{step.orders} orders, {step.events} events{aside}")


def _say(text: str) -> None:
    typer.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {text}")
