"""`amends serve`: a real server with the worker inside, and what it tells browsers."""

import re
import sqlite3
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.engine.clock import SteppedClock
from amends.engine.engine import open_engine
from amends.engine.envelope import Envelope, Receipt
from tests.web.served import amends, asked, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With tables, and Alice's order of which the deadline has long passed."""
    found = tmp_path_factory.mktemp("serving") / "home"
    assert amends(found, "init").returncode == 0
    return found


def order_of(home: Path, days_ago: int, number: str = "", database: str = "") -> str:
    """Alice paid Bob for a kettle, some days ago."""
    clock = SteppedClock(time.time_ns() // 1_000_000 - days_ago * DAY)
    engine = open_engine(database or home, clock)
    arguments: dict[str, object] = {
        "number": number or uuid.uuid4().hex[:12], "shop": "shop", "buyer": "alice",
        "seller": "bob", "currency": "USD", "ship_from": "CN", "ship_to": "ES",
        "logistics": "platform", "shipping": "2.00", "promised": "P30D",
        "lines": [{"id": "kettle", "title": "Kettle", "price": "18.00", "quantity": 1}],
    }  # fmt: skip
    envelope = Envelope(
        actor=Actor(role="shop", name="shop"), order_id=None, key=uuid.uuid4().hex,
        command=build("place_order", arguments), seen_at=clock.now(),
    )  # fmt: skip
    (answer,) = engine.execute([envelope])
    engine.close()
    assert isinstance(answer, Receipt), answer
    return answer.order_id


def status_of(home: Path, order: str) -> str:
    with sqlite3.connect(home / "amends.sqlite3") as database:
        found = database.execute("SELECT status FROM orders WHERE order_id = ?", (order,))
        return str(found.fetchone()[0])


def comes_true(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + 15
    while time.monotonic() < until and not what():
        time.sleep(0.1)
    return what()


def test_it_does_not_start_without_tables(tmp_path: Path) -> None:
    answer = amends(tmp_path / "new", "serve")
    assert answer.returncode == 1
    assert "amends init" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nor_with_a_weak_secret(home: Path) -> None:
    answer = amends(home, "serve", AMENDS_SECRET_KEY="secret" * 20)
    assert answer.returncode == 1
    assert "too weak" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nor_where_somebody_else_listens(home: Path) -> None:
    with serving(home, "--no-worker") as address:
        answer = amends(home, "serve", "--port", address.rpartition(":")[2])
    assert answer.returncode == 1
    assert "address already in use" in answer.stderr


def test_the_worker_inside_wakes_what_is_due(home: Path) -> None:
    order = order_of(home, 200)
    assert status_of(home, order) == "paid"
    with serving(home):
        assert comes_true(lambda: status_of(home, order) != "paid")


def test_without_the_worker_it_waits(home: Path) -> None:
    order = order_of(home, 200)
    with serving(home, "--no-worker") as address:
        assert asked(f"{address}/account/login/").status == 200
        time.sleep(2)
        assert status_of(home, order) == "paid"


def test_by_https_cookies_are_secure_and_browsers_stay(home: Path) -> None:
    with serving(home, "--no-worker", AMENDS_URL="https://amends.example") as address:
        answer = asked(f"{address}/account/login/", "amends.example")
        assert "; Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        # Nobody else's name is answered to: no mail can hold a link to it.
        assert asked(f"{address}/account/login/", "evil.example").status == 400


def test_by_http_no_cookie_is_lost(home: Path) -> None:
    with serving(home, "--no-worker") as address:
        answer = asked(f"{address}/account/login/")
        assert "Secure" not in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"] is None


def test_people_and_links_are_made_at_the_command_line(home: Path) -> None:
    made = amends(home, "people", "add", "erin", "--role", "operator", "--email", "erin@x.test")
    assert re.search(r"^http://localhost:8000/first/\S+$", made.stdout, re.MULTILINE)
    again = amends(home, "people", "add", "erin")
    assert (again.returncode, "There is an account" in again.stderr) == (1, True)
    amends(home, "people", "roles", "erin", "--role", "arbitrator", "--role", "buyer")
    listed = amends(home, "people", "list", "er", "--json").stdout
    assert '"roles": ["buyer", "arbitrator"]' in listed
    assert amends(home, "people", "roles", "erin", "--role", "king").returncode == 2
    assert "shut out" in amends(home, "people", "deactivate", "erin").stdout
    assert amends(home, "people", "link", "erin").returncode == 1
    assert "taken operator" in amends(home, "people", "changes", "erin").stdout
    assert amends(home, "people", "link", "nobody").returncode == 1

    assert amends(home, "link", "make", "none", "alice", "1").returncode == 1
    key = amends(home, "link", "keys", "add", "teahouse").stdout
    found = re.search(r"key: +(\w+)\nsecret: (\S{43})\n", key)
    assert found
    listed = amends(home, "link", "keys", "list").stdout
    assert found[1] in listed
    assert found[2] not in listed
    assert "/from/" in amends(home, "link", "make", "teahouse", "alice", "1").stdout
    assert amends(home, "link", "keys", "end", found[1]).returncode == 0
    assert amends(home, "link", "make", "teahouse", "alice", "1").returncode == 1
