"""Pages that are killed: `python -m tests.faults.uploading HOME make|POINT|again|finish`."""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.web.conftest import World

# Where a process is killed, and the function after which, or before which, it is.
POINTS: dict[str, tuple[str, str]] = {
    "stored": ("after", "amends.ports.storage.folder:Folder.put"),
    "kept": ("after", "amends.web.uploading:receive"),
    "bound": ("after", "amends.web.uploading:attach"),
    "tried again": ("after", "amends.web.uploading:attach"),
    "named": ("before", "amends.web.uploading:settle"),
    "opened": ("before", "amends.web.uploading:settle"),
    "refused": ("before", "amends.web.uploading:detach"),
    "removed": ("before", "amends.uploads.removing:let_go"),
}


def set_up(home: Path) -> World:
    """Django and the engine on the home, whose database is that of `DATABASE_URL` or a file in it."""
    os.environ |= {"AMENDS_HOME": str(home), "AMENDS_STORAGE_URL": "", "AMENDS_SECRET_KEY": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
    from amends.web.tables import migrate

    migrate()
    from django.test.utils import setup_test_environment

    from amends.web.engine import engine
    from tests.web.settings import CLOCK

    setup_test_environment()
    return World(engine(), CLOCK, mark="killed")


def make(world: World) -> None:
    """A person and a dispute for each point, so that none stands in another's way."""
    made = {}
    for point in POINTS:
        world.mark = point
        for who, role in (("alice", "buyer"), ("bob", "seller")):
            world.person(who, role)  # type: ignore[arg-type] # one of the roles
        made[point] = world.delivered() if point == "opened" else world.disputed()
        if point == "refused":
            world.done("bob", "seller", "accept_proposal", made[point], proposal=1)
    print(json.dumps(made))


def send(world: World, point: str, order: str, *, killed: bool = True) -> None:
    """Alice sends a photo with the point's key, and the process dies where it is told to."""
    from tests.uploads.pictures import jpeg
    from tests.web import test_uploads as sending

    world.mark = point
    alice = world.browser("alice", "buyer")
    photo = jpeg(list(POINTS).index(point) + 100)
    if point == "removed":
        upload = sending.send(alice, photo).json()["upload"]
        _kill(point)
        alice.post(f"/uploads/{upload}/remove/")
    elif point == "opened":
        _kill(point)
        _open(alice, order, sending.send(alice, photo).json()["upload"])
    else:
        if killed:
            _kill(point)
        answer = sending.add(alice, order, photo, upload_key=point)
        assert answer.status_code == 302, answer.text


def _open(alice: Any, order: str, upload: str) -> None:
    from amends.web.models import Draft

    steps = f"/orders/{order}/open/"
    for step, fields in (
        ("what", {"line": "kettle"}),
        ("why", {"grounds": "not_as_described.quality"}),
        ("want", {"remedy": "refund_only", "amount": "9.00"}),
        ("show", {"statement": "The lid is cracked.", "upload": upload}),
    ):
        alice.post(f"{steps}{step}/", fields)
    key = Draft.objects.get(order_id=order).key
    alice.post(f"{steps}check/", {"key": str(key)})
    raise AssertionError("It was to be killed.")


def _kill(point: str) -> None:
    """Put `kill -9` before or after the function of the point."""
    from importlib import import_module

    when, place = POINTS[point]
    module, _, path = place.partition(":")
    owner: Any = import_module(module)
    *outer, name = path.split(".")
    for each in outer:
        owner = getattr(owner, each)
    run: Callable[..., Any] = getattr(owner, name)

    def killed(*given: Any, **named: Any) -> None:
        if when == "after":
            run(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, killed)


def finish(world: World, orders: dict[str, str]) -> None:
    """What there is at once, after an hour and after a day; and what the same form does again."""
    from django.utils import timezone

    from amends.uploads.reconciling import reconcile

    now = timezone.now()
    told: dict[str, Any] = {"at once": _state(world, orders)}
    agreed = reconcile(world.engine.store, now + timedelta(minutes=30))
    told["too early"] = list(agreed)
    with world.engine.store.transaction() as transaction:
        transaction.change("UPDATE uploads_upload SET pending_since = pending_since - 3600001")
    told["late"] = _state(world, orders)
    told["agreed"] = list(reconcile(world.engine.store, now))
    told["after an hour"] = _state(world, orders)
    told["removed"] = list(reconcile(world.engine.store, now + timedelta(hours=25)))
    told["again"] = list(reconcile(world.engine.store, now + timedelta(hours=25)))
    told["after a day"] = _state(world, orders)
    print(json.dumps(told))


def _state(world: World, orders: dict[str, str]) -> dict[str, Any]:
    from amends.uploads.attaching import room_left
    from amends.uploads.limits import FOR_ONE_DISPUTE
    from amends.uploads.models import Blob, Upload

    check = world.engine.audit().checks["uploads"]
    home = Path(os.environ["AMENDS_HOME"])
    stored = {path.name for path in (home / "files").rglob("*") if path.is_file()}
    told: dict[str, Any] = {
        "wrong": check.wrong,
        "first": None if check.first is None else check.first.order_id,
        "files without a row": len(stored - set(Blob.objects.values_list("sha256", flat=True))),
        "files": len(stored),
    }
    for point, order in orders.items():
        person = f"alice-{point}"
        rows = Upload.objects.filter(person=person)
        named = {
            exhibit.sha256 for dispute in world.engine.order(order).disputes  # type: ignore[union-attr] # it was made
            for exhibit in dispute.exhibits
        }  # fmt: skip
        told[point] = {
            "uploads": rows.count(),
            "waiting": rows.filter(order="").count(),
            "counts": FOR_ONE_DISPUTE - room_left(person, order, 1) > 0,
            "shown": rows.filter(sha256__in=named).exists(),
            "pending": rows.filter(pending_since__isnull=False).count(),
            "stored": set(rows.values_list("sha256", flat=True)) <= stored,
        }
    return told


if __name__ == "__main__":
    here, what = set_up(Path(sys.argv[1])), sys.argv[2]
    if what == "make":
        make(here)
    elif what == "finish":
        finish(here, json.loads(sys.argv[3]))
    elif what == "again":
        send(here, "tried again", sys.argv[3], killed=False)
    else:
        send(here, what, sys.argv[3])
    from amends.web import engine as pages

    pages.close()
