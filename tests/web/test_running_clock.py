"""Dave lets clocks stand still: one order's, or many after an outage, each once."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from amends.core.moments import DAY
from tests.web.conftest import World


@pytest.fixture(autouse=True)
def _nothing_waits(world: World) -> None:
    from amends.web.models import Job

    Job.objects.all().delete()


def typed(world: World, days: int) -> str:
    """A day from now, as a browser sends it."""
    at = world.clock.now() + days * DAY
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%dT%H:%M}"


def paused(world: World, order: str) -> bool:
    """Whether an order's clock stands still."""
    found = world.engine.order(order)
    assert found is not None
    return found.pause is not None


def test_one_order_is_paused_and_goes_on(world: World) -> None:
    order = world.disputed()
    dave = world.browser("dave", "operator")
    sent = {
        "order": order, "reason": "A strike.", "until": typed(world, 2), "key": uuid.uuid4().hex,
        "command": "pause_clock",
    }  # fmt: skip
    assert "stand still" in dave.post(reverse("running-clock-one"), sent, follow=True).text
    assert paused(world, order)
    again = dave.post(reverse("running-clock-one"), {**sent, "key": uuid.uuid4().hex})
    assert again.status_code == 422
    assert "paused already" in again.text
    resumed = {**sent, "command": "resume_clock", "key": uuid.uuid4().hex}
    dave.post(reverse("running-clock-one"), resumed)
    assert not paused(world, order)
    none = dave.post(reverse("running-clock-one"), {**sent, "order": "none"}, follow=True)
    assert none.status_code == 422
    assert "There is no order" in none.text
    # What was typed stays where it was typed, and only there.
    assert none.text.count("A strike.") == 1
    assert 'value="none"' in none.text


def test_many_are_counted_first_then_paused_each_once_and_go_on(world: World) -> None:
    from amends.web import jobs
    from amends.web.models import Job, JobOrder

    orders = [world.disputed() for _ in range(3)]
    already = world.disputed()
    world.done("dave", "operator", "pause_clock", already, reason="Before.")
    dave = world.browser("dave", "operator")
    sent: dict[str, Any] = {
        "which": "stage", "stage": "negotiation", "reason": "The mail was down.",
        "end": typed(world, 2),
    }  # fmt: skip
    checked = dave.post(reverse("running-clock-check"), sent)
    assert "will stand still until" in checked.text or "orders are chosen" in checked.text
    assert not any(paused(world, order) for order in orders), "checking changes nothing"
    key = str(uuid.uuid4())
    first = dave.post(reverse("running-clock-many"), {**sent, "key": key})
    assert (
        dave.post(reverse("running-clock-many"), {**sent, "key": key})["Location"]
        == first["Location"]
    )
    assert jobs.run_next()
    assert not jobs.run_next()
    assert all(paused(world, order) for order in orders)
    page = dave.get(first["Location"]).text
    assert "stand still" in page
    assert "its clock stood still already" in page
    job = Job.objects.get()
    assert JobOrder.objects.get(job=job, order_id=already).refusal == "already_paused"
    back = {"which": "job", "job": str(job.pk), "reason": "It is back.", "key": str(uuid.uuid4())}
    assert "will go on" in dave.post(reverse("running-clock-check"), back).text
    dave.post(reverse("running-clock-many"), back)
    assert jobs.run_next()
    assert not any(paused(world, order) for order in orders)
    assert paused(world, already), "what another pause holds stays"


def test_those_whose_deadline_falls_in_a_period(world: World) -> None:
    from amends.web import jobs

    order = world.disputed()
    due = world.engine.disputes(buyer=world.name("alice"))[0].due
    assert due is not None
    days = (due - world.clock.now()) // DAY
    dave = world.browser("dave", "operator")
    sent = {
        "which": "due", "since": typed(world, days), "until": typed(world, days + 1),
        "reason": "The carrier was down.", "end": typed(world, 3), "key": str(uuid.uuid4()),
    }  # fmt: skip
    other = world.order()
    dave.post(reverse("running-clock-many"), sent)
    assert jobs.run_next()
    assert paused(world, order)
    assert not paused(world, other)


@pytest.mark.parametrize(
    "missing",
    [
        {"reason": ""}, {"end": ""}, {"end": "soon"}, {"stage": "closed"},
        {"which": "due", "since": "", "until": ""}, {"which": "job", "job": "x"},
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_begun(world: World, missing: Any) -> None:
    from amends.web.models import Job

    dave = world.browser("dave", "operator")
    sent = {
        "which": "stage", "stage": "negotiation", "reason": "Why.", "end": typed(world, 2),
        "key": str(uuid.uuid4()), **missing,
    }  # fmt: skip
    for name in ("running-clock-check", "running-clock-many"):
        answer = dave.post(reverse(name), sent)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert not Job.objects.exists()
