"""A real installation in a folder of the worker's own: Django, engine and files, on SQLite unless told."""

import os
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from amends.core.commands import build
from amends.core.people import Actor, Role
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Answer, Envelope, Receipt

if TYPE_CHECKING:
    from django.test import Client

# The database of the pages; `test_on_postgresql.py` names one.
PAGES_DATABASE = "AMENDS_TEST_PAGES_DATABASE"
_SETTINGS = {"AMENDS_STORAGE_URL": "", "AMENDS_SECRET_KEY": ""}


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Its folder, with all tables. Django is set up once a process and reads its settings then."""
    home = tmp_path_factory.mktemp("web")
    before = dict(os.environ)
    database = os.environ.get(PAGES_DATABASE, "")
    os.environ.update(_SETTINGS, AMENDS_HOME=str(home), DATABASE_URL=database)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
    from amends.web.tables import migrate

    migrate()
    os.environ.clear()
    os.environ.update(before)
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    yield home
    teardown_test_environment()
    from amends.web import engine

    engine.close()


@dataclass
class World:
    """People and orders of one test: every name is the test's own, so that tests share a database."""

    engine: Engine
    clock: SteppedClock
    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def name(self, who: str) -> str:
        """The account of `alice`, `bob`, … in this test."""
        return f"{who}-{self.mark}"

    def person(self, who: str, *roles: Role, **more: Any) -> Any:
        """An account with roles; the same one when asked again."""
        from amends.accounts.models import Person

        found = Person.objects.filter(username=self.name(who)).first()
        return found or Person.objects.create_user(
            self.name(who), name=who.capitalize(), roles=list(roles), **more
        )

    def browser(self, who: str, *roles: Role) -> "Client":
        """A browser in which that person is signed in."""
        from django.test import Client

        client = Client()
        client.force_login(
            self.person(who, *roles), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    def give(
        self, who: str, role: Role, command: str, order: str | None, **arguments: object
    ) -> Answer:
        """Somebody gives a command, now."""
        envelope = Envelope(
            actor=Actor(role=role, name="shop" if role == "shop" else self.name(who)),
            order_id=order,
            command=build(command, arguments),
            key=uuid.uuid4().hex,
            seen_at=self.clock.now(),
        )
        (answer,) = self.engine.execute([envelope])
        return answer

    def done(
        self, who: str, role: Role, command: str, order: str | None, **arguments: object
    ) -> str:
        """As `give`, and it must be accepted; gives the order's id."""
        answer = self.give(who, role, command, order, **arguments)
        assert isinstance(answer, Receipt), answer
        return answer.order_id

    def order(self, **more: object) -> str:
        """Alice has paid for Bob's kettle, $20.00 with shipping."""
        arguments: dict[str, object] = {
            "number": uuid.uuid4().hex[:12], "shop": "shop",
            "buyer": self.name("alice"), "seller": self.name("bob"),
            "currency": "USD", "ship_from": "CN", "ship_to": "ES", "logistics": "platform",
            "shipping": "2.00", "promised": "P30D",
            "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 1}],
        }  # fmt: skip
        return self.done("shop", "shop", "place_order", None, **(arguments | more))

    def shipped(self, **more: object) -> str:
        """… and Bob has shipped it."""
        order = self.order(**more)
        self.done(
            "bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB"
        )
        return order

    def delivered(self) -> str:
        """… and it was delivered ten days later."""
        order = self.shipped()
        self.clock.step(10 * 86_400_000)
        self.done(
            "carrier",
            "carrier",
            "report_tracking",
            order,
            tracking="RB123456785GB",
            status="delivered",
        )
        return order

    def disputed(self, **more: object) -> str:
        """… and Alice asks for $9.00: the lid is cracked."""
        order = self.delivered()
        arguments: dict[str, object] = {
            "line": "kettle", "grounds": "not_as_described.quality", "received": True,
            "remedy": "refund_only", "amount": "9.00", "statement": "The lid is cracked.",
            "exhibits": ["photo"],
        }  # fmt: skip
        return self.done("alice", "buyer", "open_dispute", order, **(arguments | more))


@pytest.fixture
def world(installation: Path) -> World:
    """A fresh cast on the installation."""
    from amends.web.engine import engine
    from tests.web.settings import CLOCK

    return World(engine(), CLOCK)


@pytest.fixture(scope="session")
def marketplace(installation: Path) -> World:
    """The demo's marketplace on the installation, for tests that need every kind of case."""
    from amends.demo.market import make
    from amends.web.engine import engine
    from tests.web.settings import CLOCK

    make(engine().store, CLOCK.now())
    return World(engine(), CLOCK)


@pytest.fixture
def do() -> "Callable[..., Any]":
    """Send the form of a command as a browser does: `do(client, order, "accept_proposal", …)`."""

    def send(client: "Client", order: str, command: str, key: str = "", **sent: object) -> Any:
        fields = {"key": key or uuid.uuid4().hex, **sent}
        return client.post(f"/orders/{order}/do/{command}/", fields)

    return send


_OWN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"')


def plain(answer: Any) -> str:
    """A page without what differs every time or comes from the address that was asked for."""
    return _OWN.sub("", answer.text).replace(answer.request["PATH_INFO"], "")
