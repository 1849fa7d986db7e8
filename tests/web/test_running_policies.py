"""Dave looks at policies, checks one of his own, and switches one on from a date."""

import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amends.core.moments import DAY
from tests.web.conftest import World

MINE = """extends = "aliexpress-2017"
name = "{name}"
version = 1
title = "Ten days to answer"

[negotiation]
seller_turn = "P10D"
"""


@pytest.fixture(autouse=True)
def _nothing_is_switched(world: World) -> None:
    """Switches are one installation's: each test begins without any."""
    with world.engine.store.transaction() as transaction:
        transaction.change("DELETE FROM policy_switch")


def mine(world: World) -> str:
    """A policy of this test's own."""
    return MINE.format(name=f"mine-{world.mark}")


def test_every_window_and_rule_is_shown_in_words(world: World) -> None:
    dave = world.browser("dave", "operator")
    page = dave.get(reverse("running-policy", args=["aliexpress-2017@1"])).text
    assert "Seller ships within, or the order is refunded" in page
    assert "30 days" in page
    assert dave.get(reverse("running-policy", args=["nobodys@7"])).status_code == 404


def test_a_policy_and_what_differs_are_read_in_the_operators_language(world: World) -> None:
    world.person("dave", "operator", language="ru")
    dave = world.browser("dave", "operator")
    page = dave.get(reverse("running-policy", args=["aliexpress-2017@1"])).text
    assert "Ход продавца" in page
    assert "Убыток должен нести перевозчик." in page
    assert "not_received.in_transit" in page  # the code stays beside its word
    assert "Seller ships within" not in page
    names = {"before": "aliexpress-2017@1", "after": "aliexpress-2010@1"}
    changes = dave.get(reverse("running-policy-compare"), names).text
    assert "2 рабочих дня" in changes
    assert "working days" not in changes


def test_two_policies_are_compared(world: World) -> None:
    dave = world.browser("dave", "operator")
    answer = dave.get(
        reverse("running-policy-compare"),
        {"before": "aliexpress-2017@1", "after": "aliexpress-2010@1"},
    )
    assert "What differs between aliexpress-2017@1 and aliexpress-2010@1" in answer.text
    assert answer.text.count("<tr>") > 3


def test_a_policy_with_faults_is_refused_with_line_and_field(world: World) -> None:
    dave = world.browser("dave", "operator")
    wrong = mine(world).replace('"P10D"', '"ten <b>days</b>"')
    upload = SimpleUploadedFile("mine.toml", wrong.encode())
    for sent in ({"source": wrong}, {"file": upload}):
        answer = dave.post(reverse("running-policy-check"), sent)
        assert answer.status_code == 422
        assert "negotiation.seller_turn" in answer.text
        assert '<td class="number">7</td>' in answer.text
        assert "<b>days</b>" not in answer.text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"a = 1\n" * 90_000])
def test_what_is_no_policy_is_refused_without_harm(world: World, content: bytes) -> None:
    dave = world.browser("dave", "operator")
    upload = SimpleUploadedFile("../../x.toml", content)
    answer = dave.post(reverse("running-policy-check"), {"file": upload})
    assert answer.status_code == 422


def test_a_policy_is_checked_adopted_and_switched_on_for_orders_of_then(world: World) -> None:
    dave = world.browser("dave", "operator")
    source, reference = mine(world), f"mine-{world.mark}@1"
    before = world.order()
    checked = dave.post(reverse("running-policy-check"), {"source": source}).text
    assert f"{reference} is in order" in checked
    assert "10 days" in checked
    assert reference not in [each.reference for each in world.engine.policy_switches()]
    adopted = dave.post(reverse("running-policy-adopt"), {"source": source}, follow=True)
    assert f"{reference} is kept from now on" in adopted.text
    assert (
        "was kept already"
        in dave.post(reverse("running-policy-adopt"), {"source": source}, follow=True).text
    )
    since = world.clock.now() // 60_000 * 60_000 + DAY
    typed = f"{datetime.fromtimestamp(since / 1000, UTC):%Y-%m-%dT%H:%M}"
    switched = dave.post(
        reverse("running-policy-switch"), {"reference": reference, "from": typed}, follow=True
    )
    assert f"on use {reference}" in switched.text
    assert pinned(world, world.order()) == "aliexpress-2017@1"
    world.clock.step(2 * DAY)
    assert pinned(world, world.order()) == reference
    assert pinned(world, before) == "aliexpress-2017@1"
    # It has come: it stays.
    stays = dave.post(reverse("running-policy-take-back"), {"since": since}, follow=True)
    assert "it stays" in stays.text


def pinned(world: World, order: str) -> str:
    """The policy of an order."""
    found = world.engine.order(order)
    assert found is not None
    return found.policy


def test_a_changed_policy_under_an_old_version_is_refused(world: World) -> None:
    dave = world.browser("dave", "operator")
    dave.post(reverse("running-policy-adopt"), {"source": mine(world)})
    changed = mine(world).replace("P10D", "P11D")
    answer = dave.post(reverse("running-policy-adopt"), {"source": changed})
    assert answer.status_code == 422
    assert "Give the changed policy a new version number." in answer.text


def test_the_past_cannot_be_switched_on_and_the_future_taken_back(world: World) -> None:
    dave = world.browser("dave", "operator")
    for since in ("2001-01-01T00:00", "", "tomorrow", "9999-99-99T00:00"):
        dave.post(reverse("running-policy-switch"), {"reference": "aliexpress-2010", "from": since})
        assert world.engine.policy_switches() == []
    dave.post(
        reverse("running-policy-switch"), {"reference": "nobodys@1", "from": "2999-01-01T00:00"}
    )
    assert world.engine.policy_switches() == []
    dave.post(
        reverse("running-policy-switch"),
        {"reference": "aliexpress-2010", "from": "2999-01-01T00:00"},
    )
    (planned,) = world.engine.policy_switches()
    assert planned.by == world.name("dave")
    dave.post(reverse("running-policy-take-back"), {"since": planned.since})
    assert world.engine.policy_switches() == []


def test_the_scenarios_are_played_with_a_policy_that_nobody_uses_yet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amends.scenarios.playing import found, shipped
    from amends.web import jobs
    from amends.web.models import Job

    Job.objects.all().delete()
    dave = world.browser("dave", "operator")
    asked = dave.post(
        reverse("running-policy-scenarios"), {"source": mine(world), "key": str(uuid.uuid4())}
    )
    three = found([shipped()])[:3]
    monkeypatch.setattr("amends.app.jobs.found", lambda paths: three)
    assert jobs.run_next()
    page = dave.get(asked["Location"]).text
    assert f"Played with mine-{world.mark}@1" in page
    assert "3 scenarios" in page
