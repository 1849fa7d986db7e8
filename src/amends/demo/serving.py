"""The demo in a browser: the same server as `amends serve`, with people to be and a clock to move."""

import os
from pathlib import Path

from amends.demo.cast import BUYERS, PEOPLE, SELLERS, SHOP
from amends.demo.clock import CLOCK_NAME
from amends.web.serving import serve


def prepare(folder: Path) -> None:
    """Make Django's tables and the people of a demo's folder; the marketplace comes after."""
    _environment(folder)
    (folder / CLOCK_NAME).unlink(missing_ok=True)
    from amends.web.tables import migrate

    migrate()
    from django.contrib.auth.hashers import make_password

    from amends.accounts.models import Person

    none = make_password(None)
    names = dict.fromkeys((*PEOPLE, *BUYERS, *SELLERS))
    Person.objects.bulk_create(
        Person(
            username=name,
            name=name.capitalize(),
            roles=[_role(name)],
            shop=SHOP.name if _role(name) in ("buyer", "seller") else "",
            password=none,
        )
        for name in names
    )


def serve_demo(folder: Path, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    _environment(folder)
    serve(host, port)


def _role(name: str) -> str:
    if name in PEOPLE:
        return PEOPLE[name][1]
    return "seller" if name in SELLERS else "buyer"


def _environment(folder: Path) -> None:
    os.environ["AMENDS_HOME"] = str(folder)
    os.environ["DATABASE_URL"] = ""
    os.environ["AMENDS_STORAGE_URL"] = ""
    os.environ["AMENDS_MAIL_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "amends.demo.settings"
