"""`amends rebuild`: fold every log again and mend what was stored otherwise."""

from typing import Annotated

import typer

from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.progress import counting
from amends.cli.trouble import FAILED
from amends.log.codec import pack
from amends.telling.clean import clean


def rebuild(
    check: Annotated[bool, typer.Option("--check", help="Only compare; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fold every log again, compare, and write the read tables that differ.

    The log and the ledger are never written. Exit code 1 when something differs that only a
    person can explain, or with --check when anything differs.
    """
    with opened() as engine, counting("orders", sum(engine.count().values())) as tell:
        done = engine.rebuild(tell, write=not check)
    left = [each for each in done.differences if check or not each.mended]
    if as_json:
        print_json({"ok": not left, **pack(done)})
    else:
        for each in done.differences:
            did = "mended" if each.mended and not check else "differs"
            typer.echo(clean(f"{each.order_id}: {each.what}: {did}"))
        said = f"{done.differing} differed" if done.differing else "all as their logs say"
        typer.echo(f"{done.orders} orders, {done.events} events folded: {said}.")
        if left and check:
            typer.echo("Run `amends rebuild` to mend what can be mended.", err=True)
        elif left:
            typer.echo(
                "What was not mended only a person can explain: run `amends audit`.", err=True
            )
    if left:
        raise typer.Exit(FAILED)
