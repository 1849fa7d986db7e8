"""`amends show`: one order at a glance."""

from typing import Annotated

import typer

from amends.app.order_json import order_json
from amends.app.order_view import OPERATOR, load_order_view
from amends.cli.finding import order_meant
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.output import show as print_shown
from amends.cli.picture import whole
from amends.cli.reader import READERS, actor_meant


def show(
    order: Annotated[str, typer.Argument(help="Its id, the shop's number, or a unique beginning.")],
    reader: Annotated[
        str, typer.Option("--as", help="Show what this person sees, for example buyer:alice.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="The whole history, however long.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show one order: parcels, money, disputes, what happened and what happens next.

    Deadlines that have passed are shown as fallen, whether or not a worker has come.
    """
    with opened() as engine:
        order_id = order_meant(engine, order)
        whom = actor_meant(reader, engine.people(order_id), READERS) if reader else OPERATOR
        seen = load_order_view(engine, order_id, whom)
    if as_json:
        print_json(order_json(seen))
    else:
        print_shown(whole(seen, everything=everything))
