"""Long work: it runs once, can be stopped, and goes on after whoever carried it out was killed."""

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.web.conftest import World


@pytest.fixture(autouse=True)
def _nothing_waits(world: World) -> None:
    from amends.web.models import Job

    Job.objects.filter(state__in=("waiting", "running")).delete()


def test_an_audit_is_asked_for_runs_and_is_shown(world: World) -> None:
    from amends.web import jobs

    world.disputed()
    dave = world.browser("dave", "operator")
    key = str(uuid.uuid4())
    first = dave.post(reverse("running-ask", args=["audit"]), {"key": key})
    again = dave.post(reverse("running-ask", args=["audit"]), {"key": key})
    assert first["Location"] == again["Location"]
    assert "waits for its turn" in dave.get(first["Location"]).text
    assert jobs.run_next()
    assert not jobs.run_next()
    page = dave.get(first["Location"]).text
    assert "Everything holds" in page or "does not hold" in page or "do not hold" in page
    assert "What was paid for an order" in dave.get(reverse("running-work")).text


def test_everything_and_one_case_are_exported_and_fetched(world: World, tmp_path: Path) -> None:
    from amends.web import jobs
    from amends.web.models import Job

    order = world.disputed()
    dave = world.browser("dave", "operator")
    asked = dave.post(reverse("running-ask", args=["export"]), {"key": str(uuid.uuid4())})
    number = world.engine.order(order).number  # type: ignore[union-attr]
    dave.post(reverse("running-case"), {"order": number, "key": str(uuid.uuid4())})
    while jobs.run_next():
        pass
    export, case = Job.objects.filter(kind__in=("export", "case")).order_by("kind").reverse()[:2]
    assert (export.state, case.state) == ("done", "done")
    assert reverse("running-fetch", args=[export.pk]) in dave.get(asked["Location"]).text
    lines = dave.get(reverse("running-fetch", args=[export.pk])).getvalue()
    assert order.encode() in lines
    answer = dave.get(reverse("running-fetch", args=[case.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="case-{order}.zip"'
    content = answer.getvalue()
    assert content.startswith(b"PK") or order.encode() in content
    eve = world.browser("eve")
    assert eve.get(reverse("running-fetch", args=[case.pk])).status_code == 404


def test_files_are_kept_for_a_week_and_reckoning_is_daily(world: World) -> None:
    from amends.web import jobs
    from amends.web.jobs import kept, running
    from amends.web.models import Job

    Job.objects.all().delete()
    order = world.order()
    job = jobs.ask("case", "dave", order_id=order)
    running.daily()
    running.daily()
    assert Job.objects.filter(kind="figures", by="clock").count() == 1
    while jobs.run_next():
        pass
    page = world.browser("dave", "operator").get(reverse("running-work")).text
    assert "begun by itself" in page
    assert ">clock<" not in page
    assert kept.forget_old() == 0
    Job.objects.update(ended=1)
    assert kept.forget_old() == 1
    dave = world.browser("dave", "operator")
    assert dave.get(reverse("running-fetch", args=[job.pk])).status_code == 404


def test_a_case_of_no_order_is_refused_in_words(world: World) -> None:
    dave = world.browser("dave", "operator")
    answer = dave.post(reverse("running-case"), {"order": "nothing"}, follow=True)
    assert "There is no order nothing." in answer.text


def test_a_job_is_stopped_before_and_while_it_runs(world: World, monkeypatch: Any) -> None:
    from amends.web import jobs
    from amends.web.jobs.under_way import UnderWay
    from amends.web.models import Job

    dave = world.browser("dave", "operator")
    waiting = jobs.ask("audit", "dave")
    dave.post(reverse("running-stop", args=[waiting.pk]))
    assert Job.objects.get(pk=waiting.pk).state == "stopped"
    running = jobs.ask("figures", "dave")
    tell = UnderWay.tell

    def told(self: UnderWay, *given: Any, **more: Any) -> None:
        jobs.stop(self.job)
        tell(self, *given, **more)

    monkeypatch.setattr(UnderWay, "tell", told)
    assert jobs.run_next()
    assert Job.objects.get(pk=running.pk).state == "stopped"
    assert "stopped by hand" in dave.get(reverse("running-job", args=[running.pk])).text


def test_a_job_that_raises_says_so_and_stops_no_other(world: World) -> None:
    from amends.web import jobs
    from amends.web.models import Job

    broken = jobs.ask("case", "dave", order_id=str(uuid.uuid4()))
    sound = jobs.ask("figures", "dave")
    while jobs.run_next():
        pass
    states = [Job.objects.get(pk=each.pk).state for each in (broken, sound)]
    assert states == ["failed", "done"]
    dave = world.browser("dave", "operator")
    assert "There is no such order." in dave.get(reverse("running-job", args=[broken.pk])).text


def test_a_runner_that_was_killed_leaves_its_job_to_the_next(
    world: World, installation: Path
) -> None:
    from amends.web import jobs
    from amends.web.models import Job

    orders = [world.disputed() for _ in range(3)]
    arguments: dict[str, Any] = {
        "command": "pause_clock", "which": {"since": 0, "until": 2**52},
        "with": {"reason": "The carrier was down."},
    }  # fmt: skip
    job = jobs.ask("clock", world.person("dave", "operator").username, **arguments)
    runner = subprocess.Popen(
        [sys.executable, "-c", _HANGS], env=_environment(installation), stdout=subprocess.PIPE
    )
    assert runner.stdout is not None
    assert runner.stdout.readline() == b"half way\n"
    before = Job.objects.get(pk=job.pk)
    assert before.state == "running"
    assert not jobs.run_next(), "a runner that lives keeps its job"
    runner.send_signal(signal.SIGKILL)
    runner.communicate()
    assert jobs.run_next()
    after = Job.objects.get(pk=job.pk)
    assert after.state == "done"
    assert all(world.engine.order(each).pause is not None for each in orders)  # type: ignore[union-attr]
    paused = [
        record.event
        for each in orders
        for record in world.engine.records(each)
        if type(record.event).__name__ == "ClockPaused"
    ]
    assert len(paused) == len(orders), "each order was paused once"


def test_work_is_taken_by_one_of_two(world: World) -> None:
    from amends.web import jobs
    from amends.web.jobs import running

    jobs.ask("figures", "dave")
    first = running._claim()
    assert first is not None
    assert running._claim() is None
    first.delete()


def _environment(installation: Path) -> dict[str, str]:
    return {
        **os.environ,
        "AMENDS_HOME": str(installation),
        "DATABASE_URL": "",
        "AMENDS_STORAGE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        "PYTHONPATH": str(Path.cwd()),
    }


# Another process that carries the job out and hangs after the first orders were paused.
_HANGS = """
import time
import django
django.setup()
from amends.web.jobs import clocks, running
clocks.AT_ONCE = 2
give = clocks._give
def slow(job, ids, arguments):
    give(job, ids, arguments)
    if ids:
        print("half way", flush=True)
        time.sleep(600)
clocks._give = slow
running.run_next()
"""
