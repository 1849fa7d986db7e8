"""`amends scenario`: play scenarios against the rules (vocabulary.md)."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from amends.policies import Loaded, PolicyError, load
from amends.scenarios.playing import as_json, found, play_files, shipped
from amends.scenarios.runner import Performance
from amends.telling.policy_faults import said

app = typer.Typer(help="Play scenarios: an order, what people do, and what must then be true.")


@app.callback()
def scenario() -> None:
    """Play scenarios: an order, what people do when, and what must then be true."""


@app.command()
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Scenario files or folders; without any, all that come with Amends."),
    ] = None,
    for_programs: Annotated[
        bool, typer.Option("--json", help="Print a list for programs instead of lines for people.")
    ] = False,
    policy: Annotated[
        str | None,
        typer.Option("--policy", help="Play with this policy (a name or a file) instead."),
    ] = None,
) -> None:
    """Play each scenario with a punctual and with an absent deadline worker.

    Exit code 1 when anything did not come true.
    """
    instead = _policy(policy)
    try:
        files = found(paths or [shipped()])
    except FileNotFoundError as error:
        raise typer.BadParameter(f"{error} Give the path of a scenario.") from error
    performances = []
    console = Console(highlight=False, soft_wrap=True)
    for performance in play_files(files, instead):
        performances.append(performance)
        if not for_programs:
            _print(console, performance)
    if for_programs:
        typer.echo(json.dumps([as_json(each) for each in performances], indent=2))
    else:
        _sum_up(console, performances)
    if not all(each.passed for each in performances):
        raise typer.Exit(1)


def _policy(name: str | None) -> Loaded | None:
    if name is None:
        return None
    try:
        return load(name)
    except PolicyError as error:
        raise typer.BadParameter(said(error), param_hint="--policy") from error


def _print(console: Console, performance: Performance) -> None:
    mark = "[green]ok    [/]" if performance.passed else "[red]FAILED[/]"
    workers = f" [dim]({performance.workers} workers)[/]" if performance.workers else ""
    console.print(f"{mark} {escape(performance.title or performance.file)}{workers}")
    for failure in performance.failures:
        console.print(f"       {escape(performance.file)}: {escape(str(failure))}")


def _sum_up(console: Console, performances: list[Performance]) -> None:
    failed = sum(not each.passed for each in performances)
    files = len({each.file for each in performances})
    console.print(f"{files} scenarios, {len(performances)} performances, {failed} failed")
