"""`amends case`: one case as a file that anybody can keep and check without us."""

import json
from pathlib import Path
from typing import Annotated

import typer

from amends.app.order_json import order_json
from amends.app.order_view import load_order_view
from amends.cli.finding import order_meant
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.reader import READERS, actor_meant
from amends.cli.trouble import TroubleError
from amends.engine.cases import case_of
from amends.log.casefile import write_case
from amends.telling.seen import Seen


def case(
    order: Annotated[str, typer.Argument(help="Its id, the shop's number, or a unique beginning.")],
    file: Annotated[Path, typer.Argument(help="Where to write it, for example case-4711.zip.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file there.")] = False,
    reader: Annotated[
        str,
        typer.Option("--as", help="Write a report of what this person sees instead, as JSON."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write one case to a file: log, texts, policy. `amends verify FILE` checks it anywhere.

    That is the full record, for the operator. With --as it is what a party or an arbitrator may see.
    """
    if file.exists() and not overwrite:
        raise TroubleError(f"{file} is there already.", "Name another file, or say --overwrite.")
    with opened() as engine:
        order_id = order_meant(engine, order)
        if reader:
            whom = actor_meant(reader, engine.people(order_id), READERS)
            content = _report(load_order_view(engine, order_id, whom))
        else:
            content = write_case(case_of(engine.store, order_id))
    _write(file, content)
    if as_json:
        print_json({"ok": True, "order": order_id, "file": str(file), "bytes": len(content)})
    elif reader:
        typer.echo(f"Wrote what {reader} sees of order {order_id} to {file}.")
    else:
        typer.echo(
            f"Wrote the case of order {order_id} to {file}. `amends verify {file}` checks it."
        )


def _report(seen: Seen) -> bytes:
    return json.dumps(order_json(seen), ensure_ascii=False, indent=2).encode()


def _write(file: Path, content: bytes) -> None:
    """All of it or nothing: a full disk leaves no half file behind."""
    half = file.with_name(f"{file.name}.part")
    try:
        half.write_bytes(content)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
