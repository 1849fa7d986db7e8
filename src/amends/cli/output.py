"""Printing: for people with rich, for programs as JSON."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def console() -> Console:
    """Where people read. Nothing in a text is taken for markup."""
    return Console(markup=False, highlight=False, emoji=False)


def show(*renderables: RenderableType) -> None:
    """Print for people."""
    out = console()
    for each in renderables:
        out.print(each)


def print_json(content: Any) -> None:
    """Print for programs: one line of JSON."""
    typer.echo(json.dumps(content, ensure_ascii=False))
