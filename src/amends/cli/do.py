"""`amends do`: any command, given by anybody, as programs and pages will give it."""

import uuid
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from amends.app.order_json import in_words
from amends.app.order_view import load_order_view
from amends.app.submit import submit
from amends.cli.arguments import read_arguments
from amends.cli.finding import order_meant
from amends.cli.home import opened
from amends.cli.output import AsJson, print_json
from amends.cli.reader import actor_meant
from amends.cli.trouble import FAILED, USAGE, TroubleError
from amends.core.commands import COMMANDS, CommandError, build
from amends.core.moves import roles_of
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.core.visibility import events_seen_by
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope, Receipt
from amends.log.codec import pack
from amends.telling.clean import clean
from amends.telling.happened import happened
from amends.telling.refusals import packed, said
from amends.telling.seen import Seen
from amends.telling.standing import headline


def do(
    command: Annotated[str, typer.Argument(help="One of the commands, for example propose.")],
    order: Annotated[str, typer.Argument(help="Which order; left out only for place_order.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who gives it: role:name, or a role alone.")] = "",
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", help="An argument as name=value; may be given again."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--with-file", help="Arguments from a JSON or TOML file.")
    ] = None,
    key: Annotated[
        str, typer.Option("--key", help="The same key again gives the first answer again.")
    ] = "",
    policy: Annotated[
        str,
        typer.Option(
            "--policy", help="What a new order pins: a built-in name, or an adopted name@version."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Give a command. A refusal says why and what can be done instead, and changes nothing.

    Example: amends do propose 4711 --by seller --with remedy=refund_only --with amount=9.00
    """
    name = _known(command)
    if by:
        # A role that there is not is told before what is missing in the command.
        actor_meant(by)
    arguments = read_arguments(COMMANDS[name], with_ or [], file)
    if name == "place_order" and order:
        arguments.setdefault("number", order)
    try:
        built = build(name, arguments)
    except CommandError as error:
        refusal = error.refusal
        raise TroubleError(said(refusal).sentence, _example(name), USAGE, refusal) from error
    with opened() as engine:
        order_id, actor = _whose(engine, name, order, by, built)
        envelope = Envelope(
            actor=actor, order_id=order_id, command=built, key=key or str(uuid.uuid4()),
            seen_at=engine.now(), policy=policy,
        )  # fmt: skip
        (answer,) = submit(engine, envelope)
        if isinstance(answer, Refusal):
            _refused(answer, as_json=as_json)
        else:
            _accepted(engine, actor, answer, as_json=as_json)


def _known(command: str) -> str:
    if command in COMMANDS:
        return command
    near = get_close_matches(command, COMMANDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(COMMANDS)}."
    raise TroubleError(f"There is no command {command[:60]!r}.", hint, USAGE)


def _example(name: str) -> str:
    return f"See `amends do --help`, and docs/reference/commands.md for {name}."


def _whose(
    engine: Engine, name: str, order: str, by: str, command: Any
) -> tuple[str | None, Actor]:
    """The order and the actor. A role alone is the order's own person in it."""
    roles = roles_of(name)
    if name == "place_order":
        return None, actor_meant(by or f"shop:{command.shop or 'shop'}")
    if not order:
        raise TroubleError(f"{name} is about an order.", "Name it after the command.", USAGE)
    if not by and len(roles) != 1:
        raise TroubleError(
            f"{name} can be given by {' or '.join(roles)}.", "Say who with --by role:name.", USAGE
        )
    order_id = order_meant(engine, order)
    return order_id, actor_meant(by or roles[0], engine.people(order_id))


def _refused(refusal: Refusal, *, as_json: bool) -> None:
    if as_json:
        print_json({"ok": False, **packed(refusal)})
    else:
        how = " (--with confirm=true)" if refusal.code == "needs_confirmation" else ""
        typer.echo(clean(f"Refused ({refusal.code}): {said(refusal)}{how}"), err=True)
    raise typer.Exit(FAILED)


def _accepted(engine: Engine, actor: Actor, receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        assert receipt.order is not None, "what was accepted is about an order"
        seen_events = events_seen_by(actor, receipt.order, receipt.events)
        plain = [{"event": type(x).__name__, **pack(x)} for x in seen_events]
        events = in_words(plain, engine.texts(receipt.order_id))
        print_json(
            {
                "ok": True, "order": receipt.order_id, "position": receipt.position,
                "replayed": receipt.replayed, "events": events,
            }
        )  # fmt: skip
        return
    seen = load_order_view(engine, receipt.order_id, actor)
    again = "This was done before; nothing changed. " if receipt.replayed else ""
    typer.echo(f"{again}Order {receipt.order_id}, position {receipt.position}:")
    for event in receipt.events:
        typer.echo(f"  {happened(seen.words, event)}")
    for sentence in _standing(seen):
        typer.echo(sentence)


def _standing(seen: Seen) -> list[str]:
    several = len(seen.order.disputes) > 1
    return [
        (f"Dispute {dispute.number}: " if several else "") + headline(seen, dispute)
        for dispute in seen.order.disputes
    ]
