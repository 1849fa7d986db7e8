"""`amends verify`: the chain of hashes of this database, or of an exported case."""

from pathlib import Path
from typing import Annotated

import typer

from amends.cli.clean import clean
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.progress import counting
from amends.cli.trouble import FAILED, TroubleError
from amends.engine.chapters import chapters
from amends.engine.engine import Engine
from amends.engine.store.base import PLACED
from amends.log.casefile import LARGEST, CaseError, verify_case
from amends.log.chain import Head
from amends.log.chain import verify as verify_chain
from amends.log.codec import pack

_MOST_TOLD = 20


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A case file; without one, this database.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Recompute every hash and name the first broken position. Exit code 1 when one is broken."""
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
    with opened() as engine:
        orders, events, broken = _walk(engine)
    if as_json:
        print_json({"ok": not broken, "orders": orders, "events": events, "broken": broken})
        return not broken
    for each in broken[:_MOST_TOLD]:
        typer.echo(clean(f"Order {each['order']}, position {each['position']}: {each['sentence']}"))
    if len(broken) > _MOST_TOLD:
        typer.echo(f"… and {len(broken) - _MOST_TOLD} more orders.")
    verdict = f"{len(broken)} orders are broken." if broken else "Every hash verifies."
    typer.echo(f"{orders:,} orders, {events:,} events. {verdict}")
    return not broken


def _walk(engine: Engine) -> tuple[int, int, list[dict[str, object]]]:
    orders = events = 0
    broken: list[dict[str, object]] = []
    with counting("orders", sum(engine.count().values())) as tell:
        for chapter in chapters(engine.store):
            orders += 1
            events += len(chapter.entries)
            head = None
            if chapter.row is not None:
                stored = dict(zip(PLACED, chapter.row, strict=True))
                head = Head(position=stored["version"], hash=bytes(stored["hash"]))
            wrong = verify_chain(chapter.entries, head=head)
            if wrong is not None:
                broken.append(
                    {
                        "order": chapter.order_id, "position": wrong.position,
                        "reason": wrong.reason, "sentence": wrong.sentence,
                    }
                )  # fmt: skip
            tell(orders)
    return orders, events, broken
