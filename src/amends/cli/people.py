"""`amends people`: who may come in, and in which roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from amends.cli.output import AsJson, print_json, show
from amends.cli.trouble import USAGE, TroubleError
from amends.core.people import Role

if TYPE_CHECKING:
    from amends.accounts.models import Person

app = typer.Typer(no_args_is_help=True, help="Who may come in, and in which roles.")
Name = Annotated[str, typer.Argument(help="The account's name, as in orders.")]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help="buyer, seller, arbitrator or operator; may be repeated."),
]


@app.command("list")
def list_people(
    begins: Annotated[str, typer.Argument(help="How the names begin.")] = "",
    staff: Annotated[bool, typer.Option("--staff", help="Those of the platform alone.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000)] = 100,
    as_json: AsJson = False,
) -> None:
    """List people by name."""
    with accounts():
        from amends.accounts import roles

        people = roles.staff() if staff else roles.found(begins, limit=limit)
    if as_json:
        print_json([_told(each) for each in people])
        return
    table = Table("name", "roles", "e-mail", "", box=None, padding=(0, 2, 0, 0))
    for each in people:
        shut = "" if each.is_active else "shut"
        table.add_row(each.username, ", ".join(each.roles) or "–", each.email, shut)
    show(table)


@app.command()
def add(
    name: Name,
    role: Roles = None,
    email: Annotated[str, typer.Option("--email", help="Where codes are mailed.")] = "",
    called: Annotated[str, typer.Option("--called", help="The name that others see.")] = "",
) -> None:
    """Make an account, and print a link that signs it in once."""
    with accounts():
        from amends.accounts import making
        from amends.accounts.entering import first_token

        wanted = _roles(role)
        try:
            person = making.make_person(name, wanted, email=email, called=called)
        except making.MakingError as error:
            raise TroubleError(error.sentence, "Nothing was made.") from error
        typer.echo(f"Made {person.username}: {', '.join(person.roles) or 'no roles'}.")
        _say_link(first_token(person))


@app.command("roles")
def set_roles(name: Name, role: Roles = None) -> None:
    """Set all roles of somebody: those that are named, and no others. It holds at once."""
    with accounts():
        from amends.accounts.models import PEOPLES_ROLES
        from amends.accounts.roles import COMMAND_LINE, give_role, take_role

        person, wanted = _person(name), _roles(role)
        for each in PEOPLES_ROLES:
            (give_role if each in wanted else take_role)(person, each, COMMAND_LINE)
        typer.echo(f"{person.username}: {', '.join(person.roles) or 'no roles'}.")


@app.command()
def deactivate(name: Name) -> None:
    """Shut somebody out: their sessions end now. Their orders go on by the clock."""
    with accounts():
        from amends.accounts.roles import COMMAND_LINE
        from amends.accounts.roles import deactivate as shut

        done = shut(_person(name), COMMAND_LINE)
        typer.echo(f"{name} is shut out." if done else f"{name} was shut out before.")


@app.command()
def activate(name: Name) -> None:
    """Let somebody in again."""
    with accounts():
        from amends.accounts.roles import COMMAND_LINE
        from amends.accounts.roles import activate as let_in

        done = let_in(_person(name), COMMAND_LINE)
        typer.echo(f"{name} may come in again." if done else f"{name} was not shut out.")


@app.command()
def link(
    name: Name,
    forget: Annotated[
        bool,
        typer.Option("--forget-factors", help="Take the second factors away: they are lost."),
    ] = False,
) -> None:
    """Print a link that signs somebody in once, within a day."""
    with accounts():
        from amends.accounts.entering import first_token
        from amends.accounts.making import forget_factors

        person = _person(name)
        if not person.is_active:
            raise TroubleError(f"{name} is shut out.", "Run `amends people activate` first.")
        if forget:
            forget_factors(person)
        _say_link(first_token(person))


@app.command()
def changes(name: Name, as_json: AsJson = False) -> None:
    """Show who gave and took which role when."""
    with accounts():
        from amends.accounts.roles import changes as found

        rows = found(_person(name))
    if as_json:
        print_json(
            [{"at": r.at.isoformat(), "change": r.change, "role": r.role, "by": r.by} for r in rows]
        )
        return
    table = Table("when", "what", "by", box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(f"{row.at:%Y-%m-%d %H:%M} UTC", f"{row.change} {row.role}".strip(), row.by)
    show(table)


@contextmanager
def accounts() -> Iterator[None]:
    """Django made ready for one command; missing tables are told in a sentence."""
    from django.db import DatabaseError, connections

    from amends.web.tables import ready

    ready()
    try:
        yield
    except DatabaseError as error:
        raise TroubleError(
            f"The accounts cannot be read: {str(error).splitlines()[0]}.",
            "Run `amends init` if there are no tables yet.",
        ) from error
    finally:
        connections.close_all()


def _told(person: "Person") -> dict[str, object]:
    return {
        "name": person.username, "called": person.name, "email": person.email,
        "roles": person.roles, "active": person.is_active, "shop": person.shop,
    }  # fmt: skip


def _person(name: str) -> "Person":
    from amends.accounts.models import Person

    found = Person.objects.filter(username=name).first()
    if found is None:
        raise TroubleError(f"Nobody is called {name[:60]!r}.", "See `amends people list`.")
    return found


def _roles(given: list[str] | None) -> list[Role]:
    from amends.accounts.models import PEOPLES_ROLES

    unknown = set(given or ()) - set(PEOPLES_ROLES)
    if unknown:
        raise TroubleError(
            f"{min(unknown)[:40]!r} is no role of people.",
            f"Roles are {', '.join(PEOPLES_ROLES)}.",
            USAGE,
        )
    return [each for each in PEOPLES_ROLES if each in (given or ())]


def _say_link(token: str) -> None:
    from django.conf import settings

    typer.echo("This link signs in once, within a day. Whoever has it comes in:")
    typer.echo(f"{settings.SITE_URL}/first/{token}")
