"""The queue of the arbitrators: who is offered what, and that nobody works on another's case."""

import re
import threading
import uuid
from typing import Any

from tests.web.conftest import World, plain
from tests.web.deciding import DAY, appealed, at_desk, at_the_platform, ruled

HALF_AN_HOUR = 30 * 60_000


def mine(world: World, page: str) -> list[str]:
    """The addresses of cases on a page, each once, in their order."""

    return list(dict.fromkeys(re.findall(r'href="(/deciding/[0-9a-f-]{36}/\d+/)"', page)))


def emptied(world: World) -> None:
    """What other tests left in the queue is given an end."""
    from amends.engine.worklists_deciding import queue

    while found := queue(world.engine, f"nobody-{world.mark}", world.clock.now()):
        for each in found:
            command = "decide_appeal" if each.task == "appeal" else "issue_ruling"
            if each.task == "second":
                world.done(
                    "cleaner", "arbitrator", "confirm_ruling", each.order_id, dispute=each.number
                )
                continue
            world.done(
                "judge", "arbitrator", command, each.order_id, dispute=each.number,
                amount="0", reasons="An end.",
            )  # fmt: skip


def test_only_arbitrators_have_the_desk(world: World) -> None:
    order = at_the_platform(world)
    for address in ("/deciding/", "/deciding/mine/", f"/deciding/{order}/1/"):
        for who, role in (("alice", "buyer"), ("bob", "seller"), ("dave", "operator")):
            assert world.browser(who, role).get(address).status_code == 404  # type: ignore[arg-type]
        assert at_desk(world, "carol").get(address).status_code == 200


def test_the_queue_says_what_waits_and_is_filtered(world: World) -> None:
    emptied(world)
    language = "".join(chr(97 + int(c, 16)) for c in world.mark)[:3]
    order = world.order(language=language)
    world.done("bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB")
    world.clock.step(10 * DAY)
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="9.00", exhibits=["photo"],
    )  # fmt: skip
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    world.clock.step(6 * DAY)
    world.engine.sweep()
    other = at_the_platform(world)
    carol = at_desk(world, "carol")
    here, there = f"/deciding/{order}/1/", f"/deciding/{other}/1/"

    assert mine(world, carol.get("/deciding/").text) == [here, there]
    assert mine(world, carol.get(f"/deciding/?language={language}").text) == [here]
    assert mine(world, carol.get("/deciding/?task=new").text) == [here, there]
    assert mine(world, carol.get("/deciding/?task=second").text) == []
    assert "Nothing waits for you here" in carol.get("/deciding/?task=second").text
    assert carol.get("/deciding/?after=1.2.3").status_code == 404


def test_a_party_is_not_offered_their_own_case_and_learns_nothing(world: World) -> None:
    order = at_the_platform(world)
    nowhere = "0192f0c0-0000-7000-8000-000000000000"
    # Alice also works for the platform.
    alice = world.browser("alice", "buyer", "arbitrator")
    assert f"/deciding/{order}/1/" not in alice.get("/deciding/").text
    theirs, missing = (alice.get(f"/deciding/{each}/1/") for each in (order, nowhere))
    assert theirs.status_code == missing.status_code == 404
    assert plain(theirs) == plain(missing)
    answer = alice.post(f"/deciding/{order}/1/do/issue_ruling/", {"key": "k", "amount": "9.00"})
    assert answer.status_code == 404


def test_an_appeal_is_not_offered_to_who_ruled(world: World) -> None:
    order = at_the_platform(world)
    ruled(world, order)
    appealed(world, order)
    carol, dan = (at_desk(world, who) for who in ("carol", "dan"))
    address = f"/deciding/{order}/1/"
    assert address not in carol.get("/deciding/?task=appeal").text
    assert address in dan.get("/deciding/?task=appeal").text
    # She can read it, and has nothing to decide in it.
    assert "Decide it anew" not in carol.get(address).text
    assert "Decide it anew" in dan.get(address).text


def test_the_next_case_is_the_most_urgent_that_nobody_else_holds(world: World) -> None:
    emptied(world)
    first, second = at_the_platform(world), at_the_platform(world)
    carol, dan = (at_desk(world, who) for who in ("carol", "dan"))

    assert carol.post("/deciding/next/").url == f"/deciding/{first}/1/"
    # Asked again she has the one that she has.
    assert carol.post("/deciding/next/").url == f"/deciding/{first}/1/"
    assert dan.post("/deciding/next/").url == f"/deciding/{second}/1/"
    assert "Carol has it until" in dan.get("/deciding/").text
    assert "Carol is working on this case and has it until" in dan.get(f"/deciding/{first}/1/").text
    eve = at_desk(world, "erin")
    assert eve.post("/deciding/next/").url == "/deciding/"
    assert "No case waits that nobody else has taken" in eve.get("/deciding/").text


def test_a_case_is_free_again_after_half_an_hour_by_hand_or_once_it_is_ruled(world: World) -> None:
    emptied(world)
    order = at_the_platform(world)
    address = f"/deciding/{order}/1/"
    carol, dan = (at_desk(world, who) for who in ("carol", "dan"))
    assert carol.post(f"{address}take/").status_code == 302
    assert dan.post(f"{address}take/").status_code == 422
    carol.post(f"{address}back/")
    assert dan.post("/deciding/next/").url == address
    world.clock.step(HALF_AN_HOUR + 1)
    assert carol.post("/deciding/next/").url == address
    sent = {"key": uuid.uuid4().hex, "remedy": "refund_only", "amount": "5.00", "liable.seller": "100",
            "facts": "It is cracked.", "reasons": "It is cracked."}  # fmt: skip
    assert carol.post(f"{address}do/issue_ruling/", sent).status_code == 302
    from amends.web.models import CaseTaken

    assert not CaseTaken.objects.filter(order_id=order).exists()


def test_two_who_click_at_once_get_different_cases(world: World) -> None:
    from django.db import connection

    from amends.web.desk import take_next

    emptied(world)
    orders = {at_the_platform(world) for _ in range(4)}
    people = [world.person(f"arbiter{n}", "arbitrator") for n in range(4)]
    barrier, given = threading.Barrier(len(people)), []

    def click(person: Any) -> None:
        barrier.wait()
        taken = take_next(world.engine, person, world.clock.now())
        given.append(taken.order_id if taken else None)
        connection.close()

    threads = [threading.Thread(target=click, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(given) == orders


def test_nothing_changes_by_looking(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world, "carol")
    for what in ("take", "back", "read", "draft", "do/issue_ruling"):
        assert carol.get(f"/deciding/{order}/1/{what}/").status_code == 405
    for address in ("/deciding/next/", "/deciding/preferences/"):
        assert carol.get(address).status_code == 405


def test_ones_own_rulings_with_those_that_were_changed(world: World) -> None:
    orders = [at_the_platform(world) for _ in range(2)]
    for order in orders:
        ruled(world, order)
    appealed(world, orders[0])
    world.done(
        "dan",
        "arbitrator",
        "decide_appeal",
        orders[0],
        amount="9.00",
        liable="seller",
        reasons="All.",
    )
    carol, dan = (at_desk(world, who) for who in ("carol", "dan"))
    page = carol.get("/deciding/mine/").text
    assert "1 of them was decided again on appeal, and 1 changed (50% of all)." in page
    assert "changed on appeal" in page
    assert "You have not ruled in any case yet" in dan.get("/deciding/mine/").text
