"""`amends verify`: the chain of hashes of this database, or of an exported case."""

from pathlib import Path
from typing import Annotated

import typer

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.progress import counting
from amends.cli.trouble import FAILED, TroubleError
from amends.engine.verify import verify as verify_all
from amends.log.casefile import LARGEST, CaseError, verify_case
from amends.log.codec import pack
from amends.telling.clean import clean

_MOST_TOLD = 20


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A case file; without one, this database.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Recompute every hash, also of texts and policies, and name what is broken first.

    Exit code 1 when something is.
    """
    sound = _database(as_json=as_json) if file is None else _case(file, as_json=as_json)
    if not sound:
        raise typer.Exit(FAILED)


def _case(file: Path, *, as_json: bool) -> bool:
    with file.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    try:
        found = verify_case(content)
    except CaseError as error:
        raise TroubleError(
            f"{file} is no case file that can be believed: {str(error).rstrip('.')}.",
            "Ask for the file again; `amends case ORDER FILE` writes one.",
        ) from error
    if as_json:
        print_json({"ok": found.sound, **pack(found)})
        return found.sound
    if found.broken is not None:
        typer.echo(f"Broken at position {found.broken.position}: {clean(found.broken.sentence)}")
    for fault in found.faults:
        typer.echo(clean(fault))
    state = "verifies" if found.sound else "does NOT verify"
    erased = f", {found.erased} texts erased" if found.erased else ""
    typer.echo(
        f"Case of order {clean(found.order_id)}: {found.records} records{erased}. It {state}."
    )
    return found.sound


def _database(*, as_json: bool) -> bool:
    with opened() as engine, counting("orders", sum(engine.count().values())) as tell:
        found = verify_all(engine.store, tell)
    if as_json:
        broken = [pack(each) for each in found.faults]
        counts = {"orders": found.orders, "events": found.events, "texts": found.texts}
        print_json({"ok": found.sound, **counts, "broken": broken})
        return found.sound
    for each in found.faults[:_MOST_TOLD]:
        place = f", position {each.position}" if each.position else ""
        where = f"Order {each.order}{place}: " if each.order else ""
        typer.echo(clean(f"{where}{each.sentence}"))
    if found.broken > _MOST_TOLD:
        typer.echo(f"… and {found.broken - _MOST_TOLD} more.")
    verdict = "Every hash verifies." if found.sound else f"Broken: {found.broken}."
    typer.echo(f"{found.orders:,} orders, {found.events:,} events. {verdict}")
    return found.sound
