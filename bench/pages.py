"""Server time of the pages that people work on, in a small database and in one a hundred times larger.

Each page is fetched through Django's whole chain with a real session. Two processes, one for each
database, take turns, so that whatever else the machine does slows both.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

from amends.dev.postgres import Server, temporary_postgres
from bench.result import Result, Round

SMALL, LARGE = 10_000, 1_000_000
FETCHES = 20  # of a page in a round, in each database
PAGES = ("dispute", "seller", "arbitrator")
# At most one and a half times the time of the small database.
AIM = 0.67


@dataclass
class _Site:
    """A process with its database."""

    ask: Any

    def measured(self, page: str) -> tuple[float, int]:
        """The median of the seconds that a page takes, and its statements."""
        self.ask.send(page)
        answer: tuple[float, int] = self.ask.recv()
        return answer


def run(page: str = "dispute", rounds: int = 5, small: int = SMALL, large: int = LARGE) -> Result:
    """Measure one page. Both databases are filled at the first call and kept for the others."""
    ours, others = _sites(small, large)
    measured, statements = [], 0
    for _ in range(rounds):
        (slow, statements), (fast, _) = others.measured(page), ours.measured(page)
        measured.append(Round(figure=1 / slow, limit=1 / fast))
    return Result(
        name=f"{page} page among {large:,} disputes",
        unit="pages/s",
        against=f"the same page among {small:,} disputes",
        aim=AIM,
        rounds=tuple(measured),
        notes=(
            f"{1000 / median(r.figure for r in measured):.1f} ms a page, {statements} SQL statements",
            "one process; median of so many fetches a round: " + str(FETCHES),
        ),
    )


@cache
def _sites(small: int, large: int) -> tuple[_Site, _Site]:
    """The two processes, which end with this one."""
    import atexit

    stack = ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(temporary_postgres())
    sites = [stack.enter_context(_site(server, size)) for size in (small, large)]
    for site in sites:
        assert site.ask.recv() == "ready"
    return sites[0], sites[1]


@contextmanager
def _site(server: Server, disputes: int) -> Iterator[_Site]:
    url = server.create(f"pages_{disputes}")
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    with tempfile.TemporaryDirectory() as home:
        process = spawn.Process(target=_serve, args=(url, disputes, home, theirs), daemon=True)
        process.start()
        theirs.close()  # so that its end is heard of
        try:
            yield _Site(ours)
        finally:
            process.kill()
            process.join()


def _serve(url: str, disputes: int, home: str, asked: Connection) -> None:
    """Fill a database, then fetch what is asked for until it is nothing."""
    os.environ.update(
        DATABASE_URL=url, AMENDS_HOME=home, DJANGO_SETTINGS_MODULE="bench.pages_settings",
        AMENDS_SECRET_KEY="", AMENDS_STORAGE_URL="",
    )  # fmt: skip
    from amends.engine.engine import open_store
    from amends.web.tables import migrate
    from bench.pages_fill import fill

    migrate()
    store = open_store(url)
    filled = fill(store, url, disputes)
    store.close()
    fetched = _pages(filled.samples)
    asked.send("ready")
    while page := asked.recv():
        client, address = fetched[page]
        asked.send(_fetched(client, address))


def _pages(samples: dict[str, str]) -> dict[str, tuple[Any, str]]:
    """Who fetches which address: the dispute is the buyer's, the queues are a seller's and Carol's."""
    from django.test.utils import setup_test_environment

    setup_test_environment()
    order_id = samples["answer"]
    buyer = f"buyer 0-{int(order_id[-12:], 16)}"
    return {
        "dispute": (_browser(buyer, "buyer"), f"/orders/{order_id}/disputes/1/"),
        "seller": (_browser("seller 1", "seller"), "/selling/"),
        "arbitrator": (_browser("carol", "arbitrator"), "/deciding/"),
    }


def _browser(name: str, role: str) -> Any:
    from django.test import Client

    from amends.accounts.models import Person

    person = Person.objects.create_user(name, roles=[role])
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _fetched(client: Any, address: str) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from amends.web.engine import engine

    seconds = []
    for _ in range(FETCHES):
        began = time.perf_counter()
        answer = client.get(address)
        seconds.append(time.perf_counter() - began)
        assert answer.status_code == 200, (address, answer.status_code)
    store = engine().store
    select, count = store.select, 0

    def counting(statement: str, parameters: Any = ()) -> Any:
        nonlocal count
        count += 1
        return select(statement, parameters)

    store.select = counting  # type: ignore[method-assign]
    with CaptureQueriesContext(connection) as django:
        client.get(address)
    store.select = select  # type: ignore[method-assign]
    return median(seconds), count + len(django)
