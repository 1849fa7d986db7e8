"""People at the door: what the tests of accounts and links share."""

import re
from typing import Any

from tests.web.conftest import World

PASSWORD = "a lid that is cracked"


def with_password(world: World, who: str, *roles: Any) -> Any:
    """An account that has a password and an address that is known to be its own."""
    from allauth.account.models import EmailAddress

    person = world.person(who, *roles)
    person.set_password(PASSWORD)
    person.email = f"{person.username}@mail.test"
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def browser(**more: Any) -> Any:
    """A browser in which nobody is signed in."""
    from django.test import Client

    return Client(**more)


def sign_in(name: str, password: str = PASSWORD) -> tuple[Any, Any]:
    """A browser in which the form was sent, and the answer."""
    from django.core.cache import cache

    cache.clear()  # the tests all come from one address, and would be too many
    client = browser(HTTP_USER_AGENT="Firefox on Debian")
    return client, client.post("/account/login/", {"login": name, "password": password})


def entered(world: World, who: str, *roles: Any) -> Any:
    """Somebody who came in by their password."""
    client, answer = sign_in(with_password(world, who, *roles).username)
    assert answer.status_code == 302, answer.text
    return client


def is_in(client: Any) -> bool:
    """Whether the browser is signed in."""
    return client.get("/account/").status_code == 200


def mailed(to: str) -> Any:
    """The last mail to an address."""
    from django.core import mail

    return next(each for each in reversed(mail.outbox) if each.to == [to])


def link_in(mail: Any) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.body)
    assert found, mail.body
    return found[1]
