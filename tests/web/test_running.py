"""Dave runs the platform: is anything late, stuck or unusual? Nobody else sees his console."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import get_resolver, reverse

from amends.core.moments import DAY
from amends.engine.beats import beat
from amends.engine.store.base import Writes
from amends.engine.store.tables import AsideRow
from tests.web.conftest import World

GETS = (
    "running", "running-aside", "running-search", "running-people", "running-policies",
    "running-figures", "running-clock", "running-work", "running-connections",
)  # fmt: skip


def addresses() -> list[str]:
    """Every address of the console, with something plausible in it."""
    from amends.web.pages.running.urls import urlpatterns

    some: dict[str, Any] = {
        "order_id": uuid.uuid4(), "pk": 1, "reference": "aliexpress-2017@1", "name": "database",
        "year": 2026, "kind": "audit",
    }  # fmt: skip
    found = []
    for pattern in urlpatterns:
        given = {
            name: uuid.uuid4() if type(kind).__name__ == "UUIDConverter" else some[name]
            for name, kind in pattern.pattern.converters.items()
        }
        found.append(reverse(str(pattern.name), kwargs=given))
    return found


def test_the_console_is_there_for_operators_alone(world: World) -> None:
    assert get_resolver() is not None
    others = [
        world.browser("eve"), world.browser("alice", "buyer"), world.browser("bob", "seller"),
        world.browser("carol", "arbitrator"),
    ]  # fmt: skip
    for address in addresses():
        for browser in others:
            assert browser.get(address).status_code == 404, address
            assert browser.post(address).status_code == 404, address


def test_no_get_changes_anything(world: World) -> None:
    dave = world.browser("dave", "operator")
    from amends.accounts.models import RoleChange
    from amends.web.models import Job

    before = (Job.objects.count(), RoleChange.objects.count(), world.engine.policy_switches())
    for address in addresses():
        assert dave.get(address).status_code in (200, 302, 404, 405), address
    after = (Job.objects.count(), RoleChange.objects.count(), world.engine.policy_switches())
    assert after == before


@pytest.mark.parametrize("name", GETS)
def test_a_page_takes_few_statements(world: World, name: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    dave = world.browser("dave", "operator")
    world.disputed()
    seen: list[str] = []
    select = world.engine.store.select

    def counted(statement: str, parameters: Any = ()) -> Any:
        seen.append(statement)
        return select(statement, parameters)

    dave.get(reverse(name))
    world.engine.store.select = counted  # type: ignore[method-assign]
    try:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = dave.get(reverse(name), {"q": world.name("alice")})
    finally:
        del world.engine.store.select
    assert answer.status_code == 200
    ours = [q["sql"] for q in queries if q["sql"].startswith(("SELECT", "INSERT", "UPDATE"))]
    assert len(seen) + len(ours) <= 12, [*seen, *ours]


def test_dave_sees_what_is_late_and_that_no_worker_comes(world: World) -> None:
    dave = world.browser("dave", "operator")
    world.disputed()
    while world.engine.sweep().more:
        pass
    world.clock.step(200 * DAY)
    # Other scenes share the database, and had workers.
    with world.engine.store.transaction() as transaction:
        transaction.change("DELETE FROM worker")
    page = dave.get(reverse("running")).text
    assert "waits for a worker, since" in page or "the first since" in page
    assert "No worker" in page
    while world.engine.sweep().more:
        pass
    beat(world.engine.store, "here")
    page = dave.get(reverse("running")).text
    assert "waits for a worker, since" not in page
    assert "the first since" not in page
    assert "worker is looking" in page or "workers are looking" in page


def test_an_order_put_aside_is_tried_again_with_a_button(world: World) -> None:
    order = world.disputed()
    dave = world.browser("dave", "operator")
    _spoil(world, order)
    page = dave.get(reverse("running-aside")).text
    assert reverse("running-try-again", args=[order]) in page
    assert "ValueError: a spoilt snapshot" in page
    answer = dave.post(reverse("running-try-again", args=[order]), follow=True)
    assert "The order goes on" in answer.text
    assert world.engine.put_aside(order) is None
    assert reverse("running-try-again", args=[order]) not in answer.text
    # Once more does no harm.
    assert (
        "The order goes on"
        in dave.post(reverse("running-try-again", args=[order]), follow=True).text
    )


def _spoil(world: World, order: str) -> None:
    now = world.clock.now()
    with world.engine.store.transaction() as transaction:
        transaction.write(
            Writes(
                aside=[AsideRow(order, now, "sweep", "ValueError: a spoilt snapshot", 1, now + DAY)]
            )
        )
        transaction.change("UPDATE orders SET state = '{}' WHERE order_id = ?", (order,))


def test_any_order_is_found_by_number_id_and_person(world: World) -> None:
    order = world.order()
    dave = world.browser("dave", "operator")
    number = world.engine.order(order).number  # type: ignore[union-attr]
    for wanted in (number, order):
        answer = dave.get(reverse("running-search"), {"q": wanted})
        assert answer.status_code == 302
        assert answer["Location"] == f"{reverse('order', args=[order])}?as=operator"
    assert number in dave.get(reverse("running-search"), {"q": world.name("alice")}).text
    nothing = dave.get(reverse("running-search"), {"q": "<script>nobody</script>"})
    assert "There is no such order" in nothing.text
    assert "<script>nobody" not in nothing.text


def test_connections_are_shown_without_secrets_and_answer(world: World, installation: Path) -> None:
    dave = world.browser("dave", "operator")
    page = dave.get(reverse("running-connections")).text
    assert "Database" in page
    assert "Storage" in page
    for name in ("database", "storage", "mail"):
        answer = dave.post(reverse("running-try", args=[name]), follow=True).text
        assert "It answers." in answer, (name, answer)
    assert dave.post(reverse("running-try", args=["nothing"])).status_code == 404
