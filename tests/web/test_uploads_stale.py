"""What was sent and is in no case after seven days is removed; everything else stays."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.uploads.pictures import jpeg
from tests.web.conftest import World
from tests.web.test_uploads import add, exhibits, send, stored


def test_only_what_is_in_no_case_is_removed_after_seven_days(
    world: World, installation: Path
) -> None:
    from django.utils import timezone

    from amends.uploads.removing import remove_stale

    order = world.disputed()
    alice, bob = world.browser("alice", "buyer"), world.browser("bob", "seller")
    seed = int(world.mark[:7], 16)
    before = stored(installation)
    add(alice, order, jpeg(seed))
    in_case = stored(installation)
    # The same picture, in nobody's case: its files are those of the case.
    shared = send(bob, jpeg(seed)).json()["upload"]
    own = send(bob, jpeg(seed + 1)).json()["upload"]
    assert len(in_case - before) == 3
    now = timezone.now()
    remove_stale(world.engine.store, now + timedelta(days=6, hours=23))
    assert bob.get(f"/uploads/{own}/").status_code == 200
    remove_stale(world.engine.store, now + timedelta(days=7, hours=1))
    assert {bob.get(f"/uploads/{each}/").status_code for each in (own, shared)} == {404}
    assert stored(installation) & (in_case - before) == in_case - before
    assert remove_stale(world.engine.store, now + timedelta(days=8)) == 0


def test_what_an_exhibit_names_stays_when_a_killed_form_is_sent_again_and_refused(
    world: World,
) -> None:
    from amends.uploads.models import Upload

    order, alice = world.disputed(), world.browser("alice", "buyer")
    add(alice, order, jpeg(int(world.mark[:7], 16)))
    upload = Upload.objects.get(person=world.name("alice"))
    # As a process leaves it that is killed as soon as the exhibit is there.
    Upload.objects.filter(id=upload.id).update(pending_since=1)
    again = {"upload": str(upload.id), f"kind.{upload.id}": "photo", f"note.{upload.id}": "Else"}
    assert alice.post(f"/orders/{order}/disputes/1/exhibits/", again).status_code == 422
    alice.post(f"/orders/{order}/disputes/1/exhibits/", {**again, "remove": str(upload.id)})
    (shown,) = (each.number for each in exhibits(world, order) if each.sha256)
    assert alice.get(f"/orders/{order}/disputes/1/exhibits/{shown}/").status_code == 200


def test_a_full_disk_is_said_and_nothing_is_kept(
    world: World, installation: Path, monkeypatch: Any
) -> None:
    from amends.ports.storage import NoSpaceError
    from amends.ports.storage.folder import Folder
    from amends.uploads.models import Upload

    def full(*_: object) -> None:
        raise NoSpaceError("There is no room left.")

    alice, before, key = world.browser("alice", "buyer"), stored(installation), uuid.uuid4().hex
    with monkeypatch.context() as at_that_time:
        at_that_time.setattr(Folder, "put", full)
        answer = send(alice, jpeg(5), key)
        assert answer.status_code == 503
        assert "could not be kept" in answer.json()["sentence"]
    assert stored(installation) == before
    assert not Upload.objects.filter(person=world.name("alice")).exists()
    # The same sending works as soon as there is room.
    assert send(alice, jpeg(5), key).status_code == 201


def test_nobody_fills_the_disk_with_drafts(world: World, monkeypatch: Any) -> None:
    from amends.uploads import receiving

    alice = world.browser("alice", "buyer")
    monkeypatch.setattr(receiving, "WAITING_FILES", 2)
    answers = [send(alice, jpeg(seed)) for seed in (7, 8, 9)]
    assert [each.status_code for each in answers] == [201, 201, 422]
    assert answers[-1].json()["refused"] == "no_room_for_more"


def test_the_limits_of_one_dispute_are_kept(world: World, monkeypatch: Any) -> None:
    from amends.uploads import attaching

    order = world.disputed()
    alice = world.browser("alice", "buyer")
    monkeypatch.setattr(attaching, "FOR_ONE_DISPUTE", len(jpeg(1)) + 10)
    assert add(alice, order, jpeg(1)).status_code == 302
    answer = add(alice, order, jpeg(2))
    assert "no room for more" in alice.get(f"/orders/{order}/disputes/1/").text
    assert answer.status_code == 302
