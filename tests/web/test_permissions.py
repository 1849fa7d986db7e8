"""Who may do what, page by page: the forms on a page are what `moves` opens, for everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from amends.core.commands import COMMANDS
from amends.core.deadlines import expire
from amends.core.dispute import Arbitration, Replacement, Return
from amends.core.moves import dispute_moves, moves
from amends.core.people import Actor, Role
from tests.conftest import Figure
from tests.web.conftest import World, plain

_FORM = re.compile(r'action="/orders/[0-9a-f-]{36}/do/([a-z_]+)/"')
# Moves that have a page of their own instead of a form: the page is what is linked.
_PAGES = {
    "cancel_dispute": "/cancel/",
    "confirm_receipt": "/confirm/",
    "open_dispute": "/open/",
    "submit_exhibit": "/exhibits/",
    # Rulings and what leads to them are made at the arbitrator's desk.
    "issue_ruling": "/deciding/",
    "decide_appeal": "/deciding/",
    "confirm_ruling": "/deciding/",
    "request_exhibit": "/deciding/",
}
_ROLES: tuple[tuple[str, Role], ...] = (
    ("carol", "arbitrator"), ("dan", "arbitrator"), ("dave", "operator"),
)  # fmt: skip
_NOWHERE = "0192f0c0-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Scene:
    """A dispute of the marketplace that stands differently from every other."""

    order: str
    number: int
    actors: tuple[Actor, ...]


@pytest.fixture(scope="module")
def scenes(marketplace: World) -> list[Scene]:
    """One dispute for each way to stand: policy, stage, step, turn."""
    engine = marketplace.engine
    found: dict[tuple[object, ...], Scene] = {}
    rows = [*engine.disputes(limit=500), *engine.disputes(closed=True, limit=500)]
    for row in rows:
        order = engine.order(row.order_id)
        assert order is not None
        dispute = order.dispute(row.number)
        assert dispute is not None
        stage = dispute.stage
        step = stage.step if isinstance(stage, Return | Replacement | Arbitration) else None
        how = (order.policy, stage.name, step, row.turn, row.outcome, order.chargeback is not None)
        parties = (Actor(role="buyer", name=row.buyer), Actor(role="seller", name=row.seller))
        staff = tuple(Actor(role=role, name=name) for name, role in _ROLES)
        found.setdefault(how, Scene(row.order_id, row.number, (*parties, *staff)))
    assert len(found) > 25
    return list(found.values())


def _open_now(world: World, scene: Scene, actor: Actor) -> tuple[set[str], set[str]]:
    """The moves about the dispute and about the order, as the rules give them."""
    engine = world.engine
    stored = engine.order(scene.order)
    assert stored is not None
    policy, now = engine.policy(stored.policy), max(engine.now(), stored.last_at)
    order, _ = expire(stored, policy, now)
    about = set(dispute_moves(order, actor, policy, now, scene.number))
    every = set(moves(order, actor, policy, now))
    of_disputes = {
        name for d in order.disputes for name in dispute_moves(order, actor, policy, now, d.number)
    }
    return about, every - of_disputes


def _browser(world: World, actor: Actor) -> Any:
    from django.test import Client

    from amends.accounts.models import Person

    person, _ = Person.objects.get_or_create(
        username=actor.name, defaults={"roles": [actor.role], "name": actor.name.capitalize()}
    )
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _shown(text: str, open_now: set[str]) -> set[str]:
    found = set(_FORM.findall(text))
    return found | {name for name, page in _PAGES.items() if name in open_now and page in text}


def test_a_dispute_page_offers_exactly_what_is_open(
    marketplace: World, scenes: list[Scene], figure: Figure
) -> None:
    wrong, checked = [], 0
    for scene in scenes:
        for actor in scene.actors:
            about, _ = _open_now(marketplace, scene, actor)
            page = _browser(marketplace, actor).get(
                f"/orders/{scene.order}/disputes/{scene.number}/"
            )
            assert page.status_code == 200
            shown = _shown(page.text, about)
            checked += len(COMMANDS)
            if shown != about:
                wrong.append(
                    (str(actor), scene, "missing", about - shown, "too many", shown - about)
                )
    figure("moves compared with the forms on dispute pages", checked)
    assert wrong == []


def test_an_order_page_offers_exactly_what_is_open(
    marketplace: World, scenes: list[Scene], figure: Figure
) -> None:
    wrong, checked = [], 0
    for scene in scenes:
        for actor in scene.actors:
            _, about = _open_now(marketplace, scene, actor)
            page = _browser(marketplace, actor).get(f"/orders/{scene.order}/")
            assert page.status_code == 200
            shown = _shown(page.text, about)
            checked += len(COMMANDS)
            # What is about a dispute may be offered here as well, where it is open.
            extra = shown - about - _open_now(marketplace, scene, actor)[0]
            if about - shown or extra:
                wrong.append((str(actor), scene, "missing", about - shown, "too many", extra))
    figure("moves compared with the forms on order pages", checked)
    assert wrong == []


def _closed_to(world: World, scene: Scene, actor: Actor) -> Iterator[str]:
    about, order = _open_now(world, scene, actor)
    yield from sorted(set(COMMANDS) - about - order)


def test_what_is_not_open_is_refused_and_changes_nothing(
    marketplace: World, scenes: list[Scene], do: Any, figure: Figure
) -> None:
    tried: set[tuple[str, str, str]] = set()
    for scene in scenes:
        order = marketplace.engine.order(scene.order)
        assert order is not None
        dispute = order.dispute(scene.number)
        assert dispute is not None
        for actor in scene.actors:
            browser = _browser(marketplace, actor)
            before = len(marketplace.engine.entries(scene.order))
            for command in _closed_to(marketplace, scene, actor):
                # Once for each stage and role is enough: the engine's tests try every state.
                if (dispute.stage.name, actor.role, command) in tried:
                    continue
                tried.add((dispute.stage.name, actor.role, command))
                answer = do(browser, scene.order, command, dispute=scene.number, confirm="true")
                assert answer.status_code in (404, 422), (str(actor), command, scene)
            assert len(marketplace.engine.entries(scene.order)) == before
    figure("closed moves sent as forms and refused", len(tried))


def test_eve_sees_the_same_for_not_hers_and_not_there(
    marketplace: World, scenes: list[Scene], do: Any
) -> None:
    eve = _browser(marketplace, Actor(role="buyer", name="eve"))
    for scene in scenes[:6]:
        for path in (
            "", "disputes/1/", "open/", "disputes/1/cancel/", "disputes/1/exhibits/1/", "changed/",
            "report/",
        ):  # fmt: skip
            theirs = eve.get(f"/orders/{scene.order}/{path}")
            missing = eve.get(f"/orders/{_NOWHERE}/{path}")
            assert theirs.status_code == missing.status_code == 404, path
            assert plain(theirs) == plain(missing), path
        for command in COMMANDS:
            assert do(eve, scene.order, command, dispute=scene.number).status_code == 404
    for desk in ("/selling/", "/deciding/", "/running/"):
        assert eve.get(desk).status_code == 404
