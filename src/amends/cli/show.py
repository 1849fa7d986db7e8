"""`amends show`: one order at a glance."""

from typing import Annotated

import typer

from amends.cli.finding import order_meant
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.output import show as print_shown
from amends.cli.picture import whole
from amends.cli.reader import actor_meant
from amends.core.moments import format_instant
from amends.core.money import format_minor
from amends.core.people import Role
from amends.telling.happened import happened
from amends.telling.seen import OPERATOR, Seen, see
from amends.telling.standing import aside_sentence, headline

READERS: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")


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
        seen = see(engine, order_id, whom)
    if as_json:
        print_json(_as_json(seen))
    else:
        print_shown(whole(seen, everything=everything))


def _as_json(seen: Seen) -> dict[str, object]:
    shown = seen.as_json()
    for told, dispute in zip(shown["disputes"], seen.order.disputes, strict=True):
        told["headline"] = headline(seen, dispute)
        owed = seen.owed.get(dispute.number, 0)
        told["owed_by_seller"] = format_minor(owed, seen.order.currency)
    shown["as"] = str(seen.reader)
    shown["aside"] = aside_sentence(seen) or None
    shown["now"] = format_instant(seen.now)
    shown["happened"] = [
        {
            "at": format_instant(at),
            "by": by,
            "event": type(x).__name__,
            "sentence": happened(seen.words, x),
        }
        for at, by, x in seen.past
    ]
    shown["coming"] = [
        {"at": format_instant(at), "event": type(x).__name__, "sentence": happened(seen.words, x)}
        for at, x in seen.coming
    ]
    return shown
