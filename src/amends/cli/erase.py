"""`amends erase`: a role's words on an order go; the log still verifies (safeguards.md 31)."""

from typing import Annotated

import typer

from amends.cli.finding import order_meant
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.reader import actor_meant
from amends.cli.trouble import FAILED
from amends.core.people import Role
from amends.core.refusals import Refusal
from amends.log.codec import pack
from amends.telling.refusals import packed, said

WHOSE: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")


def erase(
    order: Annotated[str, typer.Argument(help="Its id, the shop's number, or a unique beginning.")],
    role: Annotated[str, typer.Option("--of", help="Whose words: buyer, seller, arbitrator.")],
    confirm: Annotated[bool, typer.Option("--confirm", help="It cannot be undone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase one role's words on an order; a buyer's with the postcode and the parcel numbers.

    Possible when the order is over: completed, out of protection, with nothing open or to be appealed.
    It cannot be undone.
    """
    whose = actor_meant(role, None, WHOSE).role
    with opened() as engine:
        order_id = order_meant(engine, order)
        if not confirm:
            typer.echo(
                f"The words of the {whose} on order {order_id} would be erased for ever."
                " Nothing was done; say --confirm if that is what you want.",
                err=True,
            )
            raise typer.Exit(FAILED)
        answer = engine.erase(order_id, whose)
    if as_json:
        print_json(
            {"ok": False, **packed(answer)}
            if isinstance(answer, Refusal)
            else {"ok": True, **pack(answer)}
        )
    elif isinstance(answer, Refusal):
        typer.echo(f"Refused ({answer.code}): {said(answer)}", err=True)
    else:
        typer.echo(f"Erased {answer.texts} texts of order {order_id}. Its log still verifies.")
    if isinstance(answer, Refusal):
        raise typer.Exit(FAILED)
