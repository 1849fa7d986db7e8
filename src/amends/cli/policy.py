"""`amends policy`: check a file, adopt it, show a policy as a table, compare two."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from amends.cli.home import opened
from amends.cli.trouble import TroubleError
from amends.core.moments import MomentError, format_instant, parse_instant
from amends.core.refusals import Refusal
from amends.engine.adoption import keep_policy
from amends.policies import (
    DEFAULT,
    Loaded,
    PolicyError,
    builtin_names,
    check,
    load,
)
from amends.telling.clean import clean
from amends.telling.policy_faults import ToldProblem, told_problems
from amends.telling.policy_told import ToldChange, ToldRow, told_changes, told_rows
from amends.telling.refusals import said
from amends.telling.tongue import ENGLISH

app = typer.Typer(
    name="policy",
    no_args_is_help=True,
    help="Check a policy file, adopt it for new orders, show a policy, compare two.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Which = Annotated[str, typer.Argument(help="A built-in name, like aliexpress-2017, or a file.")]


@app.command("check")
def check_files(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Policy files (TOML).")],
    as_json: AsJson = False,
) -> None:
    """Check policy files; every error is named with its file, line and field.

    Exit code 1 when there is any error.
    """
    found = [problem for path in paths for problem in check(path)]
    problems = told_problems(ENGLISH, found)
    if as_json:
        typer.echo(
            json.dumps({"ok": not problems, "problems": [asdict(each) for each in problems]})
        )
    elif problems:
        _tell(problems)
    else:
        for path in paths:
            loaded = load(path)
            typer.echo(f"{path}: in order. {loaded.policy.reference}, sha256 {loaded.sha256}")
    if problems:
        raise typer.Exit(1)


@app.command("adopt")
def adopt(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A policy file (TOML).")],
    as_json: AsJson = False,
) -> None:
    """Check a policy file and keep it in the database, for new orders to name: name@version.

    A version that is kept never changes; a changed file needs a version of its own.
    """
    loaded = _loaded(path, as_json=as_json)
    reference = loaded.policy.reference
    with opened() as engine:
        new = keep_policy(engine.store, loaded, engine.now())
    if as_json:
        found = {"ok": True, "new": new, "reference": reference, "sha256": loaded.sha256}
        typer.echo(json.dumps(found))
        return
    did = "is kept from now on" if new else "was kept already; nothing was changed"
    typer.echo(f"{reference} {did}. New orders use it with `--policy {reference}`.")


@app.command("switch")
def switch(
    name: Annotated[str, typer.Argument(help="A built-in name, or an adopted name@version.")],
    since: Annotated[
        str, typer.Option("--from", help="From when: an instant like 2026-03-01T00:00:00Z.")
    ],
    by: Annotated[str, typer.Option("--by", help="Who decides it.")] = "amends policy",
    as_json: AsJson = False,
) -> None:
    """Let new orders that name no policy use this one from a date on.

    Orders that are paid before keep theirs. At least a minute ahead; until it has come, switching
    at the same instant again replaces it.
    """
    try:
        at = parse_instant(since)
    except MomentError as error:
        raise TroubleError(f"{error}.", "Nothing was changed.") from error
    with opened() as engine:
        done = engine.switch_policy(name, at, by)
    if isinstance(done, Refusal):
        instead = "Name a later instant; orders keep what they have."
        raise TroubleError(said(done).sentence, instead, refusal=done)
    if as_json:
        found = {"ok": True, "reference": done.reference, "from": format_instant(done.since)}
        typer.echo(json.dumps(found))
        return
    typer.echo(f"Orders that are paid from {format_instant(done.since)} on use {done.reference}.")


@app.command("switches")
def list_switches(as_json: AsJson = False) -> None:
    """List from when on new orders used, or will use, which policy."""
    with opened() as engine:
        found = engine.policy_switches()
    if as_json:
        rows_of = [
            {"from": format_instant(s.since), "reference": s.reference, "by": s.by} for s in found
        ]
        typer.echo(json.dumps(rows_of))
        return
    for each in found:
        typer.echo(f"{format_instant(each.since)}  {each.reference}  by {clean(each.by)}")
    if not found:
        typer.echo(f"Nothing was switched; new orders use {DEFAULT}.")


@app.command("show")
def show(name: Which, as_json: AsJson = False) -> None:
    """Show all windows and defaults of a policy, each with its rule."""
    loaded = _loaded(name, as_json=as_json)
    policy = loaded.policy
    found = told_rows(ENGLISH, policy)
    if as_json:
        head = {"reference": policy.reference, "title": policy.title, "rules": policy.rules}
        table = [_spread(row) | {"text": json.loads(row.text)} for row in found]
        typer.echo(json.dumps(head | {"sha256": loaded.sha256, "rows": table}, ensure_ascii=False))
        return
    console = Console()
    console.print(
        f"[bold]{escape(policy.title)}[/bold]  {escape(policy.reference)}  rules {policy.rules}"
    )
    console.print(f"[dim]sha256 {loaded.sha256}[/dim]")
    for section in dict.fromkeys(row.section for row in found):
        table_of = Table("what", "value", "rule", title=section, title_justify="left", expand=True)
        for row in found:
            if row.section == section:
                table_of.add_row(*map(escape, (row.name, _lines(row.value), row.rule)))
        console.print(table_of)


@app.command("diff")
def compare(before: Which, after: Which, as_json: AsJson = False) -> None:
    """Show what differs between two policies, value by value."""
    old, new = _loaded(before, as_json=as_json).policy, _loaded(after, as_json=as_json).policy
    changes = told_changes(ENGLISH, old, new)
    if as_json:
        head = {"before": old.reference, "after": new.reference}
        table = [_spread(change) for change in changes]
        typer.echo(json.dumps(head | {"changes": table}, ensure_ascii=False))
        return
    if not changes:
        typer.echo(f"{old.reference} and {new.reference} say the same.")
        return
    shown = Table("section", "what", escape(old.reference), escape(new.reference), "rule")
    for change in changes:
        shown.add_row(
            change.section,
            *map(escape, (change.name, _lines(change.before), _lines(change.after), change.rule)),
        )
    Console().print(shown)


@app.command("names")
def names(as_json: AsJson = False) -> None:
    """List the built-in policies."""
    found = [load(name).policy for name in builtin_names()]
    if as_json:
        typer.echo(
            json.dumps([{"reference": each.reference, "title": each.title} for each in found])
        )
        return
    for policy in found:
        typer.echo(f"{policy.reference}  {policy.title}")


def _loaded(name: str | Path, *, as_json: bool) -> Loaded:
    try:
        return load(name)
    except PolicyError as error:
        problems = told_problems(ENGLISH, error.problems)
        if as_json:
            told = [asdict(each) for each in problems]
            typer.echo(json.dumps({"ok": False, "problems": told}))
        else:
            _tell(problems)
        raise typer.Exit(1) from error


def _lines(said: tuple[str, ...]) -> str:
    return "\n".join(said)


def _spread(row: ToldRow | ToldChange) -> dict[str, Any]:
    """A row for programs, with lines of words as one text."""
    return {
        name: _lines(given) if isinstance(given, tuple) else given
        for name, given in asdict(row).items()
    }


def _tell(problems: list[ToldProblem]) -> None:
    for problem in problems:
        typer.echo(str(problem), err=True)
    count = len(problems)
    typer.echo(f"{count} error{'s' if count > 1 else ''}. Nothing was changed.", err=True)
