"""What every address answers with, whoever asks: headers, methods, and nothing for strangers."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.conftest import World


def _routes(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in patterns:
        here = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _routes(each.url_patterns, here)
        else:
            yield here, each


def _address(route: str, order: str) -> str:
    """A path for a route: this order, its first dispute, and something for everything else."""
    filled = route.replace("^", "").replace("$", "").replace("\\Z", "")
    for name, example in (
        ("<uuid:order_id>", order), ("<int:number>", "1"), ("<slug:command>", "confirm_receipt"),
    ):  # fmt: skip
        filled = filled.replace(name, example)
    while "<" in filled:
        start, _, rest = filled.partition("<")
        kind, _, tail = rest.partition(">")
        filled = f"{start}{_EXAMPLES.get(kind.partition(':')[0], 'x')}{tail}"
    return f"/{filled}"


_EXAMPLES = {"uuid": str(uuid.UUID(int=7)), "int": "1"}


def _everywhere(order: str) -> list[str]:
    from amends.web.urls import urlpatterns

    return sorted({_address(route, order) for route, _ in _routes(urlpatterns)})


@pytest.fixture
def paths(world: World) -> tuple[World, str, list[str]]:
    """Every address of the site, about an order in dispute."""
    order = world.disputed()
    return world, order, [path for path in _everywhere(order) if "(?P" not in path]


def test_every_answer_carries_the_headers(paths: tuple[World, str, list[str]]) -> None:
    world, _, addresses = paths
    assert len(addresses) > 30
    for who, roles in (("alice", ["buyer"]), ("dave", ["operator", "arbitrator", "seller"])):
        browser = world.browser(who, *roles)  # type: ignore[arg-type]
        for path in addresses:
            answer = browser.get(path)
            assert answer.status_code < 500, path
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "default-src 'none'" in policy, path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert answer.headers["Referrer-Policy"] == "same-origin", path
            assert answer.headers["X-Frame-Options"] == "DENY", path
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path


def test_asking_changes_nothing(paths: tuple[World, str, list[str]]) -> None:
    world, order, addresses = paths
    for who, role in (
        ("alice", "buyer"),
        ("bob", "seller"),
        ("carol", "arbitrator"),
        ("dave", "operator"),
    ):
        browser = world.browser(who, role)  # type: ignore[arg-type]
        before = _everything(world, order)
        for path in addresses:
            browser.get(path)
            browser.head(path)
        assert _everything(world, order) == before, who


def test_strangers_are_sent_to_the_door_or_told_nothing(
    paths: tuple[World, str, list[str]],
) -> None:
    from django.test import Client

    _, order, addresses = paths
    for path in addresses:
        answer = Client().get(path)
        assert answer.status_code < 500, path
        if order in path:
            assert answer.status_code in (302, 404, 405), path
            assert "Kettle" not in answer.text, path


def _everything(world: World, order: str) -> dict[str, Any]:
    """How many rows each table has, but for sessions; the order's log."""
    from django.db import connection

    with connection.cursor() as cursor:
        names = [
            n for n in connection.introspection.table_names(cursor)
            if "session" not in n and not n.startswith("sqlite")
        ]  # fmt: skip
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
    return {**counts, "event": [entry.hash for entry in world.engine.entries(order)]}
