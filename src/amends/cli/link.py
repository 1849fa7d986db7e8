"""`amends link`: the keys with which shops sign links, and a link for trying."""

from typing import Annotated, Literal, cast

import typer
from rich.table import Table

from amends.cli.output import AsJson, print_json, show
from amends.cli.people import accounts
from amends.cli.trouble import USAGE, TroubleError

app = typer.Typer(no_args_is_help=True, help="Links that bring people from a shop.")
keys_app = typer.Typer(no_args_is_help=True, help="The keys with which shops sign links.")
app.add_typer(keys_app, name="keys")
Shop = Annotated[str, typer.Argument(help="The shop, as in its orders.")]


@keys_app.command("add")
def add(shop: Shop, as_json: AsJson = False) -> None:
    """Make a key for a shop and print its secret, this once."""
    if not 0 < len(shop) <= 150:
        raise TroubleError("A shop's name has 1 to 150 characters.", "Name it again.", USAGE)
    with accounts():
        from amends.accounts.keys import add_key, secret_of

        key = add_key(shop)
        secret = secret_of(key)
    if as_json:
        print_json({"key": key.id, "shop": shop, "secret": secret})
        return
    typer.echo(f"key:    {key.id}")
    typer.echo(f"secret: {secret}")
    typer.echo("Keep the secret in the shop; it is not shown again.")


@keys_app.command("list")
def list_keys(
    shop: Annotated[str, typer.Argument(help="One shop alone.")] = "", as_json: AsJson = False
) -> None:
    """List keys, without their secrets."""
    with accounts():
        from amends.accounts.keys import keys

        found = keys(shop)
    if as_json:
        print_json([{"key": each.id, "shop": each.shop, "good": not each.ended} for each in found])
        return
    table = Table("key", "shop", "made", "", box=None, padding=(0, 2, 0, 0))
    for each in found:
        table.add_row(each.id, each.shop, f"{each.made:%Y-%m-%d}", "ended" if each.ended else "")
    show(table)


@keys_app.command("end")
def end(key: Annotated[str, typer.Argument(help="The key's id.")]) -> None:
    """Let the links of a key in no longer."""
    with accounts():
        from amends.accounts.keys import end_key

        if not end_key(key):
            raise TroubleError("There is no such key that is good.", "See `amends link keys list`.")
    typer.echo("Its links let nobody in any more.")


@app.command()
def make(
    shop: Shop,
    person: Annotated[str, typer.Argument(help="The buyer's or seller's account.")],
    order: Annotated[str, typer.Argument(help="The order's number in the shop, or its id.")],
    role: Annotated[str, typer.Option("--role", help="buyer or seller.")] = "buyer",
    dispute: Annotated[int | None, typer.Option("--dispute", help="Straight to a dispute.")] = None,
    minutes: Annotated[int, typer.Option("--minutes", min=1, max=60, help="Good so long.")] = 5,
) -> None:
    """Make a link as the shop would, for trying it."""
    if role not in ("buyer", "seller"):
        raise TroubleError("A link is for a buyer or a seller.", "Write --role buyer.", USAGE)
    with accounts():
        from django.conf import settings

        from amends.accounts.keys import keys
        from amends.accounts.links import make as make_token

        key = next((each for each in keys(shop) if each.ended is None), None)
        if key is None:
            raise TroubleError("This shop has no key.", "Run `amends link keys add` first.")
        token = make_token(
            key, person=person, role=cast(Literal["buyer", "seller"], role), order=order,
            dispute=dispute, seconds=minutes * 60,
        )  # fmt: skip
        typer.echo(f"{settings.SITE_URL}/from/{token}")
